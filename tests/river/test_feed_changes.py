"""What the feed says was changed when, and that a program which has the file already is not sent it again."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import vobject
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from groups.editing import edit
from groups.events import GroupEvent
from groups.models import Meeting
from people.events import Event
from people.models import Act, Person
from river.calendar.feed import Feed, reach
from river.models import CalendarKey
from tests.cast import World
from tests.factories.meetings import make_meeting

NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)


def address_of(key: CalendarKey) -> str:
    return reverse("river:calendar", args=[key.token])


def read(person: Person) -> Any:
    return vobject.readOne(Feed(person, reach()).written().decode())


def told_when(person: Person) -> dict[str, datetime]:
    return {event.summary.value: event.dtstamp.value for event in read(person).vevent_list}


def date_acts(verb: Event, at: datetime) -> None:
    Act.objects.filter(verb=verb.value).update(at=at)


def test_moment_of_the_last_change_stays_until_something_told_is_changed(world: World) -> None:
    meeting = make_meeting(world.group, title="Studiebesök")
    title = f"{world.group.name}: Studiebesök"
    Act.objects.record(GroupEvent.MEETING_PLANNED, meeting, by=world.convener)
    date_acts(GroupEvent.MEETING_PLANNED, NOON)
    meeting.write_notes("Inget nytt.", seen=0, completes=False, by=world.convener)
    first = told_when(world.member)
    assert first[title] == NOON
    assert told_when(world.member) == first

    meeting.plan(by=world.convener, place="Rum 9")
    date_acts(GroupEvent.MEETING_REPLANNED, NOON + timedelta(hours=2))
    assert told_when(world.member) == first | {title: NOON + timedelta(hours=2)}
    (changed,) = (event for event in read(world.member).vevent_list if event.summary.value == title)
    assert changed.last_modified.value == NOON + timedelta(hours=2)


def test_new_name_of_the_group_is_a_change_of_its_meetings(world: World) -> None:
    make_meeting(world.group, title="Möte")
    edit(world.group, by=world.convener, name="Måltidsrådet")
    date_acts(GroupEvent.EDITED, NOON)

    assert told_when(world.member)["Måltidsrådet: Möte"] == NOON


def test_program_that_has_the_file_is_not_sent_it_again(world: World) -> None:
    make_meeting(world.group, title="Möte")
    address = address_of(CalendarKey.objects.renew(world.member))
    first = Client().get(address)
    again = Client().get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert again["Cache-Control"] == first["Cache-Control"]

    make_meeting(world.group, title="Ett till")
    anew = Client().get(address, headers={"If-None-Match": first["ETag"]})
    assert (anew.status_code, b"Ett till" in anew.content) == (200, True)
    assert anew["ETag"] != first["ETag"]


@pytest.mark.parametrize(
    "change", [{"title": "Nytt"}, {"place": "Rum 9"}, {"cancelled_at": timezone.now()}, {"version": 7}]
)
def test_whatever_the_file_tells_changes_its_tag(world: World, change: dict[str, Any]) -> None:
    meeting = make_meeting(world.group, title="Möte")
    address = address_of(CalendarKey.objects.renew(world.member))
    first = Client().get(address)
    Meeting.objects.filter(pk=meeting.pk).update(**change)

    assert Client().get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_unchanged_answer_costs_a_few_queries_and_no_writing(
    world: World, django_assert_max_num_queries: Any
) -> None:
    for _number in range(20):
        make_meeting(world.group)
    address = address_of(CalendarKey.objects.renew(world.member))
    tag = Client().get(address)["ETag"]

    with django_assert_max_num_queries(8):
        assert Client().get(address, headers={"If-None-Match": tag}).status_code == 304
