"""A mail that is not taken now: it waits for its own sake, or because the mail server is away."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

from notices.delivering import Delivery, deliver_next
from notices.mail_in_doubt import send_again
from notices.models import MailState, Notice
from notices.outbox import GIVE_UP_AFTER
from notices.queue_status import queue_status
from notices.worker import PATIENCE, PAUSES, Worker
from people.models import Person
from portal.mail import mailers
from tests.cast import World
from tests.factories.notices import make_notice
from tests.factories.people import make_person
from tests.mail_server import MailServer
from tests.postgres import free_port
from ui.dates import now

pytestmark = pytest.mark.slow

POLL = 2.0
A_LITTLE_MORE = timedelta(minutes=1)


def fill(server: MailServer, *people: Person) -> None:
    server.full |= {person.email or "" for person in people}


def state_of(notice: Notice) -> str:
    return Notice.objects.get(pk=notice.pk).mail


def deliver_what_waits() -> Delivery:
    """The next attempt, without waiting for it."""
    Notice.objects.filter(mail=MailState.WAITING).update(due_at=now())
    return deliver_next()


def let_time_pass(span: timedelta) -> None:
    for notice in Notice.objects.exclude(put_off_since=None):
        notice.put_off_since -= span  # type: ignore[operator]
        notice.save()


def test_full_mailbox_is_put_off_and_holds_up_nobody_elses_mail(world: World, server: MailServer) -> None:
    full, other = make_notice(world.member), make_notice(world.convener)
    fill(server, world.member)

    assert [deliver_next() for _ in range(3)] == [Delivery.NOT_NOW, Delivery.DONE, Delivery.NOTHING]

    full.refresh_from_db()
    assert (full.mail, full.tries, full.claim) == (MailState.WAITING, 1, None)
    assert state_of(other) == MailState.SENT


def test_later_mail_waits_behind_the_one_that_is_put_off(world: World, server: MailServer) -> None:
    make_notice(world.member, "Ett.")
    fill(server, world.member)
    deliver_next()
    make_notice(world.member, "Två.")
    server.full.clear()

    assert deliver_next() == Delivery.NOTHING
    while deliver_what_waits() == Delivery.DONE:
        pass
    assert [letter["Subject"] for letter in server.letters] == ["Ett.", "Två."]


def test_mailbox_that_stays_full_is_given_up_and_later_mail_passes(world: World, server: MailServer) -> None:
    given_up = make_notice(world.member, "Ett.")
    fill(server, world.member)
    deliver_next()
    make_notice(world.convener)
    deliver_next()
    let_time_pass(GIVE_UP_AFTER - A_LITTLE_MORE)
    deliver_what_waits()
    assert state_of(given_up) == MailState.WAITING

    let_time_pass(2 * A_LITTLE_MORE)
    deliver_what_waits()
    assert state_of(given_up) == MailState.REFUSED

    later = make_notice(world.member, "Två.")
    server.full.clear()
    assert deliver_next() == Delivery.DONE
    assert state_of(later) == MailState.SENT


def test_nothing_is_given_up_while_the_server_takes_no_mail_at_all(world: World, server: MailServer) -> None:
    notice = make_notice(world.member)
    server.mood = "451 Later"
    deliver_next()
    let_time_pass(GIVE_UP_AFTER + A_LITTLE_MORE)
    deliver_what_waits()

    assert state_of(notice) == MailState.WAITING


def test_mail_that_has_waited_long_is_not_given_up_at_its_first_attempt(
    world: World, server: MailServer
) -> None:
    long_ago = now() - 2 * GIVE_UP_AFTER
    notice = make_notice(world.member, at=long_ago, due_at=long_ago)
    fill(server, world.member)

    deliver_next()

    assert state_of(notice) == MailState.WAITING


def test_what_was_given_up_and_is_sent_again_is_tried_anew(world: World, server: MailServer) -> None:
    long_ago = now() - GIVE_UP_AFTER - A_LITTLE_MORE
    notice = make_notice(world.member, mail=MailState.REFUSED, put_off_since=long_ago, tries=200)
    make_notice(world.convener, mail=MailState.SENT, sent_at=now())
    fill(server, world.member)

    send_again(Notice.objects.all(), by=world.administrator)
    deliver_next()

    assert state_of(notice) == MailState.WAITING


def test_mail_that_cannot_be_written_is_given_up_too(
    world: World, server: MailServer, settings: Settings
) -> None:
    broken, later = make_notice(world.member), make_notice(world.member)
    address, settings.PUBLIC_URL = settings.PUBLIC_URL, None  # so that no address in a mail can be made

    assert deliver_next() == Delivery.PASSED_OVER
    let_time_pass(GIVE_UP_AFTER + A_LITTLE_MORE)
    deliver_what_waits()
    assert (state_of(broken), state_of(later)) == (MailState.REFUSED, MailState.WAITING)

    settings.PUBLIC_URL = address
    assert deliver_next() == Delivery.DONE
    assert state_of(later) == MailState.SENT


@pytest.mark.parametrize("mood", ["421 Goodbye", "drop", "hang"])
def test_server_that_talks_to_nobody_is_away(
    world: World, server: MailServer, settings: Settings, mood: str
) -> None:
    settings.MAILERS["notices"]["OPTIONS"]["timeout"] = 0.5
    make_notice(world.member)
    server.mood = mood

    assert deliver_next() == Delivery.SERVER_AWAY


def test_server_that_takes_no_sender_of_ours_is_away(world: World, server: MailServer) -> None:
    notice = make_notice(world.member)

    for answer in ("451 Later", "550 Who are you?"):
        server.to_sender = answer
        assert deliver_what_waits() == Delivery.SERVER_AWAY

    notice.refresh_from_db()
    assert (notice.mail, notice.tries, notice.put_off_since) == (MailState.WAITING, 2, None)


def test_mail_that_is_too_big_is_about_that_mail(world: World, server: MailServer) -> None:
    make_notice(world.member)
    server.to_sender = "552 Too big"

    assert deliver_next() == Delivery.NOT_NOW


def test_server_that_is_away_for_long_makes_nobody_give_up(world: World, settings: Settings) -> None:
    settings.MAILERS = mailers(f"smtp://127.0.0.1:{free_port()}", local=True, folder=Path("unused"))
    long_ago = now() - 2 * GIVE_UP_AFTER
    notice = make_notice(world.member, at=long_ago, due_at=long_ago)

    for _ in range(3):
        assert deliver_what_waits() == Delivery.SERVER_AWAY

    assert state_of(notice) == MailState.WAITING


@pytest.mark.django_db(transaction=True)
def test_full_mailbox_neither_slows_the_worker_nor_ends_a_drain(world: World, server: MailServer) -> None:
    make_notice(world.member)
    others = [make_notice(make_person()) for _ in range(3)]
    fill(server, world.member)
    worker = Worker([], poll=POLL)

    assert worker.look() == POLL
    assert {state_of(one) for one in others} == {MailState.SENT}

    other = make_notice(world.convener)
    Notice.objects.filter(mail=MailState.WAITING).update(due_at=now() - A_LITTLE_MORE)
    call_command("worker", "--drain")
    assert state_of(other) == MailState.SENT


@pytest.mark.django_db(transaction=True)
def test_server_that_says_later_to_everybody_is_not_hammered(world: World, server: MailServer) -> None:
    for _ in range(4 * PATIENCE):
        make_notice(make_person())
    server.mood = "451 Later"
    worker = Worker([], poll=POLL)

    assert [worker.look() for _ in range(2)] == [PAUSES[0], PAUSES[1]]
    assert len(server.asked) == 2 * PATIENCE

    server.mood = "fine"
    assert worker.look() == POLL
    assert len(server.letters) == 2 * PATIENCE


@pytest.mark.django_db(transaction=True)
def test_pauses_begin_anew_after_any_mail_that_was_taken(
    world: World, server: MailServer, settings: Settings
) -> None:
    make_notice(world.member)
    worker = Worker([], poll=POLL)
    server.mood = "421 Goodbye"
    assert worker.look() == PAUSES[0]
    server.mood = "fine"
    make_notice(world.convener)
    for _ in range(PATIENCE):
        fill(server, late := make_person())
        make_notice(late, due_at=now())

    assert worker.look() == PAUSES[0]
    assert len(server.letters) == 1


def test_nobody_is_late_because_of_a_full_mailbox(world: World, server: MailServer) -> None:
    make_notice(world.member)
    fill(server, world.member)
    deliver_next()
    make_notice(world.member, due_at=now() - timedelta(hours=1))
    assert queue_status().is_late  # for all one knows, the server takes no mail at all

    make_notice(world.convener)
    deliver_next()

    found = queue_status()
    assert not found.is_late
    assert found.due == 1

    make_notice(world.manager, due_at=now() - timedelta(hours=1))
    assert queue_status().is_late
