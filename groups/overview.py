"""What the storgrupp keeps an eye on: each direction with its stage, and the groups that have gone silent."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from django.db.models import Max, OuterRef, Prefetch, Q, QuerySet, Subquery

from directions.models import Direction, Stage
from groups.models import Group
from groups.models.group import GroupQuerySet
from ui.dates import days_since, today
from ui.swedish import alphabetically

SILENT_AFTER = timedelta(weeks=6)
BY_GROUP = Q(feedback__voice="group")


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


def silent_groups() -> list[Any]:
    """Every living group of a direction that has gone silent, whatever direction it is in."""
    groups = _with_last_told(Group.objects.current().exclude(direction=None))
    return [group for group in groups.order_by(alphabetically("name")) if _is_silent(group)]


def _with_last_told(groups: GroupQuerySet) -> QuerySet[Any]:
    """Each group with when it last completed feedback in its own name."""
    latest = Group.objects.filter(pk=OuterRef("pk")).annotate(
        last=Max("feedback__completed_at", filter=BY_GROUP)
    )
    return groups.annotate(last_told=Subquery(latest.values("last")))


def _is_silent(group: HeardGroup) -> bool:
    """Has completed nothing for six weeks; a young group is given six weeks to begin."""
    if group.last_told is None:
        return (today() - group.started_on) > SILENT_AFTER
    return days_since(group.last_told) > SILENT_AFTER.days
