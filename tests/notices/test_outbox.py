"""The outbox: one worker to each mail, leases that run out, and doubt that a person settles."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from notices import outbox
from notices.events import NoticeEvent
from notices.mail_in_doubt import leave_it, send_again
from notices.models import MailState, Notice, WorkerPulse
from people.models import Act
from tests.cast import World
from tests.factories.notices import make_digest_notice, make_notice
from tests.factories.people import make_person
from tests.races.server import all_at_once
from ui.dates import now

SignIn = Callable[..., Client]
CHANGELIST = "admin:notices_notice_changelist"


def state_of(notice: Notice) -> str:
    return Notice.objects.get(pk=notice.pk).mail


def let_the_lease_run_out() -> None:
    Notice.objects.filter(lease_until__isnull=False).update(lease_until=now() - timedelta(seconds=1))


def test_mail_in_one_workers_hands_is_in_no_others(world: World) -> None:
    make_notice(world.member)
    make_notice(world.member)

    assert outbox.claim_next() is not None
    assert outbox.claim_next() is None


def test_claim_whose_lease_ran_out_is_free_again_and_its_holder_sends_nothing(world: World) -> None:
    notice = make_notice(world.member)
    first = outbox.claim_next()
    let_the_lease_run_out()
    outbox.reclaim()
    second = outbox.claim_next()

    assert first
    assert second
    assert not first.begin()
    assert second.begin()
    assert state_of(notice) == MailState.SENDING


def test_mail_caught_in_sending_is_uncertain_and_is_not_sent_again(world: World) -> None:
    notice = make_notice(world.member)
    claim = outbox.claim_next()
    assert claim
    claim.begin()
    let_the_lease_run_out()

    outbox.reclaim()

    assert state_of(notice) == MailState.UNCERTAIN
    assert outbox.claim_next() is None


def test_slow_worker_that_knows_better_says_so(world: World) -> None:
    notice = make_notice(world.member)
    claim = outbox.claim_next()
    assert claim
    claim.begin()
    let_the_lease_run_out()
    outbox.reclaim()

    claim.sent()

    assert state_of(notice) == MailState.SENT


def test_digest_that_a_dead_worker_had_claimed_is_whole_again(world: World) -> None:
    for _ in range(3):
        make_digest_notice(world.member)
    outbox.claim_next()
    let_the_lease_run_out()
    outbox.reclaim()

    claim = outbox.claim_next()

    assert claim
    assert len(claim.notices) == 3


def test_database_keeps_two_mails_to_one_person_apart(world: World) -> None:
    held = {"mail": MailState.SENDING, "claim": make_notice(world.member).key, "lease_until": now()}
    make_notice(world.member, **held)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_notice(world.member, **held)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_workers_side_by_side_never_hold_the_same_mail() -> None:
    for _ in range(12):
        person = make_person()
        make_notice(person)
        make_notice(person)

    def work() -> list[int]:
        held = []
        while claim := outbox.claim_next():
            assert claim.begin()
            held.append(claim.lead.pk)
            claim.sent()
        return held

    held = [pk for worker in all_at_once([closing(work)] * 4) for pk in worker]

    # A worker that finds everything in others' hands ends; what it leaves is taken in the next round.
    held += work()
    assert sorted(held) == sorted(Notice.objects.values_list("pk", flat=True))


def closing(act: Callable[[], list[int]]) -> Callable[[], list[int]]:
    def done() -> list[int]:
        try:
            return act()
        finally:
            connection.close()

    return done


def test_administrator_sends_again_or_leaves_what_is_in_doubt(world: World) -> None:
    again, left, sent = (
        make_notice(world.member, mail=mail)
        for mail in (MailState.UNCERTAIN, MailState.REFUSED, MailState.SENT)
    )
    chosen = Notice.objects.all

    assert send_again(chosen().exclude(pk=left.pk), by=world.administrator) == 1
    assert leave_it(chosen(), by=world.administrator) == 1

    assert [state_of(one) for one in (again, left, sent)] == [
        MailState.WAITING,
        MailState.LEFT,
        MailState.SENT,
    ]
    assert set(Act.objects.values_list("verb", flat=True)) == {NoticeEvent.RESENT, NoticeEvent.LEFT}
    claim = outbox.claim_next()
    assert claim
    assert claim.lead.key == again.key


def test_admin_shows_how_mail_goes_and_never_what_it_says(world: World, signed_in: SignIn) -> None:
    notice = make_notice(world.member, "Hemligt besked.", mail=MailState.UNCERTAIN, topic="Hemlig riktning")
    client = signed_in(world.administrator)

    pages = [reverse(CHANGELIST), reverse("admin:notices_notice_change", args=[notice.pk])]
    for page in (client.get(address).content.decode() for address in pages):
        assert world.member.name in page
        assert "Hemlig" not in page

    chosen = {"action": "leave_it", "_selected_action": [notice.pk]}
    client.post(reverse(CHANGELIST), chosen)
    assert state_of(notice) == MailState.LEFT


def test_status_tells_the_backlog_and_fails_when_all_is_not_well(world: World) -> None:
    make_notice(world.member)
    make_notice(world.member, mail=MailState.UNCERTAIN)
    said = StringIO()

    with pytest.raises(CommandError):
        call_command("worker", "--status", stdout=said)
    assert "Worker last seen: never" in said.getvalue()

    WorkerPulse.objects.beat("machine:1")
    said = StringIO()
    call_command("worker", "--status", stdout=said)
    assert "To be sent now: 1" in said.getvalue()
    assert "Uncertain: 1" in said.getvalue()


def test_drain_sends_what_is_due_does_the_chores_and_ends(world: World, mailoutbox: list) -> None:
    make_notice(world.member)
    make_notice(world.convener, due_at=now() + timedelta(hours=1))

    call_command("worker", "--drain")

    assert [mail.to for mail in mailoutbox] == [[world.member.email]]
    assert WorkerPulse.objects.latest_sign()


def test_mail_that_cannot_be_written_stops_nobody_elses(world: World, mailoutbox: list) -> None:
    broken = make_notice(world.member, page="gone")
    make_notice(world.convener)
    Notice.objects.filter(pk=broken.pk).update(kind="gone")  # as after a release that took a kind away

    call_command("worker", "--drain")

    assert world.convener.email in [to for mail in mailoutbox for to in mail.to]
