"""The mail server refuses, hangs, says "later" and breaks the line, while people use the portal.

`make fault-mail` lets it be away for 5 minutes; the ordinary test run for seconds. Pages answer as before,
and afterwards the backlog goes out, each person's in order.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles

import pytest
from django.db import connection

from groups import joining
from notices.models import MailState, Notice
from notices.models.notice import IN_HAND
from people.models import Person
from tests.cast import World, make_world
from tests.factories.groups import make_group, seat
from tests.factories.notices import make_notice
from tests.factories.people import make_manager, make_person
from tests.faults.processes import IS_FULL, CountingServer, counting_server, end, start_worker, wait_until
from tests.faults.test_worker_killed import assert_in_order, mail_id
from tests.races.server import Knock, portal
from ui.dates import now

AWAY = 300.0 if IS_FULL else 8.0  # seconds
BEFORE = 60.0 if IS_FULL else 4.0
AFTERWARDS = 600.0  # at the most, for the backlog
VISITORS = 3
PAUSE = 0.15  # seconds between one visitor's pages

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


class Visits:
    """People who look at pages and write, one page after the other; how long each took, and its status."""

    def __init__(self) -> None:
        self.took: list[float] = []
        self.statuses: list[int] = []
        self.stopped = threading.Event()

    def visit(self, knock: Knock, group_slug: str) -> None:
        address = f"/groups/{group_slug}/"
        pages = ["/", "/directions/", address, "/notices/"]
        step = 0
        while not self.stopped.is_set():
            # Every fifth time something that is told of by mail: who joins and leaves is told the convener.
            writes = step % 10 in {4, 9}
            act = f"{address}join/" if step % 10 == 4 else f"{address}leave/"
            began = time.perf_counter()
            status = knock.post(act)[0] if writes else knock.get(pages[step % len(pages)])
            self.took.append(time.perf_counter() - began)
            self.statuses.append(status)
            step += 1
            self.stopped.wait(PAUSE)

    @property
    def p95(self) -> float:
        return quantiles(self.took, n=20)[-1] * 1000


@contextmanager
def visited(host: str, world: World) -> Iterator[Visits]:
    visits = Visits()
    threads = []
    for _ in range(VISITORS):
        group = make_group(direction=world.direction)
        seat(world.convener, group)
        threads.append(threading.Thread(target=visits.visit, args=[Knock(host, make_manager()), group.slug]))
    for thread in threads:
        thread.start()
    try:
        yield visits
    finally:
        visits.stopped.set()
        for thread in threads:
            thread.join()


def events_for(seconds: float, people: list[Person], each: Callable[[float], None]) -> None:
    """Something to tell everybody of, all the time, as long as it goes on."""
    began = time.monotonic()
    while (passed := time.monotonic() - began) < seconds:
        each(passed / seconds)
        for person in people:
            make_notice(person, f"Efter {passed:.1f} s.", at=now(), due_at=now())
        time.sleep(1.0)


def misbehave(server: CountingServer) -> Callable[[float], None]:
    """One way after the other, by how much of the time has passed."""
    ways = ["refuse", "hang", "451 Later", "drop"]
    tried: list[str] = []

    def now_and_then(part: float) -> None:
        way = ways[min(int(part * len(ways)), len(ways) - 1)]
        if way in tried:
            return
        tried.append(way)
        server.come_back()
        if way == "refuse":
            server.stop()
        elif way == "hang":
            server.freeze()
        else:
            server.be(way)

    return now_and_then


def test_mail_server_that_is_away_is_not_felt_and_its_backlog_is_sent_in_order(tmp_path: Path) -> None:
    world = make_world()
    people = [make_person() for _ in range(5)]
    joining.wish(world.group, world.employee)
    with counting_server(tmp_path) as server, portal() as host:
        worker = start_worker(server.url, poll=0.5)
        with visited(host, world):  # until everything is warm
            events_for(3, people, lambda _: None)
            wait_until(lambda: bool(server.accepted), 90)
        with visited(host, world) as before:
            events_for(BEFORE, people, lambda _: None)
        with visited(host, world) as during:
            events_for(AWAY, people, misbehave(server))
        server.come_back()
        came_back = time.monotonic()
        backlog = waiting()
        wait_until(lambda: waiting() == 0, AFTERWARDS, every=1.0)
        took = time.monotonic() - came_back
        assert end(worker) == 0
        report(server, before, during, backlog, took)


def waiting() -> int:
    """How much is still to be sent. In the ordinary run nobody waits for minutes until it is tried again."""
    if not IS_FULL:
        Notice.objects.filter(mail=MailState.WAITING, tries__gt=0).update(due_at=now())
    at_once = Notice.objects.filter(pace="at_once")
    return at_once.filter(mail__in=[MailState.WAITING, *IN_HAND]).count()


def report(server: CountingServer, before: Visits, during: Visits, backlog: int, took: float) -> None:
    accepted = server.accepted
    identities = [identity for identity, _to in accepted]
    sent = {mail_id(one) for one in Notice.objects.filter(mail=MailState.SENT)}
    uncertain = Notice.objects.filter(mail=MailState.UNCERTAIN).count()
    print(
        f"\n{connection.vendor}: mail server away for {AWAY:.0f} s. Pages: p95 {before.p95:.0f} ms before "
        f"({len(before.took)}), {during.p95:.0f} ms during ({len(during.took)}), "
        f"ratio {during.p95 / before.p95:.2f}. Backlog {backlog}, sent {took:.0f} s after. "
        f"{len(sent)} sent, {len(set(identities))} delivered, "
        f"{len(identities) - len(set(identities))} duplicated, {uncertain} uncertain"
    )
    assert {*before.statuses, *during.statuses} <= {200, 302}
    assert set(identities) == sent
    assert len(identities) == len(set(identities))
    assert_in_order(accepted)
    # The ratio is printed; on a shared machine only a page that waits for mail is told apart from noise.
    assert during.p95 < 3 * before.p95 + 250
