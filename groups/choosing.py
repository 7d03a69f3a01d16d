"""Choosing a group, where one knows what it is about rather than what it is called."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.db.models import F
from django.forms.models import ModelChoiceIterator, ModelChoiceIteratorValue
from django.utils.translation import gettext

from groups.models import Group
from groups.models.group import GroupQuerySet
from ui.choices import ChoiceOfOne
from ui.swedish import alphabetically

OF_NO_DIRECTION = alphabetically("direction__title").asc(nulls_first=True)
LATEST_END_FIRST = F("ended_on").desc(nulls_first=True)


class _ByDirection(ModelChoiceIterator):
    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        for direction, groups in groupby(self.queryset.all(), key=lambda group: group.direction):
            heading = direction.title if direction else gettext("The whole administration")
            yield heading, [(self._value(group), _in_words(group)) for group in groups]

    def _value(self, group: Group) -> ModelChoiceIteratorValue:
        return ModelChoiceIteratorValue(self.field.prepare_value(group), group)


class ChoiceOfGroup(ChoiceOfOne):
    """Under their directions, each with its free seats, and those that have ended after the others."""

    iterator: Any = _ByDirection

    def __init__(self, groups: GroupQuerySet, **kwargs: Any) -> None:
        counted = groups.select_related("direction").with_seats()
        super().__init__(
            counted.order_by(OF_NO_DIRECTION, "direction", LATEST_END_FIRST, alphabetically("name")),
            to_field_name="slug",
            **kwargs,
        )


def _in_words(group: Group) -> str:
    return f"{group.name} ({_state(group)})"


def _state(group: Group) -> str:
    """Its free seats; of one that has ended, when that was."""
    if group.ended_on:
        return gettext("ended in %(year)s") % {"year": group.ended_on.year}
    return group.seats_in_words
