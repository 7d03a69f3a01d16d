"""Time as this organisation counts it: acts are instants in UTC, days are days in Stockholm."""

from calendar import monthrange
from datetime import UTC, date, datetime, time

from django.utils import timezone
from django.utils.formats import date_format, get_format
from django.utils.translation import gettext, ngettext

# The work began on 25 September 2014. What lies outside is a slip: no day is saved there, and no year drawn.
FIRST_DAY, LAST_DAY = date(2014, 1, 1), date(2100, 12, 31)


def now() -> datetime:
    """The instant an act happens."""
    return timezone.now()


def today() -> date:
    """The calendar day in Europe/Stockholm. Everything that asks what day it is asks here."""
    return datetime.now(timezone.get_default_timezone()).date()


def midnight(day: date) -> datetime:
    """The instant at which a day begins in Stockholm."""
    return timezone.make_aware(datetime.combine(day, time.min))


def instant_of(day: date, clock: time) -> datetime:
    """When the clocks in Stockholm show that time on that day."""
    return datetime.combine(day, clock, timezone.get_default_timezone()).astimezone(UTC)


def is_on_the_clock(day: date, clock: time) -> bool:
    """False for the hour that is left out when summer time begins."""
    return timezone.localtime(instant_of(day, clock)).time() == clock


def days_since(instant: datetime) -> int:
    """Calendar days in Stockholm since an instant: 0 today, 1 for anything that happened yesterday."""
    return (today() - timezone.localtime(instant).date()).days


def months_after(day: date, months: int) -> date:
    """The same day that many months on, or the last of that month when it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def in_words(moment: date | datetime, shape: str = "j F Y") -> str:
    """A day, or the day that an instant falls on in Stockholm, in the reader's language.

    Where `shape` leaves out the year it is said all the same of a day that is not in this one.
    """
    day = timezone.localtime(moment) if isinstance(moment, datetime) else moment
    shape = get_format(shape)
    if day.year != today().year and "Y" not in shape:
        shape = shape.replace("F", "F Y")
    return date_format(day, shape)


def days_ago(days: int) -> str:
    """A number of whole days as people say it: "today", "yesterday", "9 days ago"."""
    if days <= 0:
        return gettext("today")
    if days == 1:
        return gettext("yesterday")
    return ngettext("%(days)s day ago", "%(days)s days ago", days) % {"days": days}
