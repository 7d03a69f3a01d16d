"""What the storgrupp keeps an eye on: each direction with its stage, and the groups that have gone silent."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Max, OuterRef, Prefetch, Q, Subquery

from directions.models import Direction, Stage
from groups.models import Group
from ui.dates import days_since, today

SILENT_AFTER = timedelta(weeks=6)
BY_GROUP = Q(feedback__voice="group")


@dataclass(frozen=True)
class Row:
    direction: Direction
    stage: Stage | None
    groups: list[Any]
    silent: list[Any]


def overview() -> list[Row]:
    """One row for each current direction; the same number of queries however many there are."""
    told = Group.objects.filter(pk=OuterRef("pk")).annotate(
        last=Max("feedback__completed_at", filter=BY_GROUP)
    )
    groups = Group.objects.current().with_seats().annotate(last_told=Subquery(told.values("last")))
    directions = Direction.objects.current().with_stage_now()
    found: Any = directions.prefetch_related(
        Prefetch("groups", groups.order_by("name"), to_attr="living_groups")
    )
    return [
        Row(
            one, one.stage_now, one.living_groups, [group for group in one.living_groups if _is_silent(group)]
        )
        for one in found
    ]


def _is_silent(group: Any) -> bool:
    """Has completed nothing for six weeks; a young group is given six weeks to begin."""
    if group.last_told is None:
        return (today() - group.started_on) > SILENT_AFTER
    return days_since(group.last_told) > SILENT_AFTER.days
