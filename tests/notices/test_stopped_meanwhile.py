"""Somebody says "stop this mail" in the moment in which a worker takes it."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection, transaction

from notices import outbox
from notices.kinds import NoticeKind, Pace
from notices.models import MailState, Notice
from notices.models.notice import NoticeQuerySet
from notices.preferences import set_preferences
from people.models import Person
from tests.factories.notices import make_digest_notice
from tests.factories.people import make_person
from ui.dates import now

A_MOMENT = 0.5  # seconds, in which the worker has read the notice and waits for whoever changes it

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def claim_while(change: Callable[[], object]) -> outbox.Claim | None:
    """What a worker gets that reads before `change` is committed, and writes after it."""
    changed = Event()

    def act() -> None:
        try:
            with transaction.atomic():
                change()
                changed.set()
                time.sleep(A_MOMENT)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        acting = pool.submit(act)
        assert changed.wait(timeout=30)
        claim = outbox.claim_next()
        acting.result()
    return claim


def stop(person: Person, kind: NoticeKind) -> Callable[[], object]:
    return lambda: set_preferences(person, {kind: Pace.NONE})


def states(found: NoticeQuerySet) -> set[str]:
    return set(found.values_list("mail", flat=True))


def test_mail_that_is_stopped_meanwhile_is_not_taken() -> None:
    person = make_person()
    make_digest_notice(person)

    assert claim_while(stop(person, NoticeKind.GROUP)) is None

    assert states(Notice.objects.all()) == {MailState.NONE}


def test_digest_whose_first_notice_is_stopped_meanwhile_goes_without_it() -> None:
    person = make_person()
    make_digest_notice(person)
    other = make_digest_notice(person, kind=NoticeKind.BODY)

    # On PostgreSQL the worker gives up and comes again; on SQLite it reads after what it waited for.
    claim = claim_while(stop(person, NoticeKind.GROUP)) or outbox.claim_next()

    assert claim
    assert claim.notices == [other]


def test_digest_leaves_out_what_is_stopped_meanwhile() -> None:
    person = make_person()
    first = make_digest_notice(person)
    make_digest_notice(person, kind=NoticeKind.BODY)

    claim = claim_while(stop(person, NoticeKind.BODY))

    assert claim
    assert claim.notices == [first]
    assert states(Notice.objects.exclude(pk=first.pk)) == {MailState.NONE}
    assert claim.begin()


def test_what_has_been_settled_meanwhile_is_not_left_out_over_it() -> None:
    person = make_person()
    make_digest_notice(person, read_at=now())

    assert claim_while(lambda: Notice.objects.update(mail=MailState.LEFT)) is None

    assert states(Notice.objects.all()) == {MailState.LEFT}
