"""Everything that is to be seen, sampled once, before anybody knows which way the paper lies."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from river.picture.axes import Window
from river.picture.curves import Function, Knot, banks, held, knots, moments
from river.picture.data import River, Stream, Thread
from river.picture.flow import Flow, confluence, confluences, flows
from river.picture.strands import Sheaf, Strand, sheaves, strands

CALM = 1.4  # years between knots where the water only sways
BROAD = 0.9  # the same along a ribbon, whose breadth breathes
APART = 0.22  # years between two knots of a ribbon, at least

Point = tuple[float, float]  # years, units across


@dataclass(frozen=True)
class Band:
    """A stretch of water with two edges."""

    upper: list[Knot]
    lower: list[Knot]


@dataclass
class Ribbon:
    """A direction: its water until today and beyond, rings, and where each stage ends."""

    flow: Flow
    main: Band | None
    ahead: Band | None
    ring: Point | None
    until: float  # the end of the picture, in years
    reaches: list[tuple[int, float]] = field(default_factory=list)  # number of the stage, its end

    @property
    def stream(self) -> Stream:
        return self.flow.stream

    @property
    def is_at_mouth(self) -> bool:
        """Still flowing where the picture ends."""
        return self.flow.falls >= self.until


@dataclass
class Line:
    """A group, or water from one direction to another (`thread` is None)."""

    hue: str
    thread: Thread | None
    main: list[Knot]
    ahead: list[Knot]
    ring: Point | None = None
    side: int = 1  # which side of its ribbon: 1 below, -1 above


@dataclass
class Gathering:
    """Groups without room of their own, and at some times how many they are."""

    flow: Flow
    main: Band | None
    ahead: Band | None
    counts: list[tuple[float, float, int]]  # years, units across, groups


@dataclass(frozen=True)
class Scene:
    window: Window
    ribbons: list[Ribbon]
    lines: list[Line]
    gatherings: list[Gathering]
    spring: Point | None
    top: float
    bottom: float


def scene(river: River, window: Window) -> Scene:
    found = list(flows(river, window.start, window.end).values())
    shown = [ribbon for ribbon in (_ribbon(flow, window) for flow in found) if ribbon.main or ribbon.ahead]
    lines = [line for strand in strands(found, window.end) if (line := _line(strand, window))]
    lines += [
        line
        for pair in confluences({flow.stream.pk: flow for flow in found})
        if (line := _confluence(*pair, window))
    ]
    gathered = [sheaf for flow in found for sheaf in sheaves(flow)]
    gatherings = [gathering for sheaf in gathered if (gathering := _gathering(sheaf, window))]
    spring = _spring(found, river.spring) if window.start <= river.spring else None
    top, bottom = _bounds([*shown, *gatherings], lines)
    return Scene(window, shown, lines, gatherings, spring, top, bottom)


def _ribbon(flow: Flow, window: Window) -> Ribbon:
    bends = [*flow.bends, *flow.swells]
    main, ahead = _bands(flow, bends, window)
    end = flow.stream.end
    ring = (
        (flow.falls, flow.centre(flow.falls))
        if flow.has_ring and window.start < flow.falls <= window.end
        else None
    )
    reaches = [
        (reach.number, reach.end)
        for reach in flow.stream.reaches
        if window.start < reach.end < min(window.main_end, (end or window.end) - APART)
    ]
    return Ribbon(flow, main, ahead, ring, window.end, reaches)


def _bands(water: Flow | Sheaf, bends: list[float], window: Window) -> tuple[Band | None, Band | None]:
    """What has happened, and what lies ahead."""
    start, end = max(water.rises, window.start), min(water.falls, window.end)
    main = _band(water, bends, start, min(end, window.main_end))
    return main, _band(water, bends, max(start, window.main_end), end)


def _band(water: Flow | Sheaf, bends: list[float], start: float, end: float) -> Band | None:
    if end - start < 0.005:
        return None
    at = moments(start, end, bends, BROAD, APART)
    return Band(*banks(knots(water.centre, at), held(knots(water.breadth, at))))


def _line(strand: Strand, window: Window) -> Line | None:
    start, end = max(strand.rises, window.start), min(strand.falls, window.end)
    main = _knots(strand.across, strand.bends, start, min(end, window.main_end))
    ahead = _knots(strand.across, strand.bends, max(start, window.main_end), end)
    if not (main or ahead):
        return None
    ring = (
        (strand.falls, strand.place(strand.falls)) if strand.has_ring and strand.falls <= window.end else None
    )
    side = 1 if strand.offset > 0 else -1
    return Line(strand.flow.stream.hue, strand.thread, main, ahead, ring, side)


def _knots(function: Function, bends: Iterable[float], start: float, end: float) -> list[Knot]:
    if end - start < 0.005:
        return []
    return knots(function, moments(start, end, bends, CALM, 0.06))


def _confluence(earlier: Flow, later: Flow, window: Window) -> Line | None:
    course, leave, arrive = confluence(earlier, later)
    bends = [leave + (arrive - leave) * share / 4 for share in (1, 2, 3)]
    start, end = max(leave, window.start), min(arrive, window.main_end)
    main = _knots(course, bends, start, end)
    return Line(later.stream.hue, None, main, []) if main else None


def _gathering(sheaf: Sheaf, window: Window) -> Gathering | None:
    main, ahead = _bands(sheaf, sheaf.bends, window)
    return Gathering(sheaf.flow, main, ahead, list(_counts(sheaf, window))) if main or ahead else None


def _counts(sheaf: Sheaf, window: Window) -> Iterable[tuple[float, float, int]]:
    """How many there are, told every few years and where they are at least a year's length."""
    start, end = max(sheaf.rises + sheaf.bend, window.start), min(sheaf.falls - sheaf.bend, window.main_end)
    every = min(2.0, (window.end - window.start) / 5)
    pieces = int((end - start) / every)
    for piece in range(pieces):
        t = start + (piece + 0.5) * (end - start) / pieces
        count = round(sheaf.activity.count(t))
        if count:
            yield t, sheaf.centre(t), count


def _spring(found: list[Flow], spring: float) -> Point | None:
    """Where those flow from that began soon after the first workshop."""
    first = next((flow for flow in found if flow.birth and flow.parent is None), None)
    return (spring, first.birth.other(spring)) if first and first.birth else None


def _bounds(waters: Iterable[Ribbon | Gathering], lines: list[Line]) -> Point:
    """The outermost places across, with room for words outside."""
    bands = [band for water in waters for band in (water.main, water.ahead) if band]
    courses = [edge for band in bands for edge in (band.upper, band.lower)]
    courses += [course for line in lines for course in (line.main, line.ahead)]
    values = [value for course in courses for value in _values(course)]
    return min(values, default=0) - 22, max(values, default=0) + 22


def _values(course: Sequence[Knot]) -> Iterator[float]:
    """Every knot's place across, and those of the points by which the curve between two is drawn."""
    yield from (knot.value for knot in course)
    for earlier, later in pairwise(course):
        third = (later.at - earlier.at) / 3
        yield from (earlier.value + earlier.slope * third, later.value - later.slope * third)
