"""From which day to which somebody may choose, by what the day is for.

A slip ("2207" for 2027) or a day that means for ever (9999-12-31) is told beside the field, and the browser's
calendar offers none of them.
"""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from ui.dates import FIRST_DAY, months_after, today
from ui.forms import DayInput

BETWEEN = gettext_noop("Choose a day from %(first)s to %(last)s. Is the year right?")


class DayField(forms.DateField):
    """A day within bounds. `error_messages` may have words of its own for `too_early` and `too_late`."""

    widget = DayInput
    years_ahead: ClassVar[int] = 0

    def first(self) -> date:
        return FIRST_DAY

    def last(self) -> date:
        return months_after(today(), 12 * self.years_ahead)

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value and value < self.first():
            raise forms.ValidationError(self._why_not("too_early"), code="too_early")
        if value and value > self.last():
            raise forms.ValidationError(self._why_not("too_late"), code="too_late")

    def _why_not(self, code: str) -> str:
        days = {"first": date_format(self.first()), "last": date_format(self.last())}
        return str(self.error_messages.get(code) or _(BETWEEN) % days)

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> Any:
        """The bounds go with the field of this very form: tomorrow they are others."""
        self.widget.attrs.update(min=self.first().isoformat(), max=self.last().isoformat())
        return super().get_bound_field(form, field_name)


class StageDay(DayField):
    """Of work that is planned in short stretches."""

    years_ahead = 5


class GatheringDay(DayField):
    """On which people meet: it has been, or is planned."""

    years_ahead = 3


class SeriesDay(DayField):
    """From which on, or until which, something is planned again and again."""

    years_ahead = 2
    default_error_messages: ClassVar = {"too_early": gettext_lazy("That day has passed.")}

    def first(self) -> date:
        return today()


class FirstDayAway(DayField):
    """From which somebody is on leave: it may have begun."""

    years_ahead = 2


class LastDayAway(SeriesDay):
    """Until which somebody is on leave: it has not passed."""


class PastDay(DayField):
    """Of what has been done."""


class DueDay(DayField):
    """By which something is to be done."""

    years_ahead = 10

    def first(self) -> date:
        return today()
