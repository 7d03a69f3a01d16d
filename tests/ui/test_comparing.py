"""What has changed between two texts: by blocks, then by words, and safe whatever was written."""

import time

import pytest
from django.template.loader import render_to_string

from ui.comparing import Mark, Piece, compare

PARAGRAPHS = [f"Stycke nummer {n} står kvar som det var." for n in range(9)]


def told(before: str, after: str) -> list[tuple[str, str]]:
    """Each piece with its mark, and a rewritten one with its words marked as one would by hand."""
    return [(str(piece.mark), piece.text or _by_hand(piece)) for piece in compare(before, after)]


def _by_hand(piece: Piece) -> str:
    marks = {Mark.ADDED: "+{}+", Mark.REMOVED: "-{}-", Mark.KEPT: "{}"}
    return " ".join(marks[run.mark].format(run.words) for run in piece.runs)


def page(before: str, after: str) -> str:
    return render_to_string("ui/comparison.html", {"pieces": compare(before, after)})


def test_same_text_has_no_changes() -> None:
    assert compare("Ett.\n\nTvå.", "Ett.\n\nTvå.") == []
    assert compare("", "") == []


def test_line_ends_and_blank_lines_are_no_change() -> None:
    assert compare("Ett stycke\növer rader.\n\nTvå.", "Ett stycke över\r\nrader.\r\n\r\n\r\nTvå.\r\n") == []


def test_words_are_compared_within_a_rewritten_paragraph() -> None:
    assert told("Vi möts varje månad i köket.", "Vi möts varje vecka i köket.") == [
        ("rewritten", "Vi möts varje -månad- +vecka+ i köket.")
    ]


def test_another_paragraph_is_not_a_rewritten_one() -> None:
    assert told("Vi möts i köket.", "Alla chefer är välkomna.") == [
        ("removed", "Vi möts i köket."),
        ("added", "Alla chefer är välkomna."),
    ]


def test_new_paragraph_stands_above_the_rewritten_one_it_came_before() -> None:
    assert told("Vi möts varje månad här.", "Helt nytt.\n\nVi möts varje vecka här.") == [
        ("added", "Helt nytt."),
        ("rewritten", "Vi möts varje -månad- +vecka+ här."),
    ]


def test_each_point_of_a_list_is_compared_by_itself() -> None:
    assert told("- laga mat\n- äta", "- laga mat\n- duka fint\n- äta") == [
        ("kept", "- laga mat"),
        ("added", "- duka fint"),
        ("kept", "- äta"),
    ]


def test_point_that_only_got_another_number_stands_as_it_stood() -> None:
    assert told("1. ett\n2. två", "1. noll\n2. ett\n3. två") == [
        ("added", "1. noll"),
        ("kept", "2. ett\n3. två"),
    ]


def test_rewritten_point_keeps_its_number_or_dot() -> None:
    numbered = compare("1. vi möts i köket\n2. slut", "1. vi möts i skolan\n2. slut")
    dotted = compare("- vi möts i köket", "- vi möts i skolan")

    assert (numbered[0].sign, dotted[0].sign) == ("1.", "•")


def test_long_stretch_is_folded_between_the_blocks_that_stand_next_to_a_change() -> None:
    before = "\n\n".join(["Början.", *PARAGRAPHS, "Slutet."])
    pieces = compare(before, before.replace("Början.", "Ny start här.").replace("Slutet.", "Nytt avslut."))

    marks = [(str(piece.mark), piece.count) for piece in pieces]
    assert marks[2:-2] == [("kept", 1), ("folded", 7), ("kept", 1)]


def test_stretch_at_the_very_top_is_folded_down_to_the_block_before_the_change() -> None:
    pieces = compare("\n\n".join(PARAGRAPHS), "\n\n".join([*PARAGRAPHS, "Nytt."]))

    assert [(str(piece.mark), piece.count) for piece in pieces] == [
        ("folded", 8),
        ("kept", 1),
        ("added", 1),
    ]


def test_nothing_written_is_lost_in_a_comparison() -> None:
    before = "# Rubrik\n\n" + "\n\n".join(PARAGRAPHS) + "\n\n| a | b |\n|---|---|\n| 1 | 2 |"
    after = before.replace("nummer 4", "fyra").replace("| 1 |", "| 9 |")
    shown = page(before, after)

    assert all(word in shown for word in [*PARAGRAPHS[:4], *PARAGRAPHS[5:], "Rubrik", ">2<", ">9<", ">1<"])


def test_changed_address_of_a_link_shows() -> None:
    [(mark, words)] = told("Se [sidan](https://a.example) nu.", "Se [sidan](https://b.example) nu.")

    assert mark == "rewritten"
    assert words == "Se -[sidan](https://a.example)- +[sidan](https://b.example)+ nu."


def test_changed_address_shows_where_a_word_beside_it_changes_too() -> None:
    [(_mark, words)] = told(
        "Se [sidan](https://a.example) nu genast.", "Se [sidan](https://b.example) nu sen."
    )

    assert "-[sidan](https://a.example)- +[sidan](https://b.example)+" in words
    assert "-genast.- +sen.+" in words


@pytest.mark.parametrize(
    "line", ["[OBS]: Inställt", "\tEtt indraget stycke", "1986. Då", "+ mer tid", "&nbsp;"]
)
def test_line_that_came_in_is_told(line: str) -> None:
    assert told("Hej alla.", f"Hej alla.\n\n{line}")[-1] == ("added", line)


def test_what_is_too_tangled_to_compare_is_told_as_one_change() -> None:
    before = " ".join(str(number % 7) for number in range(9_000))
    after = f"{before[:8_000]} ny {before[8_000::-1]}"
    [(mark, words)] = told(before, after)

    assert mark == "rewritten"
    assert words.count("-") == words.count("+") == 2


def test_table_is_shown_whole_and_not_word_by_word() -> None:
    table = "| a | b |\n|---|---|\n| 1 | 2 |"

    assert [mark for mark, _text in told(table, table.replace("2", "3"))] == ["removed", "added"]


def test_change_is_told_without_colour_and_to_those_who_listen() -> None:
    shown = page("Vi möts varje månad här.", "Vi möts varje vecka här.")

    assert "<del><span" in shown
    assert "<ins><span" in shown
    assert shown.count("sr-only") == 4


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[klicka](javascript:alert(1))",
    "</ins></del></div><h1>Hej",
    "{{ settings.SECRET_KEY }} {% debug %}",
    "Vi \x00 möts \u202e här",
    "- - - - 1. > > a",
    "```\n<b>\n",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("beside", ["", "Vi möts varje månad i köket och äter. "])
def test_hostile_text_stays_text(text: str, beside: str) -> None:
    for shown in (page(beside, beside + text), page(beside + text, beside), page(text + " a", text + " b")):
        lower = shown.lower()
        assert not any(bad in lower for bad in ("<script", "<img", 'href="javascript', "<h1", "\x00", "<b>"))
        assert shown.count("<div") == shown.count("</div>")


LONG_TEXTS = {
    "one word over and over": ("a " * 15_000, "a " * 14_999 + "b"),
    "one paragraph over and over": ("a\n\n" * 10_000, "b\n\n" * 99 + "a\n\n" * 9_900),
    "points all alike": (
        "\n".join(f"- {n % 9} a" for n in range(5_000)),
        "\n".join(f"- {n % 7} b" for n in range(5_000)),
    ),
    "a few words in another order": (
        " ".join(str(n % 150) for n in range(8_000)),
        " ".join(str(n * n % 151) for n in range(8_000)),
    ),
}


@pytest.mark.parametrize("name", LONG_TEXTS)
def test_long_and_tangled_texts_take_no_long_time(name: str) -> None:
    begun = time.process_time()
    compare(*(text[:30_000] for text in LONG_TEXTS[name]))

    assert time.process_time() - begun < 5
