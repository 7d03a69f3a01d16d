"""Groups as functions of time: threads that leave their stream, run beside it, and return or lead on."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf, sqrt

from river.picture.breadth import EASED, Activity
from river.picture.curves import ease, mix
from river.picture.data import Thread
from river.picture.flow import Flow
from river.picture.lanes import predecessors

BEND = 0.75  # years from the ribbon to a group's own place
THREAD = 2.25  # a group's breadth
LEVEL = 3  # the place of those gathered, counted from the ribbon


@dataclass
class Strand:
    """One group, drawn from `rises` to `falls`."""

    thread: Thread
    flow: Flow
    offset: float
    rises: float
    falls: float
    origin: "Strand | None" = None  # the group it grew out of, where that ended just before
    target: "Strand | None" = None  # the group it flowed into
    has_heir: bool = False

    @property
    def bend(self) -> float:
        return min(BEND, (self.falls - self.rises) * 0.45)

    @property
    def has_ring(self) -> bool:
        """It was handed over, or became the next."""
        return self.thread.end is not None and (self.has_heir or self.thread.ending == "handed_over")

    @property
    def returns(self) -> bool:
        """What it learned flows back to its stream."""
        return self.thread.end is not None and not self.has_ring and not self.target

    def place(self, t: float) -> float:
        """Where it runs between its bends."""
        return self.flow.centre(t) + self.offset

    def across(self, t: float) -> float:
        own = self.place(t)
        if t < self.rises + self.bend:
            start = self.origin.place(t) if self.origin else self.flow.centre(t)
            return mix(start, own, ease(t, self.rises, self.rises + self.bend))
        if t > self.falls - self.bend and (self.returns or self.target):
            end = self.target.place(t) if self.target else self.flow.centre(t)
            return mix(own, end, ease(t, self.falls - self.bend, self.falls))
        return own

    @property
    def bends(self) -> list[float]:
        return [*self.flow.bends, self.rises + self.bend, self.falls - self.bend]


def strands(flows: Iterable[Flow], horizon: float) -> list[Strand]:
    """Every group with a place of its own."""
    found = {strand.thread.pk: strand for flow in flows for strand in _of(flow, horizon)}
    threads = {number: strand.thread for number, strand in found.items()}
    for strand in found.values():
        _come_from(strand, found, threads)
    for strand in found.values():
        _lead_on(strand, found)
    return list(found.values())


def _of(flow: Flow, horizon: float) -> Iterable[Strand]:
    for thread in flow.stream.threads:
        berth = flow.plot.slots.get(thread.pk)
        if berth:
            falls = horizon if thread.end is None else thread.end
            yield Strand(thread, flow, flow.plot.offset(berth.place), thread.start, falls)


def _come_from(strand: Strand, among: dict[int, Strand], threads: dict[int, Thread]) -> None:
    """A successor begins where its predecessor ended; a branch, where it leaves the other."""
    for parent in predecessors(strand.thread, threads):
        strand.origin = among[parent.pk]
        strand.origin.has_heir = True
        strand.rises = min(strand.rises, strand.origin.falls)
        return
    branched = (among.get(bond.earlier) for bond in strand.thread.came_from)
    strand.origin = next(
        (other for other in branched if other and other.rises < strand.rises < other.falls), None
    )


def _lead_on(strand: Strand, among: dict[int, Strand]) -> None:
    """What ended while the next was already under way flows into it."""
    end = strand.thread.end
    if end is None or strand.has_heir:
        return
    onward = (among.get(bond.later) for bond in strand.thread.led_to if not bond.splits)
    strand.target = next((other for other in onward if other and other.rises < end <= other.falls), None)


@dataclass
class Sheaf:
    """Groups gathered, because there are more than places, for as long as there are any."""

    flow: Flow
    activity: Activity
    rises: float
    falls: float

    def centre(self, t: float) -> float:
        beside = ease(t, self.rises, self.rises + self.bend)
        if self.falls < inf:
            beside *= 1 - ease(t, self.falls - self.bend, self.falls)
        return self.flow.centre(t) + self.flow.plot.offset(LEVEL) * beside

    @property
    def bend(self) -> float:
        return min(BEND, (self.falls - self.rises) * 0.45)

    def breadth(self, t: float) -> float:
        return max(THREAD, THREAD * sqrt(self.activity.count(t)))

    @property
    def bends(self) -> list[float]:
        return [*self.flow.bends, *self.activity.turns, self.rises + self.bend, self.falls - self.bend]


def sheaves(flow: Flow) -> list[Sheaf]:
    """One for each stretch of time in which groups are gathered without a break."""
    gathered = sorted(flow.plot.gathered, key=lambda thread: thread.start)
    stretches: list[list[Thread]] = []
    until = -inf
    for thread in gathered:
        if thread.start > until + EASED:
            stretches.append([])
        stretches[-1].append(thread)
        until = max(until, thread.end or inf)
    return [_sheaf(flow, stretch) for stretch in stretches]


def _sheaf(flow: Flow, threads: list[Thread]) -> Sheaf:
    falls = max(thread.end or inf for thread in threads)
    return Sheaf(flow, Activity(threads), threads[0].start, falls)
