"""The demo is written as of one day; whenever it is loaded, its recent past lies just behind us."""

import random
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ui.dates import now, today

WRITTEN = date(2026, 11, 24)
RECENT = date(2026, 1, 1)  # from here on dates move along; what is older stays where history put it
STOCKHOLM = ZoneInfo("Europe/Stockholm")


def moved(day: date) -> date:
    """A date of the content as a date of this demo: recent ones shift by whole weeks, weekdays kept."""
    return day if day < RECENT else day + timedelta(weeks=(today() - WRITTEN).days // 7)


def moved_if_any(day: date | None) -> date | None:
    return day and moved(day)


def at_work(day: date, chance: random.Random) -> datetime:
    """An instant within that day's office hours, and never in the future."""
    clock = time(chance.randrange(8, 16), chance.randrange(60))
    return min(datetime.combine(day, clock, STOCKHOLM).astimezone(UTC), now())
