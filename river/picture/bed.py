"""Where each lane lies across the river, with as much room as its groups need when they need it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import pi, sin

from river.picture.breadth import Activity, breadth
from river.picture.data import Stream, Thread
from river.picture.lanes import Berth, slots

SWAY, PERIOD, PHASE = 7.0, 5.6, 0.35  # the slow sine: units, years, radians from lane to lane
FIRST = 14.0  # from a ribbon's edge to its first group
PITCH = 18.0  # from group to group
LABEL = 12.0  # for words outside the outermost
NARROWEST = 46.0  # between two streams: a name on two lines
LOOK = 0.25  # years between two looks at who lies beside whom


@dataclass(frozen=True)
class Plot:
    """A stream with its lane, its groups' places beside it, and the rest of them gathered into one."""

    stream: Stream
    berth: Berth
    slots: dict[int, Berth]

    @classmethod
    def of(cls, stream: Stream, berth: Berth) -> "Plot":
        return cls(stream, berth, slots(stream.threads))

    @cached_property
    def gathered(self) -> list[Thread]:
        return [thread for thread in self.stream.threads if thread.pk not in self.slots]

    @cached_property
    def half(self) -> float:
        """Half its ribbon where that is broadest."""
        return breadth(Activity(self.stream.threads).peak()) / 2

    def offset(self, slot: int) -> float:
        """From the middle of the ribbon to a group's place beside it."""
        side = 1 if slot > 0 else -1
        return side * (self.half + FIRST + (abs(slot) - 1) * PITCH)

    def reach(self, side: int, start: float, end: float) -> float:
        """How far it stretches to one side (1 below, -1 above) between two times."""
        places = [
            abs(self.slots[thread.pk].place)
            for thread in self.stream.threads
            if thread.pk in self.slots
            and self.slots[thread.pk].place * side > 0
            and thread.overlaps(start, end)
        ]
        if side > 0 and any(thread.overlaps(start, end) for thread in self.gathered):
            places.append(3)
        return self.half + (FIRST + (max(places) - 1) * PITCH + LABEL if places else 6)


class Bed:
    def __init__(self, places: dict[int, float]) -> None:
        self.places = places

    def across(self, lane: int, t: float) -> float:
        """The middle of a lane: all sway together, each a little after the one above it."""
        return self.places.get(lane, 0.0) + SWAY * sin(2 * pi * t / PERIOD + PHASE * lane)


def lay(plots: Sequence[Plot], start: float, end: float) -> Bed:
    """Lane after lane from the top, each as close to those above it as their groups let it come."""
    looks = [start + LOOK * step for step in range(int((end - start) / LOOK) + 1)]
    spans: dict[int, list[_Span]] = {}
    for plot in plots:
        spans.setdefault(plot.berth.place, []).append(_Span(plot, looks))
    places: dict[int, float] = {}
    for lane in sorted(spans):
        places[lane] = max(
            (places[above] + _distance(spans[above], spans[lane], len(looks)) for above in places),
            default=0.0,
        )
    middle = places.get(0, 0.0)
    return Bed({lane: place - middle for lane, place in places.items()})


class _Span:
    """How far a plot reaches up and down at every look; None where it is not there."""

    def __init__(self, plot: Plot, looks: Sequence[float]) -> None:
        there = [plot.stream.overlaps(look - 1, look + 1) for look in looks]
        self.up = [
            plot.reach(-1, at - LOOK, at + LOOK) if here else None
            for here, at in zip(there, looks, strict=True)
        ]
        self.down = [
            plot.reach(1, at - LOOK, at + LOOK) if here else None
            for here, at in zip(there, looks, strict=True)
        ]


def _distance(above: Iterable[_Span], below: Iterable[_Span], looks: int) -> float:
    lower = [_furthest(span.down[look] for span in above) for look in range(looks)]
    upper = [_furthest(span.up[look] for span in below) for look in range(looks)]
    needs = [down + up for down, up in zip(lower, upper, strict=True) if down and up]
    return max([NARROWEST, *needs]) if needs else NARROWEST / 2


def _furthest(reaches: Iterable[float | None]) -> float:
    return max((reach for reach in reaches if reach is not None), default=0.0)
