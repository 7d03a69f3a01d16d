"""Which place across the river each stream takes, and each group beside its stream.

A place is held by one at a time. Who grew out of somebody that ended takes over that one's place; everybody
else the nearest that is free and has rested a while.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice

from river.picture.data import Lifeline, Stream, Thread

REST = 0.5  # years that a lane lies empty before somebody new takes it
PAUSE = 1.5  # years between an end and its successor, at most, for water to flow straight on
SIDE_REST = 0.2  # the same as REST, for the places of groups
SIDES = (1, -1, 2, -2)  # below the ribbon, above it, and once more
ROOM_FOR = 6  # groups at once that may all have places of their own, before some are gathered
_DAY = 0.003


@dataclass(frozen=True)
class Berth:
    """A place across, and whom it was taken over from (the number of a lifeline)."""

    place: int
    heir_of: int | None = None


class Quay:
    """Places side by side and who holds them when."""

    def __init__(self, rest: float) -> None:
        self.rest = rest
        self.stays: dict[int, list[tuple[float, float]]] = defaultdict(list)

    def is_free(self, place: int, start: float, end: float, rest: float = 0) -> bool:
        return all(
            since >= end + self.rest or until <= start - rest + _DAY for since, until in self.stays[place]
        )

    def first_free(self, places: Iterable[int], start: float, end: float) -> int | None:
        return next((place for place in places if self.is_free(place, start, end, self.rest)), None)

    def take(self, place: int, start: float, end: float) -> None:
        self.stays[place].append((start, end))


def predecessors[C: Lifeline](lifeline: Lifeline, among: dict[int, C]) -> list[C]:
    """Those that ended shortly before it began and led to it: water that can flow straight on."""
    parents = (among.get(bond.earlier) for bond in lifeline.came_from if not bond.splits)
    return [
        parent
        for parent in parents
        if parent and parent.end and 0 <= lifeline.start - parent.end + _DAY < PAUSE
    ]


def lanes(streams: Sequence[Stream]) -> dict[int, Berth]:
    """The lane of each stream by its number: 0 in the middle, negative above."""
    quay, taken = Quay(REST), dict[int, Berth]()
    by_number = {stream.pk: stream for stream in streams}
    for stream in sorted(streams, key=lambda stream: stream.start):
        parents = [taken[bond.earlier].place for bond in stream.came_from if bond.earlier in taken]
        berth = _inherited(stream, by_number, taken, quay) or _newcomer(stream, parents, quay)
        taken[stream.pk] = berth
        quay.take(berth.place, stream.start, _end(stream))
    return taken


def slots(threads: Sequence[Thread]) -> dict[int, Berth]:
    """The place of each group beside its ribbon, by its number. Those left out are gathered into one."""
    found = _slots(threads, islice(_alternating(), ROOM_FOR))
    return found if len(found) == len(threads) else _slots(threads, SIDES)


def _slots(threads: Sequence[Thread], places: Iterable[int]) -> dict[int, Berth]:
    quay, taken, sides = Quay(SIDE_REST), dict[int, Berth](), list(places)
    by_number = {thread.pk: thread for thread in threads}
    for thread in sorted(threads, key=lambda thread: thread.start):
        berth = _inherited(thread, by_number, taken, quay)
        if not berth:
            place = quay.first_free(sides, thread.start, _end(thread))
            berth = None if place is None else Berth(place)
        if berth:
            taken[thread.pk] = berth
            quay.take(berth.place, thread.start, _end(thread))
    return taken


def _inherited[C: Lifeline](
    lifeline: C, among: dict[int, C], taken: dict[int, Berth], quay: Quay
) -> Berth | None:
    """The first predecessor's place that nobody has come to in between."""
    for parent in predecessors(lifeline, among):
        berth = taken.get(parent.pk)
        if berth and quay.is_free(berth.place, parent.end or lifeline.start, _end(lifeline)):
            return Berth(berth.place, heir_of=parent.pk)
    return None


def _newcomer(stream: Stream, parents: list[int], quay: Quay) -> Berth:
    home = parents[0] if parents else 0
    place = quay.first_free(_around(home), stream.start, _end(stream))
    return Berth(home if place is None else place)


def _around(home: int) -> Iterator[int]:
    """Home first, then ever further away, outward before inward."""
    outward = 1 if home > 0 else -1
    yield home
    for step in count(1):
        yield home + outward * step
        yield home - outward * step


def _alternating() -> Iterator[int]:
    """1, -1, 2, -2 …"""
    for step in count(1):
        yield step
        yield -step


def _end(lifeline: Lifeline) -> float:
    return math.inf if lifeline.end is None else lifeline.end
