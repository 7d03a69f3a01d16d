"""At which moment calendar programs put a meeting, by the time zone as the feed itself tells it."""

import json
import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject

from river.calendar.events import Period
from river.calendar.feed import Feed
from tests.cast import World
from tests.factories.meetings import make_meeting
from tests.missing import tool
from ui.dates import midnight

STOCKHOLM = ZoneInfo("Europe/Stockholm")
READER = Path(__file__).with_name("read_calendar.cjs")

NIGHTS = [date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31), date(2028, 3, 26)]  # the clocks change
AROUND_THEM = [
    midnight(night).astimezone(UTC) + timedelta(hours=hour, minutes=30)
    for night in NIGHTS
    for hour in range(-3, 13)  # the hour that comes twice in autumn is there twice
]
SEASONS = [
    datetime(year, month, 15, 13, tzinfo=STOCKHOLM)
    for year in (2026, 2027, 2028)
    for month in (1, 4, 7, 10, 12)
]
HOURS = SEASONS + AROUND_THEM


@pytest.fixture
def feed(world: World) -> str:
    """One meeting at each of those hours, called by its place in the list."""
    for number, hour in enumerate(HOURS):
        make_meeting(world.group, title=str(number), starts_at=hour)
    period = Period(min(HOURS).date(), max(HOURS).date())
    return Feed(world.member, period).written().decode()


def expected(world: World) -> dict[str, float]:
    return {f"{world.group.name}: {number}": hour.timestamp() for number, hour in enumerate(HOURS)}


def read_by_ical_js(feed: str) -> list[dict[str, Any]]:
    """As Thunderbird and Nextcloud do; set-up fetches the library where npm is there."""
    command = ["node", READER, tool("ical.cjs", run_by="node", to_install="apt-get install nodejs")]
    ran = subprocess.run(command, input=feed, capture_output=True, text=True, check=True, timeout=60)
    return json.loads(ran.stdout)


def test_ical_js_puts_every_meeting_at_its_hour(world: World, feed: str) -> None:
    meetings = [event for event in read_by_ical_js(feed) if event["location"]]

    assert {event["zone"] for event in meetings} == {"Europe/Stockholm", "UTC"}
    assert {event["summary"]: event["starts"] for event in meetings} == expected(world)
    assert {event["ends"] - event["starts"] for event in meetings} == {2 * 60 * 60}


def test_vobject_puts_every_meeting_at_its_hour(world: World, feed: str) -> None:
    calendar: Any = vobject.readOne(feed)
    meetings = [event for event in calendar.vevent_list if "location" in event.contents]

    assert {event.summary.value: event.dtstart.value.timestamp() for event in meetings} == expected(world)


def test_icalendar_puts_every_meeting_at_its_hour_by_the_rules_alone(world: World, feed: str) -> None:
    """The zone is made from the file's rules, not looked up by its name."""
    calendar = icalendar.Calendar.from_ical(feed)
    zone = calendar.timezones[0].to_tz(lookup_tzid=False)
    meetings = [event for event in calendar.events if "location" in event]
    found = {}
    for event in meetings:
        there = event["dtstart"].dt
        is_local = event["dtstart"].params.get("TZID") == "Europe/Stockholm"
        found[str(event["summary"])] = (there.replace(tzinfo=zone) if is_local else there).timestamp()

    assert found == expected(world)


def test_zone_is_told_by_rules_and_nothing_else(feed: str) -> None:
    zone = feed[feed.index("BEGIN:VTIMEZONE") : feed.index("END:VTIMEZONE")]

    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3" in zone
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10" in zone
    assert "RDATE" not in zone
    assert "COMMENT" not in zone
    assert feed.count("BEGIN:VTIMEZONE") == 1
