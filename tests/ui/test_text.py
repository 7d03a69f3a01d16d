"""Markdown in, and only a small safe part of HTML out, whoever wrote it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.text import to_html, to_plain


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
