"""Words are brought to their stems, and those that say nothing are left out."""

import pytest

from search.words import LONGEST, content_words, stems


def test_words_that_say_nothing_are_left_out() -> None:
    assert content_words("Vad händer om vi lagar maten i skolan 2014?") == [
        "händer",
        "lagar",
        "maten",
        "skolan",
        "2014",
    ]


@pytest.mark.parametrize("text", ["", "\x00", "%_\\", "  – … ”", "\ud800"])
def test_text_without_words_has_none(text: str) -> None:
    assert content_words(text) == []


def test_endless_word_is_cut() -> None:
    assert [len(word) for word in content_words("å" * 10_000)] == [LONGEST]


def test_ending_that_may_belong_to_the_word_leaves_its_own_stem_too() -> None:
    assert "plan" in stems("plan")
    assert stems("plan") & stems("planen")
    assert not stems("plan") & stems("plats")


@pytest.mark.parametrize(
    ("word", "other"),
    [("buller", "bulle"), ("buller", "bullar"), ("lager", "lag"), ("papper", "pappa"), ("nummer", "numme")],
)
def test_word_that_only_looks_inflected_is_not_one_with_another(word: str, other: str) -> None:
    assert not stems(word) & stems(other)


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("buller", "bullret"),
        ("buller", "bullrets"),
        ("socker", "sockret"),
        ("papper", "papperet"),
        ("papper", "pappret"),
        ("nummer", "numret"),
        ("fönster", "fönstren"),
        ("vatten", "vattnet"),
        ("ålder", "åldern"),
        ("syster", "systrar"),
        ("lager", "lagret"),
        ("trafikbuller", "trafikbullret"),
    ],
)
def test_word_that_only_looks_inflected_is_one_with_its_own_forms(word: str, other: str) -> None:
    assert stems(word) & stems(other)
