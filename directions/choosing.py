"""Choosing a direction, among those under way and those that have ended."""

from typing import Any

from django.db.models import F
from django.utils.translation import gettext

from directions.models import Direction
from directions.models.direction import DirectionQuerySet
from ui.choices import ChoiceUnderHeadings
from ui.swedish import alphabetically

LATEST_END_FIRST = F("ended_on").desc(nulls_first=True)


class ChoiceOfDirection(ChoiceUnderHeadings):
    """Each with the year that it began in, or ended in."""

    def __init__(self, directions: DirectionQuerySet, **kwargs: Any) -> None:
        ordered = directions.order_by(LATEST_END_FIRST, alphabetically("title"))
        super().__init__(ordered, to_field_name="slug", **kwargs)

    def heading(self, direction: Direction) -> str:
        return gettext("Ended directions") if direction.ended_on else gettext("Directions under way")

    def in_words(self, direction: Direction) -> str:
        if direction.ended_on:
            when = gettext("ended in %(year)s") % {"year": direction.ended_on.year}
        else:
            when = gettext("since %(year)s") % {"year": direction.started_on.year}
        return f"{direction.title} ({when})"
