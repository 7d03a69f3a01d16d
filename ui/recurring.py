"""On which days something is that comes again and again."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count, islice, takewhile
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from ui.dates import instant_of, is_on_the_clock
from ui.days import SeriesDay
from ui.forms import ClockInput

MOST = 60  # days of a series: once a week for a year, and some


class Every(models.TextChoices):
    WEEK = "week", _("Every week")
    SECOND_WEEK = "second_week", _("Every other week")
    MONTH = "month", _("Every month, on the same weekday")


@dataclass(frozen=True)
class Recurrence:
    """From a first day on, until a last day or a number of times."""

    first: date
    every: Every
    until: date | None = None
    times: int | None = None

    def days(self) -> list[date]:
        """At the most MOST of them."""
        days = self._months() if self.every == Every.MONTH else self._weeks()
        until = self.until
        if until:
            days = takewhile(lambda day: day <= until, days)
        return list(islice(days, min(self.times or MOST, MOST)))

    def _weeks(self) -> Iterator[date]:
        step = timedelta(weeks=2 if self.every == Every.SECOND_WEEK else 1)
        return (self.first + step * number for number in count())

    def _months(self) -> Iterator[date]:
        """The second Tuesday stays the second Tuesday; a fifth one becomes the last of its month."""
        for months in count():
            year, month = divmod(self.first.year * 12 + self.first.month - 1 + months, 12)
            weekday, length = monthrange(year, month + 1)
            day = 1 + (self.first.weekday() - weekday) % 7 + 7 * ((self.first.day - 1) // 7)
            yield date(year, month + 1, day if day <= length else day - 7)


class RecurrenceForm(forms.Form):
    """From when to when, how often, and for how long."""

    begins = forms.TimeField(label=_("Begins"), widget=ClockInput())
    ends = forms.TimeField(label=_("Ends"), widget=ClockInput())
    first = SeriesDay(label=_("First day"))
    every = forms.ChoiceField(label=_("How often?"), choices=Every.choices)
    until = SeriesDay(label=_("Last day"), help_text=_("Or say how many times."), required=False)
    times = forms.IntegerField(
        label=_("How many times?"),
        help_text=_("At most 60."),
        min_value=1,
        max_value=MOST,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        if {"until", "times"} <= chosen.keys() and bool(chosen["until"]) == bool(chosen["times"]):
            self.add_error("until", _("Give either the last day or how many times."))
        if {"begins", "ends"} <= chosen.keys() and chosen["ends"] <= chosen["begins"]:
            self.add_error("ends", _("It must end after it begins, on the same day."))
        if chosen.get("until") and chosen.get("first") and chosen["until"] < chosen["first"]:
            self.add_error("until", _("The last day comes before the first."))
        return chosen

    @property
    def recurrence(self) -> Recurrence:
        chosen = self.cleaned_data
        return Recurrence(chosen["first"], Every(chosen["every"]), chosen["until"], chosen["times"])

    def times_on(self, day: date) -> tuple[datetime, datetime]:
        chosen = self.cleaned_data
        return instant_of(day, chosen["begins"]), instant_of(day, chosen["ends"])

    def is_possible_on(self, day: date) -> bool:
        """The clocks show both times on that day."""
        return all(is_on_the_clock(day, self.cleaned_data[name]) for name in ("begins", "ends"))

    @property
    def as_shown(self) -> str:
        """All of it in a word: days that were ticked for another one are not these days."""
        return str([str(self.cleaned_data[name]) for name in ("begins", "ends")] + [str(self.recurrence)])
