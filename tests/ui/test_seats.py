"""The seats of a group in words, each case in both languages."""

from dataclasses import dataclass

import pytest
from django.utils.translation import override

from ui.seats import seats_in_words


@dataclass
class Group:
    seats: int | None
    seats_taken: int = 0
    seats_held: int = 0
    seats_free: int | None = None


@pytest.mark.parametrize(
    ("group", "swedish", "english"),
    [
        (Group(None, seats_taken=1), "1 medlem, plats för fler", "1 member, room for more"),
        (Group(None, seats_taken=4), "4 medlemmar, plats för fler", "4 members, room for more"),
        (Group(9, seats_free=1), "1 ledig av 9 platser", "1 of 9 seats free"),
        (Group(9, seats_free=3, seats_held=1), "3 lediga av 9 platser", "3 of 9 seats free"),
        (Group(1, seats_free=0), "Den enda platsen är tagen", "The only seat is taken"),
        (Group(9, seats_free=0), "Alla 9 platser är tagna", "All 9 seats are taken"),
        (
            Group(9, seats_free=0, seats_held=1),
            "Full: 1 ledig plats hålls åt någon på väntelistan",
            "Full: 1 free seat is held for somebody on the waiting list",
        ),
        (
            Group(9, seats_free=0, seats_held=2),
            "Full: 2 lediga platser hålls åt dem på väntelistan",
            "Full: 2 free seats are held for people on the waiting list",
        ),
    ],
)
def test_seats_are_said_in_words(group: Group, swedish: str, english: str) -> None:
    for language, words in (("sv", swedish), ("en", english)):
        with override(language):
            assert seats_in_words(group) == words
