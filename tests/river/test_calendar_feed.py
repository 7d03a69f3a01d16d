"""Everybody's own calendar, read back with another library than the one that writes it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from django.conf import settings
from django.test import Client
from django.urls import reverse

from directions.models import Plan
from groups.models import Presentation
from people.models import Act, Person
from river.calendar import feed
from river.calendar.events import Period
from river.calendar.feed import Feed, reach
from river.events import CalendarEvent
from river.models import CalendarKey
from tests.cast import World
from tests.factories.directions import make_direction, make_stage
from tests.factories.meetings import make_meeting
from ui.dates import now, today

SignIn = Callable[..., Client]
STOCKHOLM = ZoneInfo("Europe/Stockholm")


def written(person: Person, period: Period | None = None) -> str:
    return Feed(person, period or reach()).written().decode()


def read(person: Person, period: Period | None = None) -> Any:
    return vobject.readOne(written(person, period))


def events(person: Person) -> dict[str, Any]:
    """What a calendar program finds, by title."""
    return {event.summary.value: event for event in read(person).contents.get("vevent", [])}


def address_of(key: CalendarKey) -> str:
    return reverse("river:calendar", args=[key.token])


@pytest.mark.parametrize(
    ("day", "hour_in_utc"),
    [
        (date(2026, 10, 24), 11),  # summer time
        (date(2026, 10, 25), 12),  # the clocks were turned back this night
        (date(2027, 3, 27), 12),
        (date(2027, 3, 28), 11),  # and forward this night
        (date(2027, 3, 29), 11),
    ],
)
def test_meeting_stays_at_its_hour_when_the_clocks_change(world: World, day: date, hour_in_utc: int) -> None:
    starts_at = datetime(day.year, day.month, day.day, 13, tzinfo=STOCKHOLM)
    make_meeting(world.group, starts_at=starts_at, title="Möte")
    calendar = read(world.member, Period(date(2026, 9, 1), date(2027, 6, 30)))

    start = next(event for event in calendar.vevent_list if "location" in event.contents).dtstart
    assert start.value.astimezone(UTC) == datetime(day.year, day.month, day.day, hour_in_utc, tzinfo=UTC)
    assert start.params["X-VOBJ-ORIGINAL-TZID"] == ["Europe/Stockholm"]
    assert calendar.vtimezone.tzid.value == "Europe/Stockholm"


def test_whole_day_ends_on_the_first_day_after(world: World) -> None:
    ends_on = world.stage.ends_on
    found = events(world.member)[f"Etapp 1 i {world.direction.title} slutar och omprövas"]

    assert (found.dtstart.value, found.dtend.value) == (ends_on, ends_on + timedelta(days=1))
    assert found.dtstart.params["VALUE"] == ["DATE"]


@pytest.mark.parametrize(
    "title",
    [
        'Semikolon; komma, "citat" och \\n',
        "Bulle \N{FACE SAVOURING DELICIOUS FOOD} \N{FAMILY}" * 6,
        "Rad\nen till",
        "Slut:END:VEVENT",
        "BEGIN:VEVENT",
    ],
)
def test_hostile_title_comes_through_as_it_was_written(world: World, title: str) -> None:
    make_meeting(world.group, title=title, place=title)
    (meeting_event,) = (event for event in events(world.member).values() if "location" in event.contents)

    assert meeting_event.summary.value == f"{world.group.name}: {title}"
    assert meeting_event.location.value == title


@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_no_line_ending_lets_a_title_add_lines_of_its_own(world: World, ending: str) -> None:
    wicked = ending.join(["Möte", "END:VEVENT", "BEGIN:VEVENT", "SUMMARY:Påhittat", "X-WICKED:ja"])
    before = len(events(world.member))
    make_meeting(world.group, title=wicked[:120], place=wicked[:120])
    lines = written(world.member).splitlines()

    assert len(events(world.member)) == before + 1
    assert [line for line in lines if line.startswith(("X-WICKED", "SUMMARY:Påhittat"))] == []
    assert lines.count("BEGIN:VEVENT") == before + 1


def test_cancelled_meeting_says_so_and_its_number_grows(world: World) -> None:
    meeting = make_meeting(world.group, title="Studiebesök", version=3)
    meeting.cancelled_at = meeting.starts_at
    meeting.save()
    found = events(world.member)[f"Inställt: {world.group.name}: Studiebesök"]

    assert (found.status.value, found.sequence.value) == ("CANCELLED", "3")
    assert found.uid.value.startswith(f"meeting-{meeting.pk}@")
    assert found.url.value.endswith(meeting.get_absolute_url())
    assert found.transp.value == "TRANSPARENT"  # nobody is busy for it


def test_description_leads_to_the_page_and_never_tells_the_key(world: World) -> None:
    meeting = make_meeting(world.group, title="Studiebesök")
    key = CalendarKey.objects.renew(world.member)
    found = events(world.member)[f"{world.group.name}: Studiebesök"]

    assert found.description.value.endswith(settings.PUBLIC_URL + meeting.get_absolute_url())
    assert key.key.hex not in Client().get(address_of(key)).content.decode()


def test_programs_are_told_how_often_to_ask(world: World) -> None:
    lines = written(world.member).splitlines()

    assert "REFRESH-INTERVAL;VALUE=DURATION:PT6H" in lines
    assert "X-PUBLISHED-TTL:PT6H" in lines  # Outlook's name for it


def test_teams_address_comes_through_as_the_place(world: World) -> None:
    place = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_" + "aB3" * 20
    make_meeting(world.group, title="På distans", place=place)

    assert events(world.member)[f"{world.group.name}: På distans"].location.value == place


def test_agenda_and_notes_stay_in_the_portal(world: World) -> None:
    make_meeting(world.group, agenda="HEMLIG DAGORDNING", notes="HEMLIGA ANTECKNINGAR")

    assert "HEMLIG" not in written(world.member)


def test_only_ones_own_events_are_in_it(world: World) -> None:
    make_meeting(world.group, title="Vårt")
    make_meeting(world.foreign_group, title="Deras")
    make_meeting(world.ledarforum, title="Chefernas", planned_by=world.coordinator)
    make_stage(make_direction("En annan riktning"))
    Presentation.objects.create(
        stage=world.stage, body=world.storgrupp, on=today(), planned_by=world.coordinator
    )
    stage = f"Etapp 1 i {world.direction.title}"
    own = {f"{stage} slutar och omprövas", f"{stage} presenteras: {world.storgrupp.name}"}

    assert set(events(world.member)) == own | {f"{world.group.name}: Vårt"}
    assert set(events(world.employee)) == set()
    assert set(events(world.manager)) == {f"{world.ledarforum.name}: Chefernas"}
    assert own | {"Etapp 1 i En annan riktning slutar och omprövas"} <= set(events(world.storgrupp_member))


def test_plan_is_in_the_calendar_of_those_who_work_by_it(world: World) -> None:
    Plan.objects.create(number=1, text="Så.", what_changed="Allt.", revised_by=world.coordinator)

    assert "Projektplanen revideras: nummer 1" in events(world.member)
    assert "Projektplanen ska revideras" in events(world.coordinator)
    assert events(world.employee) == {}


def test_calendar_speaks_its_owners_language_whoever_asks(world: World) -> None:
    world.member.language = "en"
    world.member.save()
    key = CalendarKey.objects.renew(world.member)
    answer = Client().get(address_of(key))

    assert f"Stage 1 of {world.direction.title} ends and is reconsidered" in answer.content.decode()
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert set(answer["Cache-Control"].split(", ")) == {"private", "no-cache"}


def test_replaced_revoked_and_suspended_addresses_lead_nowhere(world: World) -> None:
    first = address_of(CalendarKey.objects.renew(world.member))
    second = address_of(CalendarKey.objects.renew(world.member))
    assert [Client().get(address).status_code for address in (first, second)] == [404, 200]

    Person.objects.filter(pk=world.member.pk).update(is_active=False)
    assert Client().get(second).status_code == 404

    Person.objects.filter(pk=world.member.pk).update(is_active=True)
    CalendarKey.objects.revoke(world.member)
    assert Client().get(second).status_code == 404


def test_key_without_the_portals_signature_opens_nothing(world: World) -> None:
    key = CalendarKey.objects.renew(world.member)

    for token in (key.key.hex, f"{key.key.hex}:", f"{key.key.hex}:AAAA", key.token[:-1], str(key.key)):
        assert Client().get(reverse("river:calendar", args=[token])).status_code == 404


def test_page_makes_shows_replaces_and_stops_the_address(world: World, signed_in: SignIn) -> None:
    client, page = signed_in(world.member), reverse("river:my_calendar")
    assert "address" not in client.get(page).context

    made = client.post(reverse("river:new_calendar_key"), follow=True)
    assert [str(message) for message in made.context["messages"]] == ["Din kalender har fått en adress."]
    first = client.get(page).context
    assert first["address"].endswith(address_of(CalendarKey.objects.get()))
    assert first["subscribe"].startswith("webcal://")

    replaced = client.post(reverse("river:new_calendar_key"), follow=True)
    assert [str(message) for message in replaced.context["messages"]] == [
        "Din kalender har fått en ny adress."
    ]
    assert client.get(page).context["address"] != first["address"]

    client.post(reverse("river:revoke_calendar_key"))
    client.post(reverse("river:revoke_calendar_key"))
    assert not CalendarKey.objects.exists()
    acts = Act.objects.filter(by=world.member).order_by("pk").values_list("verb", flat=True)
    assert list(acts) == list(CalendarEvent)


def test_trail_says_nothing_of_the_key_itself(world: World) -> None:
    CalendarKey.objects.renew(world.member)

    assert Act.objects.get().facts == {}


def test_more_than_anybody_plans_is_not_written_out(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes goes before what has been, and the nearest of each before the rest."""
    monkeypatch.setattr(feed, "MOST_EVENTS", 5)
    for days in (-30, -20, -10, 10, 20, 30):
        make_meeting(world.group, title=f"Om {days}", starts_at=now() + timedelta(days=days))

    told = [event.subject or event.title for event in Feed(world.member, reach()).events]

    assert len(told) == 5
    assert not any("Om -30" in title for title in told)
    assert any("Om 30" in title for title in told)
