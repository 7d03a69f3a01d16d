"""What the storgrupp keeps an eye on: where a stage is late or ends soon, which groups are full or silent."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils.translation import ngettext_lazy

from directions.models import Direction, Stage
from groups.models import Group
from groups.models.group import GroupQuerySet
from ui.dates import days_since, today
from ui.prepared import prepared
from ui.swedish import alphabetically

SILENT_AFTER = timedelta(weeks=6)
SOON = timedelta(weeks=2)
BY_GROUP = Q(feedback__voice="group")
LATE: Any = ngettext_lazy(
    "%(count)s stage waits to be reconsidered", "%(count)s stages wait to be reconsidered", "count"
)
ENDING_SOON: Any = ngettext_lazy(
    "%(count)s stage ends within two weeks", "%(count)s stages end within two weeks", "count"
)
SILENT: Any = ngettext_lazy("%(count)s group is silent", "%(count)s groups are silent", "count")
FULL: Any = ngettext_lazy("%(count)s group is full", "%(count)s groups are full", "count")
WAYS = {"late": LATE, "soon": ENDING_SOON, "silent": SILENT, "full": FULL}  # to ask for attention


class HeardGroup(Protocol):
    """A group from `_with_last_told`."""

    started_on: date
    last_told: datetime | None


@dataclass(frozen=True)
class Row:
    direction: Direction
    stage: Stage | None
    groups: list[Any]
    silent: list[Any]

    @property
    def is_late(self) -> bool:
        """Its stage has ended, and nobody has said yet what comes next."""
        return self.stage is not None and self.stage.is_overdue

    @property
    def ends_soon(self) -> bool:
        stage = self.stage
        return stage is not None and not stage.is_over and stage.ends_on <= today() + SOON

    @property
    def full(self) -> list[Any]:
        return [group for group in self.groups if group.is_full]

    def count(self, way: str) -> int:
        """How much in this row asks for attention in that way."""
        stages = {"late": self.is_late, "soon": self.ends_soon}
        return int(stages[way]) if way in stages else len(getattr(self, way))

    def narrowed(self, way: str) -> "Row":
        """To the groups that ask for it, where groups do."""
        return replace(self, groups=getattr(self, way)) if way in {"silent", "full"} else self


@dataclass(frozen=True)
class Counted:
    """How much asks for attention in one way, in words that lead to it."""

    way: str
    words: str


def overview() -> list[Row]:
    """One row for each current direction; the same number of queries however many there are."""
    groups = _with_last_told(Group.objects.current().with_seats())
    directions = Direction.objects.current().with_stage_now()
    shown: Any = directions.prefetch_related(
        Prefetch("groups", groups.order_by(alphabetically("name")), to_attr="living_groups")
    )
    return [
        Row(
            direction,
            direction.stage_now,
            direction.living_groups,
            [group for group in direction.living_groups if _is_silent(group)],
        )
        for direction in shown
    ]


def in_short(rows: list[Row]) -> list[Counted]:
    """How much asks for attention, the most urgent first; what does not is not counted."""
    counted = [(way, words, sum(row.count(way) for row in rows)) for way, words in WAYS.items()]
    return [Counted(way, words % {"count": count}) for way, words, count in counted if count]


def only(rows: list[Row], way: str) -> list[Row]:
    """Those that ask for attention in that way, each with the groups that do."""
    return [row.narrowed(way) for row in rows if row.count(way)]


def silent_groups() -> list[Any]:
    """Every living group of a direction that has gone silent, whatever direction it is in."""
    return [group for group in _heard_of() if _is_silent(group)]


@prepared()
def _heard_of() -> QuerySet[Any]:
    groups = _with_last_told(Group.objects.current().exclude(direction=None))
    return groups.order_by(alphabetically("name")).only("name", "slug", "started_on")


def _with_last_told(groups: GroupQuerySet) -> QuerySet[Any]:
    """Each group with when it last completed feedback in its own name."""
    told = Group.objects.filter(BY_GROUP, pk=OuterRef("pk"), feedback__completed_at__isnull=False)
    latest = told.order_by("-feedback__completed_at").values("feedback__completed_at")
    return groups.annotate(last_told=Subquery(latest[:1]))


def _is_silent(group: HeardGroup) -> bool:
    """Has completed nothing for six weeks; a young group is given six weeks to begin."""
    if group.last_told is None:
        return (today() - group.started_on) > SILENT_AFTER
    return days_since(group.last_told) > SILENT_AFTER.days
