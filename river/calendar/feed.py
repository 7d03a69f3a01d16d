"""A person's own events as an iCalendar file (RFC 5545), for the calendar they already use.

Only what a wall calendar would say: what, when and where. Agendas and notes stay in the portal.
"""

import re
from datetime import UTC, datetime, timedelta
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from urllib.parse import urlsplit

import icalendar
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from people.models import Person
from river.calendar.changes import last_changes
from river.calendar.events import Event, Period, events_of
from river.models import CalendarKey
from ui.dates import today

NAME = "Riktning"
MOST_EVENTS = 1000
BACK, AHEAD = timedelta(days=60), timedelta(days=400)
REFRESHED_EVERY = timedelta(hours=6)
A_DAY = timedelta(days=1)

# By rules and nothing else: some readers (ical.js) take dates listed by RDATE for the only ones.
STOCKHOLM = icalendar.Timezone.from_ical("""\
BEGIN:VTIMEZONE
TZID:Europe/Stockholm
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
""")
WRITER = blake2b(
    Path(__file__).read_bytes(), digest_size=16
).digest()  # written otherwise, it is another file

# What some reader or other takes for the end of a line, or chokes on. A line feed is written as \n.
UNWRITABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\x85\u2028\u2029]")


def addresses_of(key: CalendarKey) -> dict[str, str]:
    """Where a feed lies: to copy, and as a link that opens in the device's own calendar."""
    address = settings.PUBLIC_URL + reverse("river:calendar", args=[key.token])
    return {"address": address, "subscribe": urlsplit(address)._replace(scheme="webcal").geturl()}


def reach() -> Period:
    """How far a feed reaches: from two months back to a good year ahead."""
    return Period(today() - BACK, today() + AHEAD)


class Feed:
    """The person's own events of a period, in the language of the moment."""

    def __init__(self, person: Person, period: Period) -> None:
        self.events = _nearest(events_of(person, period))

    @cached_property
    def changes(self) -> dict[str, datetime]:
        return last_changes(self.events)

    @property
    def etag(self) -> str:
        """The same as long as the file would be: a few queries, where writing it takes ten times as long."""
        told = repr((settings.PUBLIC_URL, [(event, self.changes[event.uid]) for event in self.events]))
        return f'"{blake2b(told.encode(), key=WRITER, digest_size=16).hexdigest()}"'

    def written(self) -> bytes:
        calendar = _empty_calendar()
        calendar.add_component(STOCKHOLM)
        for event in self.events:
            calendar.add_component(_as_component(event, self.changes[event.uid]))
        return calendar.to_ical()


def _nearest(events: list[Event]) -> list[Event]:
    """What nobody plans by hand is not written out by every program, every few hours: what comes goes before
    what has been.
    """
    coming = [event for event in events if event.day >= today()][:MOST_EVENTS]
    been = [event for event in events if event.day < today()]
    room = MOST_EVENTS - len(coming)
    return [*been[len(been) - min(room, len(been)) :], *coming]


def _empty_calendar() -> icalendar.Calendar:
    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//{NAME}//{NAME}//SV")
    calendar.add("version", "2.0")
    calendar.add("name", NAME)
    calendar.add("x-wr-calname", NAME)
    calendar.add("refresh-interval", REFRESHED_EVERY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", icalendar.vDuration(REFRESHED_EVERY))  # the same, for Outlook
    return calendar


def _as_component(event: Event, changed_at: datetime) -> icalendar.Event:
    takes_time = not (event.all_day or event.is_cancelled)
    made = icalendar.Event()
    made.add("uid", f"{event.uid}@{urlsplit(settings.PUBLIC_URL).hostname}")
    made.add("dtstamp", changed_at)
    made.add("last-modified", changed_at)
    made.add("sequence", event.sequence)
    made.add("summary", _writable(_title(event)))
    made.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    made.add("transp", "OPAQUE" if takes_time else "TRANSPARENT")
    _add_times(made, event)
    if event.place:
        made.add("location", _writable(event.place))
    if event.address:
        address = settings.PUBLIC_URL + event.address
        made.add("url", address)
        made.add("description", _("More about it: %(address)s") % {"address": address})  # not all show a URL
    return made


def _add_times(made: icalendar.Event, event: Event) -> None:
    if isinstance(event.starts, datetime) and isinstance(event.ends, datetime):
        made.add("dtstart", _moment(event.starts))
        made.add("dtend", _moment(event.ends))
    else:
        made.add("dtstart", event.starts)
        made.add("dtend", event.ends + A_DAY)  # the standard's end is the first day after


def _moment(moment: datetime) -> datetime:
    """In Stockholm's time, by name; in UTC in the hour of autumn that comes twice."""
    local = timezone.localtime(moment)
    comes_twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return moment.astimezone(UTC) if comes_twice else local


def _title(event: Event) -> str:
    """Many calendars show nothing of a status, so a cancelled meeting says so itself."""
    return _("Cancelled: %(title)s") % {"title": event.title} if event.is_cancelled else event.title


def _writable(text: str) -> str:
    return UNWRITABLE.sub(" ", text.replace("\r\n", "\n"))
