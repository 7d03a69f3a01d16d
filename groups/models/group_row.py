"""A group as a list shows it: its plain values, by which its row is drawn once (`ui.drawn`)."""

from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING

from django.apps import apps

from directions.models import Direction

if TYPE_CHECKING:
    from groups.models.group import Group


@dataclass(frozen=True)
class GroupRow:
    """Named as they are asked for."""

    slug: str
    name: str
    summary: str
    kind: str
    seats: int | None
    started_on: date
    ended_on: date | None
    direction__title: str | None
    direction__hue: str | None
    taken: int  # as `GroupQuerySet.with_seats` counts them
    held: int
    waiting: int

    @property
    def group(self) -> "Group":
        """All that these values say of it, in the group's own words."""
        group: Group = apps.get_model("groups", "Group")(
            slug=self.slug,
            name=self.name,
            summary=self.summary,
            kind=self.kind,
            seats=self.seats,
            started_on=self.started_on,
            ended_on=self.ended_on,
        )
        group.taken, group.held, group.waiting = self.taken, self.held, self.waiting  # type: ignore[attr-defined]
        if self.direction__title:
            group.direction = Direction(title=self.direction__title, hue=self.direction__hue or "")
        return group


COLUMNS = [field.name for field in fields(GroupRow)]
