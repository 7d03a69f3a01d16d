"""A briefing is sent once, to every manager; it stays in the archive, and what waits shows."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from briefings import gathering as flow
from briefings.events import BriefingEvent
from briefings.models import Briefing
from briefings.models.briefing import FITS
from notices.kinds import NoticeKind
from notices.models import Notice
from people.models import Act
from portal.tasks import tasks
from tests.cast import World
from tests.factories.briefings import make_briefing, make_sent_briefing
from tests.factories.meetings import make_meeting
from tests.factories.people import make_manager
from ui.dates import now
from ui.edit_conflict import EditConflict

SignIn = Callable[..., Client]


def post(client: Client, route: str, briefing: Briefing | None = None, **data: Any) -> tuple[int, str]:
    """Send a form and follow where it leads: the status of its own answer, and the page one ends up on."""
    address = reverse(f"briefings:{route}", args=[briefing.pk] if briefing else [])
    response = client.post(address, data)
    page = client.get(response["Location"]) if response.status_code == 302 else response
    return response.status_code, page.content.decode()


def test_sending_tells_every_manager_once_and_says_who_sent_it(world: World, signed_in: SignIn) -> None:
    draft = make_briefing(world.coordinator)
    managers = flow.forum().count()
    client = signed_in(world.communicator)
    assert f"{managers} chefer" in client.get(draft.get_absolute_url()).content.decode()

    status, page = post(client, "send", draft, version="1")

    assert status == 302
    assert f"Skickat till {managers} chefer." in page
    draft.refresh_from_db()
    assert draft.sent_at
    assert draft.sent_by == world.communicator
    told = Notice.objects.about(draft).filter(kind=NoticeKind.BRIEFING)
    assert {one.person for one in told} == set(flow.forum())
    assert told.count() == managers


def test_whoever_sends_it_is_not_counted_among_those_told(world: World) -> None:
    managers = flow.forum().count()

    assert flow.send(make_briefing(world.coordinator), seen=1, by=world.manager) == managers - 1


def test_sending_twice_says_so_and_tells_nobody_twice(world: World, signed_in: SignIn) -> None:
    draft = make_briefing(world.coordinator)
    client = signed_in(world.communicator)
    post(client, "send", draft, version="1")
    told = Notice.objects.count()

    status, page = post(client, "send", draft, version="1")

    assert status == 302
    assert "ingenting skickas igen" in page
    assert Notice.objects.count() == told
    assert Act.objects.filter(verb=BriefingEvent.SENT).count() == 1


@pytest.mark.parametrize("text", ["", " \n\n "])
def test_empty_one_is_not_sent(world: World, signed_in: SignIn, text: str) -> None:
    draft = make_briefing(world.coordinator, text=text)

    _status, page = post(signed_in(world.communicator), "send", draft, version="1")

    assert "Det finns inget att skicka än" in page
    draft.refresh_from_db()
    assert draft.sent_at is None
    assert not Notice.objects.exists()


def test_nobody_sends_what_somebody_has_changed_since_they_read_it(world: World, signed_in: SignIn) -> None:
    draft = make_briefing(world.coordinator)
    draft.write(title="Ny rubrik", text="Andra ord.", seen=1, by=world.coordinator)

    _status, page = post(signed_in(world.communicator), "send", draft, version="1")

    assert "Någon har ändrat brevet" in page
    draft.refresh_from_db()
    assert draft.sent_at is None
    with pytest.raises(EditConflict):
        flow.send(draft, seen=1, by=world.communicator)


def test_sending_costs_the_same_however_many_managers_there_are(world: World) -> None:
    def cost() -> int:
        draft = make_briefing(world.coordinator)
        with CaptureQueriesContext(connection) as queries:
            flow.send(draft, seen=1, by=world.communicator)
        return len(queries)

    cost()  # content types are looked up once per process
    few = cost()
    for _ in range(60):
        make_manager()

    assert cost() == few


def test_sent_one_that_is_emptied_or_unsigned_is_refused_by_the_database(world: World) -> None:
    sent = Briefing.objects.filter(pk=make_sent_briefing(world.coordinator).pk)

    for broken in ({"text": ""}, {"sent_by": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            sent.update(**broken)


def test_what_is_sent_is_written_by_nobody(world: World) -> None:
    sent = make_sent_briefing(world.coordinator)

    with pytest.raises(ValidationError):
        sent.write(title="Nej", text="Nej", seen=1, by=world.coordinator)


# Reading


def test_archive_shows_what_was_sent_the_latest_first_and_the_draft_to_those_who_write_it(
    world: World, signed_in: SignIn
) -> None:
    for number in range(14):
        make_sent_briefing(
            world.coordinator, title=f"Brev {number:02}", sent_at=now() + timedelta(minutes=number)
        )
    make_briefing(world.coordinator, title="Inte skickat")
    address = reverse("briefings:list")

    page = signed_in(world.employee).get(address).content.decode()
    assert page.index("Brev 13") < page.index("Brev 12") < page.index("Brev 02")
    assert "Brev 01" not in page
    assert "Inte skickat" not in page
    assert "Brev 00" in signed_in(world.employee).get(address + "?page=2").content.decode()
    assert "Inte skickat" in signed_in(world.communicator).get(address).content.decode()


def test_managers_find_the_latest_on_their_pages(world: World, signed_in: SignIn) -> None:
    make_sent_briefing(world.coordinator, title="Förra brevet", sent_at=now() - timedelta(days=9))
    make_sent_briefing(world.coordinator, title="Senaste brevet")
    client = signed_in(world.manager)

    for address in ("/", reverse("groups:my_people"), world.ledarforum.get_absolute_url()):
        page = client.get(address).content.decode()
        assert "Senaste brevet" in page
        assert "Förra brevet" not in page
    assert "Senaste brevet" not in client.get(world.group.get_absolute_url()).content.decode()


def test_draft_says_when_it_is_longer_than_a_page(world: World, signed_in: SignIn) -> None:
    draft = make_briefing(world.coordinator, text="ord " * FITS)
    client = signed_in(world.communicator)

    assert "ryms på en utskriven sida" in client.get(draft.get_absolute_url()).content.decode()
    Briefing.objects.update(text="ord " * (FITS + 1))
    assert "mer än vad som ryms" in client.get(draft.get_absolute_url()).content.decode()


# What waits


def test_draft_waits_for_those_who_send_it_and_for_nobody_else(world: World) -> None:
    draft = make_briefing(world.coordinator)

    for person in (world.coordinator, world.communicator):
        assert draft.get_absolute_url() in [task.address for task in tasks(person, [])]
    assert tasks(world.manager, []) == []


def test_forum_within_two_weeks_waits_for_its_briefing(world: World) -> None:
    begin = reverse("briefings:new")

    def waits() -> bool:
        return begin in [task.address for task in tasks(world.communicator, [])]

    make_meeting(world.ledarforum, world.coordinator, starts_at=now() + timedelta(days=15))
    assert not waits()
    make_meeting(world.ledarforum, world.coordinator, starts_at=now() + timedelta(days=6))
    (task,) = tasks(world.communicator, [])
    assert (task.address, task.is_late) == (begin, True)
    make_sent_briefing(world.coordinator)
    assert not waits()


def test_briefing_sent_before_the_last_forum_does_not_count_for_the_next(world: World) -> None:
    make_sent_briefing(world.coordinator, sent_at=now() - timedelta(days=40))
    make_meeting(world.ledarforum, world.coordinator, starts_at=now() - timedelta(days=30))
    make_meeting(world.ledarforum, world.coordinator, starts_at=now() + timedelta(days=6))

    assert [task.address for task in tasks(world.communicator, [])] == [reverse("briefings:new")]
    make_sent_briefing(world.coordinator, sent_at=now() - timedelta(days=20))
    assert tasks(world.communicator, []) == []
