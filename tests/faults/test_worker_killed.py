"""The worker is killed with -9 in the middle of sending, again and again: nothing is lost or sent twice.

`make fault-mail` kills it 50 times; the ordinary test run a few. What a killed worker was sending is
uncertain, at most one mail for each kill, and is listed.
"""

import random
import time
from collections import Counter
from itertools import count
from pathlib import Path

import pytest
from django.db import connection

from notices.models import MailState, Notice
from notices.models.notice import IN_HAND
from tests.factories.notices import make_digest_notice, make_notice
from tests.factories.people import make_person
from tests.faults.processes import (
    IS_FULL,
    LEASE,
    CountingServer,
    counting_server,
    end,
    start_worker,
    wait_until,
)

KILLS = 50 if IS_FULL else 3
MAILS_PER_KILL = 12

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def queue_mail(people: int, mails: int) -> int:
    """Mail for many people in turn; every fifth person's is one digest of several notices. Says how many."""
    everybody = [make_person() for _ in range(people)]
    number = count(1)
    digests = everybody[::5]
    for _ in range(mails // people):
        for person in everybody:
            make = make_digest_notice if person in digests else make_notice
            make(person, f"Nummer {next(number)}.")
    return len(digests) + (people - len(digests)) * (mails // people)


def mail_id(notice: Notice) -> str:
    return f"<{notice.key}@127.0.0.1>"


def is_settled() -> bool:
    return not Notice.objects.filter(mail__in=[MailState.WAITING, *IN_HAND]).exists()


def test_killed_worker_loses_nothing_and_sends_nothing_twice(tmp_path: Path) -> None:
    queued = queue_mail(people=KILLS * MAILS_PER_KILL // 6, mails=KILLS * MAILS_PER_KILL)
    with counting_server(tmp_path) as server:
        kills = kill_again_and_again(server)
        last = start_worker(server.url)
        wait_until(is_settled, 300)
        assert end(last) == 0
        time.sleep(0.1)
        report(server, queued, kills)


def test_worker_told_to_stop_finishes_the_mail_it_is_at(tmp_path: Path) -> None:
    queue_mail(people=20, mails=200)
    with counting_server(tmp_path) as server:
        worker = start_worker(server.url)
        wait_until(lambda: len(server.accepted) > 2, 90)
        time.sleep(random.uniform(0, 0.1))

        assert end(worker) == 0
        sent = {mail_id(one) for one in Notice.objects.filter(mail=MailState.SENT)}
        assert sent == {identity for identity, _to in server.accepted}
        assert not Notice.objects.filter(mail__in=[*IN_HAND, MailState.UNCERTAIN]).exists()
        assert Notice.objects.filter(mail=MailState.WAITING).exists()


def kill_again_and_again(server: CountingServer) -> int:
    """Each time once it has begun to send, at a moment of its own. Stops when all has been sent."""
    kills = 0
    while kills < KILLS and not is_settled():
        before = len(server.accepted)
        worker = start_worker(server.url)
        try:
            wait_until(lambda: len(server.accepted) > before, 3 * LEASE + 30)  # noqa: B023
            time.sleep(random.uniform(0, 0.25))
        finally:
            worker.kill()
            worker.wait()
        kills += 1
    return kills


def report(server: CountingServer, queued: int, kills: int) -> None:
    accepted = server.accepted
    delivered = Counter(identity for identity, _to in accepted)
    sent = {mail_id(one) for one in Notice.objects.filter(mail=MailState.SENT)}
    uncertain = {mail_id(one) for one in Notice.objects.filter(mail=MailState.UNCERTAIN)}
    duplicated = [identity for identity, times in delivered.items() if times > 1]
    lost = (sent - set(delivered)) | ((sent | uncertain) ^ (sent | uncertain | set(delivered)))
    arrived = len(uncertain & set(delivered))
    print(
        f"\n{connection.vendor}: {kills} kills, {queued} mails queued, {len(delivered)} delivered, "
        f"{len(lost)} lost, {len(duplicated)} duplicated, {len(uncertain)} uncertain "
        f"({arrived} of them had arrived)"
    )
    assert (lost, duplicated) == (set(), [])
    assert len(sent) + len(uncertain) == queued
    assert len(uncertain) <= kills
    assert kills == KILLS
    assert_in_order(accepted)


def assert_in_order(accepted: list[tuple[str, str]]) -> None:
    """Each person's mail has come in the order in which it was written."""
    numbers = {mail_id(one): one.pk for one in Notice.objects.all()}
    by_person: dict[str, list[int]] = {}
    for identity, to in accepted:
        by_person.setdefault(to, []).append(numbers[identity])
    assert all(pks == sorted(pks) for pks in by_person.values())
