"""The year as a list: a row to a day with what happens then, the days of a month together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.functional import cached_property

from river.calendar.events import Event
from ui.dates import today

OPEN = 2  # months that stand open: this one and the next


@dataclass(frozen=True)
class Line:
    """What is said at once: ten stages presented to one body on one day are one line."""

    events: list[Event]

    @property
    def event(self) -> Event:
        return self.events[0]

    @property
    def hue(self) -> str:
        """Its direction's, when it is about one alone."""
        hues = {event.hue for event in self.events}
        return hues.pop() if len(hues) == 1 else ""


@dataclass(frozen=True)
class Day:
    date: date
    events: list[Event]

    @property
    def is_today(self) -> bool:
        return self.date == today()

    @cached_property
    def lines(self) -> list[Line]:
        lines: dict[object, Line] = {}
        for event in self.events:
            lines.setdefault(event.told_with, Line([])).events.append(event)
        return list(lines.values())


@dataclass(frozen=True)
class Month:
    first: date
    days: list[Day]
    is_open: bool

    @property
    def is_now(self) -> bool:
        return self.first == today().replace(day=1)

    @property
    def count(self) -> int:
        return sum(len(day.events) for day in self.days)


def ahead(happening: Iterable[Event], year: int) -> list[Month]:
    """From today on; in its own year today has a row of its own, whatever happens."""
    coming = [event for event in happening if event.day >= today()]
    days = _days(coming)
    if year == today().year and not (days and days[0].is_today):
        days.insert(0, Day(today(), []))
    return _months(days, OPEN)


def behind(happening: Iterable[Event]) -> list[Month]:
    """What has been, the latest month first."""
    past = [event for event in happening if event.day < today()]
    return _months(_days(past), 0)[::-1]


def _days(happening: Iterable[Event]) -> list[Day]:
    return [Day(day, list(events)) for day, events in groupby(happening, key=lambda event: event.day)]


def _months(days: Iterable[Day], stand_open: int) -> list[Month]:
    """Months in which nothing happens are left out."""
    by_month = groupby(days, key=lambda day: day.date.replace(day=1))
    return [Month(first, list(inside), place < stand_open) for place, (first, inside) in enumerate(by_month)]
