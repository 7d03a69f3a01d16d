"""What cannot be seen is one list, for whoever asks: a required field, a name, a code, a cell of a sheet."""

import pytest

from ui.letters import is_visible, without_unseen
from ui.regular_text import regular, regular_code
from ui.sheets import harmless

UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u180e\u200b\u200d\u202e\u2060\u2066\u2800\u3164\ufe0f\ufeff\uffa0\U000e0041"
)


@pytest.mark.parametrize("sign", UNSEEN, ids=ascii)
def test_sign_that_cannot_be_seen_counts_nowhere(sign: str) -> None:
    assert not is_visible(sign)
    assert without_unseen(f"A{sign}n") == "An"
    assert regular(f"{sign}An{sign}na") == "Anna"
    assert regular_code(f"4{sign}82") == "482"
    assert harmless(f"{sign}=1+1") == f"'{sign}=1+1"


@pytest.mark.parametrize("text", ["Åsa", "Al-Amin", "O’Brien", "日本", "مرحبا", "1–2"])
def test_what_can_be_seen_stays(text: str) -> None:
    assert regular(text) == without_unseen(text) == harmless(text) == text
