"""The story as the database has it, read in five queries, whatever the number of streams."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Model, Q
from django.urls import reverse

from directions.lineage import LinkKind
from directions.models import Direction, DirectionLink, Stage
from groups.models import Group, GroupLink
from ui.dates import today
from ui.swedish import alphabetically

FIRST_WORKSHOP = date(2014, 9, 25)  # all managers in one room: here it began
DAYS = 365.25

_LIFE = ("pk", "slug", "started_on", "ended_on", "ending", "handed_over_to")


def moment(day: date) -> float:
    """The beginning of a calendar day as a point in time, in years."""
    return day.year + (day.timetuple().tm_yday - 1) / DAYS


@dataclass(frozen=True)
class Bond:
    """`earlier` led to `later`, both by number, in one of the ways of `LinkKind`."""

    earlier: int
    later: int
    kind: str

    @property
    def splits(self) -> bool:
        """The earlier one went on by itself."""
        return self.kind == LinkKind.SPLIT_FROM


@dataclass(frozen=True)
class Lifeline:
    """Something that lasts: when, in days and in years, and what it came from and led to."""

    pk: int
    name: str
    slug: str
    address: str
    started_on: date
    ended_on: date | None
    ending: str
    handed_over_to: str
    came_from: tuple[Bond, ...]
    led_to: tuple[Bond, ...]

    @cached_property
    def start(self) -> float:
        return moment(self.started_on)

    @cached_property
    def end(self) -> float | None:
        """The last day belongs to it, so it ends when that day does."""
        return moment(self.ended_on) + 1 / DAYS if self.ended_on else None

    def overlaps(self, start: float, end: float) -> bool:
        return self.start <= end and (self.end is None or self.end >= start)


@dataclass(frozen=True)
class Reach:
    """A stage (etapp): a stretch of the stream, `start` to `end` in years."""

    number: int
    start: float
    end: float


@dataclass(frozen=True)
class Thread(Lifeline):
    """A group."""

    has_learned: bool = False  # something is written of what it taught


@dataclass(frozen=True)
class Stream(Lifeline):
    """A direction with its groups, those that began first, first."""

    hue: str
    reaches: tuple[Reach, ...]
    threads: tuple[Thread, ...]


@dataclass(frozen=True)
class River:
    """All streams, those that began first, first; `bodies` govern the work and belong to no stream."""

    streams: tuple[Stream, ...]
    bodies: tuple[Thread, ...]
    spring: float
    now: float


def river() -> River:
    reaches = _reaches()
    threads = _threads()
    streams = _streams(reaches, threads)
    begun = min([stream.start for stream in streams], default=moment(FIRST_WORKSHOP))
    return River(streams, tuple(threads[None]), min(begun, moment(FIRST_WORKSHOP)), moment(today()))


def _streams(reaches: dict[int, list[Reach]], threads: dict[int | None, list[Thread]]) -> tuple[Stream, ...]:
    bonds = _Bonds(DirectionLink)
    rows = Direction.objects.order_by("started_on", alphabetically("title"), "pk").values(
        *_LIFE, "title", "hue"
    )
    return tuple(
        Stream(
            **_life(row, row["title"], "directions:detail", bonds),
            hue=row["hue"],
            reaches=tuple(reaches[row["pk"]]),
            threads=tuple(threads[row["pk"]]),
        )
        for row in rows
    )


def _threads() -> dict[int | None, list[Thread]]:
    """Groups by their direction; the governing bodies, which have none, under None."""
    bonds = _Bonds(GroupLink)
    found: dict[int | None, list[Thread]] = defaultdict(list)
    rows = (
        Group.objects.annotate(has_learned=~Q(closing_words=""))
        .order_by("started_on", alphabetically("name"), "pk")
        .values(*_LIFE, "name", "direction_id", "has_learned")
    )
    for row in rows:
        thread = Thread(
            **_life(row, row["name"], "groups:detail", bonds),
            has_learned=row["has_learned"],
        )
        found[row["direction_id"]].append(thread)
    return found


def _reaches() -> dict[int, list[Reach]]:
    found = defaultdict(list)
    rows = Stage.objects.order_by("number").values_list("direction_id", "number", "starts_on", "ends_on")
    for direction, number, first, last in rows:
        found[direction].append(Reach(number, moment(first), moment(last) + 1 / DAYS))
    return found


class _Bonds:
    """Every link of a kind, by what it comes from and by what it leads to."""

    def __init__(self, model: type[DirectionLink] | type[GroupLink]) -> None:
        self.onward: dict[int, list[Bond]] = defaultdict(list)
        self.back: dict[int, list[Bond]] = defaultdict(list)
        for bond in _bonds(model):
            self.onward[bond.earlier].append(bond)
            self.back[bond.later].append(bond)


def _bonds(model: type[Model]) -> Iterable[Bond]:
    rows = model._default_manager.order_by("on", "pk").values_list("earlier_id", "later_id", "kind")
    return (Bond(*row) for row in rows)


def _life(row: dict[str, Any], name: str, route: str, bonds: _Bonds) -> dict[str, Any]:
    """What directions and groups have in common."""
    return {field: row[field] for field in _LIFE} | {
        "name": name,
        "address": reverse(route, args=[row["slug"]]),
        "came_from": tuple(bonds.back[row["pk"]]),
        "led_to": tuple(bonds.onward[row["pk"]]),
    }
