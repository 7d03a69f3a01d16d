"""A person's own events as an iCalendar file (RFC 5545), for the calendar they already use.

Only what a wall calendar would say: what, when and where. Agendas and notes stay in the portal.
"""

import re
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import icalendar
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from people.models import Person
from river.calendar.events import Event, Period, events_of
from river.models import CalendarKey
from ui.dates import now, today

NAME = "Riktning"
BACK, AHEAD = timedelta(days=60), timedelta(days=400)
REFRESHED_EVERY = timedelta(hours=6)
A_DAY = timedelta(days=1)

# What some reader or other takes for the end of a line, or chokes on. A line feed is written as \n.
UNWRITABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\x85\u2028\u2029]")


def addresses_of(key: CalendarKey) -> dict[str, str]:
    """Where a feed lies: to copy, and as a link that opens in the device's own calendar."""
    address = settings.PUBLIC_URL + reverse("river:calendar", args=[key.token])
    return {"address": address, "subscribe": urlsplit(address)._replace(scheme="webcal").geturl()}


def reach() -> Period:
    """How far a feed reaches: from two months back to a good year ahead."""
    return Period(today() - BACK, today() + AHEAD)


def calendar_of(person: Person, period: Period) -> bytes:
    """The person's own events of a period, in the language of the moment."""
    calendar = _empty_calendar()
    for event in events_of(person, period):
        calendar.add_component(_as_component(event))
    calendar.add_missing_timezones(first_date=period.first, last_date=period.last + A_DAY)
    return calendar.to_ical()


def _empty_calendar() -> icalendar.Calendar:
    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//{NAME}//{NAME}//SV")
    calendar.add("version", "2.0")
    calendar.add("name", NAME)
    calendar.add("x-wr-calname", NAME)
    calendar.add("refresh-interval", REFRESHED_EVERY, parameters={"VALUE": "DURATION"})
    return calendar


def _as_component(event: Event) -> icalendar.Event:
    made = icalendar.Event()
    made.add("uid", f"{event.uid}@{urlsplit(settings.PUBLIC_URL).hostname}")
    made.add("dtstamp", now())
    made.add("sequence", event.sequence)
    made.add("summary", _writable(_title(event)))
    made.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    made.add("transp", "TRANSPARENT" if event.all_day else "OPAQUE")
    _add_times(made, event)
    if event.place:
        made.add("location", _writable(event.place))
    if event.address:
        made.add("url", settings.PUBLIC_URL + event.address)
    return made


def _add_times(made: icalendar.Event, event: Event) -> None:
    """A meeting in Stockholm's time, by name, so that it stays at its hour when the clocks change."""
    if isinstance(event.starts, datetime) and isinstance(event.ends, datetime):
        made.add("dtstart", timezone.localtime(event.starts))
        made.add("dtend", timezone.localtime(event.ends))
    else:
        made.add("dtstart", event.starts)
        made.add("dtend", event.ends + A_DAY)  # the standard's end is the first day after


def _title(event: Event) -> str:
    """Many calendars show nothing of a status, so a cancelled meeting says so itself."""
    return _("Cancelled: %(title)s") % {"title": event.title} if event.is_cancelled else event.title


def _writable(text: str) -> str:
    return UNWRITABLE.sub(" ", text.replace("\r\n", "\n"))
