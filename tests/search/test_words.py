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
