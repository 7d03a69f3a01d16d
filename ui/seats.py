"""The seats of a group in words: how many are free, or why none is."""

from typing import Protocol

from django.utils.translation import ngettext


class Seated(Protocol):
    """Something with seats: None of them means room for all."""

    @property
    def seats(self) -> int | None: ...
    @property
    def seats_taken(self) -> int: ...
    @property
    def seats_held(self) -> int: ...
    @property
    def seats_free(self) -> int | None: ...


def seats_in_words(group: Seated) -> str:
    if not group.seats:
        taken = group.seats_taken
        words = ngettext("%(taken)s member, room for more", "%(taken)s members, room for more", taken)
        return words % {"taken": taken}
    if free := group.seats_free:
        words = ngettext("%(free)s of %(seats)s seats free", "%(free)s of %(seats)s seats free", free)
        return words % {"free": free, "seats": group.seats}
    return _none_free(group.seats, group.seats_held)


def _none_free(seats: int, held: int) -> str:
    if not held:
        words = ngettext("The only seat is taken", "All %(seats)s seats are taken", seats)
        return words % {"seats": seats}
    words = ngettext(
        "Full: %(held)s free seat is held for somebody on the waiting list",
        "Full: %(held)s free seats are held for people on the waiting list",
        held,
    )
    return words % {"held": held}
