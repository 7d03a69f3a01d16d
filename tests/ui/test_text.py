"""Markdown in, and only a small safe part of HTML out, whoever wrote it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.text import literal, opening, to_html, to_plain


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "![x](https://evil.example/pixel.png)",
        '<img src=x onerror="alert(1)">',
        "<svg/onload=alert(1)>",
        "[x](<javascript:alert(1)>)",
        '"><iframe src=//evil.example>',
        "<style>*{display:none}</style>",
    ],
)
def test_hostile_text_is_shown_and_never_run(hostile: str) -> None:
    html = to_html(hostile)
    for forbidden in ("<script", "<img", "<svg", "<iframe", "<style", 'href="javascript', 'href="data'):
        assert forbidden not in html


@given(st.text(max_size=300))
def test_any_text_becomes_html_with_allowed_tags_only(text: str) -> None:
    html = to_html(text)
    assert "<script" not in html
    assert isinstance(to_plain(text), str)


def test_headings_begin_below_the_pages_own() -> None:
    assert to_html("# Hej") == "<h2>Hej</h2>\n"


def test_plain_words_come_without_their_formatting() -> None:
    text = "## Hej & hå\n\nEn **fet** [länk](/x)\nnästa rad\n\n- ett\n- två"
    assert to_plain(text) == "Hej & hå En fet länk nästa rad ett två"


def test_plain_words_keep_their_spaces_and_get_no_more() -> None:
    assert to_plain("Fråga *först*,\noch **sedan**.") == "Fråga först, och sedan."


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=40))
def test_literal_words_read_in_markdown_as_they_were_written(words: str) -> None:
    assert to_plain(f"- {literal(words)}") == words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kort.", "Kort."),
        ("En. Två. Tre.", "En. Två."),
        ("Klockan 10.45 kom t.ex. tre till. De åt.", "Klockan 10.45 kom t.ex. tre till. De åt."),
        ("”Jaså?” Det tog två raster. Slut.", "”Jaså?” Det tog två raster."),
        ("En kort. " + "Mycket lång " * 40, "En kort."),
        ("**Fet**\n\n- punkt", "Fet punkt"),
        ("", ""),
    ],
)
def test_opening_is_the_first_two_sentences_that_fit(text: str, found: str) -> None:
    assert opening(text) == found


def test_opening_of_one_long_sentence_is_cut_between_words() -> None:
    assert opening("mycket " * 60, longest=20) == "mycket mycket …"
