"""Markdown in, and only a small safe part of HTML out, whoever wrote it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.text import link, literal, opening, to_html, to_plain


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


PIECES = [*"*[](){}\\_-#>.|`~1 aå:/", "**", "](https://a.se)", "---", "1. "]
SIGNS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join).filter(str.strip)


@pytest.mark.parametrize("place", ["{}", "- {}", "## {}", "Se {}", "**Se:** {}"])
@given(words=SIGNS)
def test_literal_signs_read_as_they_were_written_wherever_they_stand(place: str, words: str) -> None:
    shown = to_plain(place.format(literal(words)))
    assert shown.endswith(" ".join(words.split()))


@given(SIGNS)
def test_link_has_the_words_it_was_made_of(words: str) -> None:
    html = to_html(link(words, "/groups/x/"))
    assert html.startswith('<p><a href="/groups/x/"')
    assert to_plain(link(words, "/groups/x/")) == " ".join(words.split())


# What a lay writer types or pastes, and what is to be read: where it is left out, the same.
AS_TYPED: dict[str, str | None] = {
    "[OBS]: Inställt": None,
    "[OBS] : Inställt [1]": None,
    "\tFörsta förslaget\n\tAndra förslaget": "<p>Första förslaget<br>\nAndra förslaget</p>",
    "Hej.\n\n    Ett indraget stycke.": "<p>Hej.</p>\n<p>Ett indraget stycke.</p>",
    "Hälsningar\nAnna\n--": "<p>Hälsningar<br>\nAnna<br>\n--</p>",
    "Hälsningar\nAnna\n---": "<p>Hälsningar<br>\nAnna<br>\n---</p>",
    "Rubrik\n======": "<p>Rubrik<br>\n======</p>",
    "+ mer tid\n+ bättre mat": "<p>+ mer tid<br>\n+ bättre mat</p>",
    "1986. Det var då.": None,
    "1) ett": None,
    "#hashtag": None,
    "#": None,
    "# ": "<p>#</p>",
    "##### Fem": None,
    "*": None,
    "-": None,
    "- ": "<p>-</p>",
    "1.": None,
    ">": "<p>&gt;</p>",
    ">5 procent": "<p>&gt;5 procent</p>",
    "* * *": None,
    "2*3*4 = 24": None,
    "*.docx och *.pdf": None,
    "* Obs!": "<ul>\n<li>Obs!</li>\n</ul>",
    "Priset gäller ej*\n*bara vardagar": "<p>Priset gäller ej*<br>\n*bara vardagar</p>",
    "~~~~~~": None,
    "~ungefär~ ~~struket~~": None,
    "```\nkod\n```": "<p>```<br>\nkod<br>\n```</p>",
    "Anna`s och `Bos`": None,
    r"\\server\mapp\fil": None,
    r"G:\_Gemensamt\_arkiv\*.docx": None,
    "C:\\mapp\\\nnästa": "<p>C:\\mapp\\<br>\nnästa</p>",
    "min_fil_2_.docx och __init__": None,
    "&nbsp; &amp; &#42;": "<p>&amp;nbsp; &amp;amp; &amp;#42;</p>",
    "A & B < C": "<p>A &amp; B &lt; C</p>",
    "<b>inte fet</b>": "<p>&lt;b&gt;inte fet&lt;/b&gt;</p>",
    "• punkt\n• två": "<p>• punkt<br>\n• två</p>",
    "[x](https://a.se/med blanksteg)": None,
    "[x](file://a/b)": None,
    r"[x](G:\mapp\fil)": None,
    "[x](sida)": None,
    "[x](//ond.example)": None,
    "[ ](https://a.se)": None,
    "![bild](G:/x.png)": None,
    "kommun.se och rapport.py": None,
    "| a | b |\n|---|---|\n| 1 | 2 | 3 |": "<p>| a | b |<br>\n|---|---|<br>\n| 1 | 2 | 3 |</p>",
    "> Kommer ni?\nJa.": "<blockquote>\n<p>Kommer ni?</p>\n</blockquote>\n<p>Ja.</p>",
    "3. tre\n5. fem": '<ol>\n<li value="3">tre</li>\n<li value="5">fem</li>\n</ol>',
    "---": "<hr>",
    "**Obs!** *läs*": "<p><strong>Obs!</strong> <em>läs</em></p>",
}


@pytest.mark.parametrize("typed", AS_TYPED)
def test_what_is_typed_is_what_stands_there(typed: str) -> None:
    assert to_html(typed).strip() == (AS_TYPED[typed] or f"<p>{typed}</p>")


@pytest.mark.parametrize("typed", [typed for typed, shown in AS_TYPED.items() if not shown])
def test_excerpt_has_the_same_words_as_the_page(typed: str) -> None:
    assert to_plain(typed) == opening(typed) == typed


def test_numbers_of_a_list_are_words_of_its_excerpt() -> None:
    assert to_plain("25. oktober\n26. november") == "25. oktober 26. november"


SHAREPOINT = (
    "https://kommun.sharepoint.com/:w:/r/sites/Köket/_layouts/15/Doc.aspx"
    "?sourcedoc=%7BAB-1%7D&file=Plan%20(2).docx&action=default"
)


@pytest.mark.parametrize(
    ("text", "leads_to"),
    [
        ("https://kommun.se", "https://kommun.se"),
        ("Se https://kommun.se/a?b=c&d=e.", "https://kommun.se/a?b=c&amp;d=e"),
        ("(http://kommun.se/a_(b))", "http://kommun.se/a_(b)"),
        (f"Här: {SHAREPOINT}, läs", SHAREPOINT.replace("&", "&amp;").replace("ö", "%C3%B6")),
        ("www.kommun.se/mat!", "https://www.kommun.se/mat"),
        ("Anna <anna.berg@kommun.se>;", "mailto:anna.berg@kommun.se"),
        ("mailto:anna@kommun.se", "mailto:anna@kommun.se"),
        ("[sidan](www.kommun.se)", "https://www.kommun.se"),
        ("[**sidan**](https://kommun.se/Plan%20(2).docx)", "https://kommun.se/Plan%20(2).docx"),
        ("[gruppen](/groups/koket/)", "/groups/koket/"),
        ("[skriv](mailto:anna@kommun.se)", "mailto:anna@kommun.se"),
    ],
)
def test_address_is_a_link(text: str, leads_to: str) -> None:
    html = to_html(text)
    assert f'<a href="{leads_to}" rel="noopener">' in html
    assert html.count("<a ") == 1


def test_pasted_address_is_read_as_it_was_typed() -> None:
    assert f">{SHAREPOINT.replace('&', '&amp;')}</a>" in to_html(SHAREPOINT)


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "javascript://www.a.se/%0aalert(1)",
        "file://server/fil",
        "ftp://a.se",
        "//a.se/x",
        "vbscript:x data:text/html,x",
        "[x](https://a.se/med blanksteg)",
        "kommun.se",
        "[x](javascript:alert(1))",
        "[\u200b](https://a.se)",
    ],
)
def test_what_is_no_address_for_a_browser_is_no_link(text: str) -> None:
    assert "<a" not in to_html(text)


def test_deep_quotes_and_points_keep_their_words() -> None:
    assert "djupt" in to_html("> " * 300 + "djupt")
    assert "djupt" in to_plain("- " * 300 + "djupt")


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
