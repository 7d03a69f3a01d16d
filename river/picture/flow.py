"""Streams as functions of time: where across the river each is, and how broad."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import inf

from river.picture.bed import Bed, Plot, lay
from river.picture.breadth import EASED, Activity, breadth
from river.picture.curves import Function, ease, mix
from river.picture.data import River, Stream
from river.picture.lanes import lanes

LEAVE = 0.8  # years before it begins that a stream leaves its parent's, and after, until it is in its lane
TURN, MEET = 0.9, 1.1  # years before its end that a stream turns to another, and after, until they are one
NEAR_SPRING = 1.5  # years: what began so soon after the first workshop flowed from it
FAN = 1.6  # how eagerly water leaves the spring: so it bends less where it arrives
FURTHER = 0.12  # years more for every lane on the way
THIN, POINT = 1.8, 0.6  # breadth where it leaves or meets another, and where it runs out
SHORTEST = 0.12  # years: what began and ended in a day is seen too


@dataclass(frozen=True)
class Passage:
    """A passage from or to somewhere else, between two times."""

    other: Function
    leave: float
    arrive: float
    eager: float = 0.0

    def share(self, t: float) -> float:
        """How much of the passage is done."""
        return ease(t, self.leave, self.arrive, self.eager)


@dataclass
class Flow:
    """One direction. It is drawn from `rises` to `falls`; None of the rest: there is nothing of the kind."""

    plot: Plot
    bed: Bed
    rises: float
    falls: float
    heir_of: "Flow | None" = None
    has_heir: bool = False
    birth: Passage | None = None
    tail: Passage | None = None
    parent: int | None = None
    target: int | None = None
    activity: Activity = field(init=False)

    def __post_init__(self) -> None:
        self.activity = Activity(self.stream.threads)

    @property
    def stream(self) -> Stream:
        return self.plot.stream

    @property
    def runs_out(self) -> bool:
        """It ended, and nothing took it over: it grows thin and is gone."""
        handed = self.stream.ending == "handed_over"
        return self.stream.end is not None and not (
            self.has_heir or self.tail or handed or self.stream.led_to
        )

    @property
    def has_ring(self) -> bool:
        """It was handed over, or became the next."""
        return self.stream.end is not None and not self.tail and not self.runs_out

    def course(self, t: float) -> float:
        """Its middle, were it never to flow into another."""
        own = self.bed.across(self.plot.berth.place, t)
        if self.birth and t < self.birth.arrive:
            return mix(self.birth.other(t), own, self.birth.share(t))
        return own

    def centre(self, t: float) -> float:
        if self.tail and t > self.tail.leave:
            return mix(self.course(t), self.tail.other(t), self.tail.share(t))
        return self.course(t)

    def breadth(self, t: float) -> float:
        broad = breadth(self.activity.count(t))
        if self.heir_of:
            before = self.heir_of.breadth(min(t, self.heir_of.falls))
            broad = (
                mix(before, broad, ease(t, self.rises, self.rises + EASED))
                if t < self.rises + EASED
                else broad
            )
        elif t < self.opens:
            broad = mix(THIN if self.birth else POINT, broad, ease(t, self.rises, self.opens))
        if self.tail and t > self.tail.leave:
            return mix(broad, THIN, self.tail.share(t))
        return mix(broad, POINT, ease(t, self.closes, self.falls)) if self.runs_out else broad

    @property
    def opens(self) -> float:
        """When it has come to its full breadth."""
        return self.birth.arrive if self.birth else min(self.rises + EASED, (self.rises + self.falls) / 2)

    @property
    def closes(self) -> float:
        return max(self.falls - EASED, (self.rises + self.falls) / 2)

    @property
    def bends(self) -> list[float]:
        """When it changes lanes. A bend's middle counts too, for the water beneath it sways."""
        passages = [passage for passage in (self.birth, self.tail) if passage]
        return [
            t
            for passage in passages
            for t in (passage.leave, (passage.leave + passage.arrive) / 2, passage.arrive)
        ]

    @property
    def swells(self) -> list[float]:
        """When its breadth begins or ceases to change."""
        return [*self.activity.turns, self.opens, self.closes, self.rises + EASED]


def flows(river: River, start: float, horizon: float) -> dict[int, Flow]:
    """Every stream by its number, laid out between two times. Those that began first come first."""
    berths = lanes(river.streams)
    plots = [Plot.of(stream, berths[stream.pk]) for stream in river.streams]
    bed = lay(plots, start, horizon)
    found: dict[int, Flow] = {}
    for plot in plots:
        found[plot.stream.pk] = _rise(plot, bed, found, river.spring, horizon)
    for flow in found.values():
        _meet(flow, found, horizon)
    return found


def _rise(plot: Plot, bed: Bed, before: dict[int, Flow], spring: float, horizon: float) -> Flow:
    stream = plot.stream
    falls = horizon if stream.end is None else max(stream.end, stream.start + SHORTEST)
    flow = Flow(plot, bed, stream.start, falls)
    if plot.berth.heir_of in before:
        flow.heir_of = before[plot.berth.heir_of]
        flow.heir_of.has_heir = True
        flow.rises = min(flow.heir_of.falls, stream.start)
        return flow
    flow.birth, flow.parent = _birth(plot, before, bed, spring)
    flow.rises = flow.birth.leave if flow.birth else stream.start
    return flow


def _birth(plot: Plot, before: dict[int, Flow], bed: Bed, spring: float) -> tuple[Passage | None, int | None]:
    """From its first parent's stream; without any, and early enough, from the spring."""
    stream = plot.stream
    parent = next((before[bond.earlier] for bond in stream.came_from if bond.earlier in before), None)
    lanes_away = abs(plot.berth.place - (parent.plot.berth.place if parent else 0))
    lasts = max((stream.end or inf) - stream.start, SHORTEST)
    arrive = stream.start + min(LEAVE + FURTHER * lanes_away, lasts * 0.6)
    if parent:
        leave = min(stream.start - LEAVE, (parent.stream.end or inf) - LEAVE / 2)
        return Passage(parent.course, max(leave, parent.rises), arrive), parent.stream.pk
    if not stream.came_from and stream.start <= spring + NEAR_SPRING:
        source = bed.across(0, spring)
        return Passage(lambda t: source, spring, arrive, FAN), None
    return None, None


def _meet(flow: Flow, among: dict[int, Flow], horizon: float) -> None:
    """Let what has ended flow into what it led to, unless that lies in its own lane or was born of it."""
    end = flow.stream.end
    if end is None or flow.has_heir:
        return
    onward = (among.get(bond.later) for bond in flow.stream.led_to if not bond.splits)
    for other in onward:
        lives_on = other and (other.stream.end is None or other.stream.end > end)
        if other and lives_on and other.parent != flow.stream.pk:
            flow.tail = _tail(flow, other, end, horizon)
            flow.target = other.stream.pk
            flow.falls = flow.tail.arrive
            return


def _tail(flow: Flow, other: Flow, end: float, horizon: float) -> Passage:
    settled = flow.birth.arrive if flow.birth else flow.rises
    leave = max(end - TURN, min(settled, end))
    last = min(other.stream.end or inf, max(horizon, end + 2 * SHORTEST))
    return Passage(other.course, leave, max(min(end + MEET, last), leave + SHORTEST))


def confluences(among: dict[int, Flow]) -> Sequence[tuple[Flow, Flow]]:
    """Every (earlier, later) that no birth, heir or tail shows: water that also came from there."""
    return [
        (among[bond.earlier], flow)
        for flow in among.values()
        for bond in flow.stream.came_from
        if bond.earlier in among and _is_unseen(among[bond.earlier], flow)
    ]


def _is_unseen(earlier: Flow, later: Flow) -> bool:
    joined = later.heir_of is earlier or later.parent == earlier.stream.pk
    return not joined and earlier.target != later.stream.pk and earlier.stream.start < later.stream.start


def confluence(earlier: Flow, later: Flow) -> tuple[Callable[[float], float], float, float]:
    """The course of such water, when it leaves and when it arrives."""
    leave = max(min(later.stream.start - LEAVE, (earlier.stream.end or inf) - LEAVE), earlier.rises)
    arrive = max(later.stream.start + LEAVE / 2, leave + LEAVE)
    return lambda t: mix(earlier.course(t), later.course(t), ease(t, leave, arrive)), leave, arrive
