"""Choosing a group, where one knows what it is about rather than what it is called."""

from typing import Any

from django.utils.translation import gettext

from directions.choosing import LATEST_END_FIRST
from groups.models import Group
from groups.models.group import GroupQuerySet
from ui.choices import ChoiceUnderHeadings
from ui.swedish import alphabetically

OF_NO_DIRECTION = alphabetically("direction__title").asc(nulls_first=True)


class ChoiceOfGroup(ChoiceUnderHeadings):
    """Under their directions, each with its free seats, and those that have ended after the others."""

    def __init__(self, groups: GroupQuerySet, **kwargs: Any) -> None:
        counted = groups.select_related("direction").with_seats()
        super().__init__(
            counted.order_by(OF_NO_DIRECTION, "direction", LATEST_END_FIRST, alphabetically("name")),
            to_field_name="slug",
            **kwargs,
        )

    def heading(self, group: Group) -> str:
        return group.direction.title if group.direction else gettext("The whole administration")

    def in_words(self, group: Group) -> str:
        return f"{group.name} ({_state(group)})"


def _state(group: Group) -> str:
    """Its free seats; of one that has ended, when that was."""
    if group.ended_on:
        return gettext("ended in %(year)s") % {"year": group.ended_on.year}
    return group.seats_in_words
