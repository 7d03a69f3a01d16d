"""On which days a group meets when it meets again and again."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, islice, takewhile

from django.db import models
from django.utils.translation import gettext_lazy as _

MOST = 60  # meetings of a series: once a week for a year, and some


class Every(models.TextChoices):
    WEEK = "week", _("Every week")
    SECOND_WEEK = "second_week", _("Every second week")
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
