"""A page that a browser has is not made again while nothing has been written; once something has, it is."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from groups.models import Group
from notices.kinds import NoticeKind
from notices.notifications import notify
from people.models import Person
from tests.cast import World
from tests.factories.feedback import make_shared

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

SignIn = Callable[..., Client]
PATIENCE = 300  # requests


class Browser:
    """Keeps the tag of what it has seen, as a browser does, and asks with it."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.tags: dict[str, str] = {}

    def ask(self, address: str, **headers: str) -> HttpResponse:
        tag = {"If-None-Match": self.tags[address]} if address in self.tags else {}
        answer: HttpResponse = self.client.get(address, headers={**tag, **headers})
        self.tags[address] = answer.headers.get("ETag", "")
        return answer

    def costs(self, address: str) -> tuple[int, int]:
        """The status, and how many queries it took."""
        with CaptureQueriesContext(connection) as asked:
            status = self.ask(address).status_code
        return status, len(asked)

    def is_told_at_once(self, address: str) -> bool:
        """That nothing has changed, by one query. On PostgreSQL whatever is written meanwhile counts, also in
        other databases of the same server, as tests beside this one write: so it is asked until it holds.
        """
        return any(self.costs(address) == (304, 1) for _ in range(PATIENCE))


class Clock:
    """What `time.time` tells: it stands still in the middle of a minute, until it is moved."""

    def __init__(self) -> None:
        self.moment = time.time() // 60 * 60 + 10

    def __call__(self) -> float:
        return self.moment


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(time, "time", clock)
    return clock


@pytest.fixture
def browser(world: World, signed_in: SignIn, clock: Clock) -> Browser:
    """Of an employee who has seen every page there is."""
    make_shared(world.convener, world.coordinator, group=world.group)
    browser = Browser(signed_in(world.employee))
    for address in addresses(world) * 3:
        browser.ask(address)
    return browser


def addresses(world: World) -> list[str]:
    lists = ["groups:list", "directions:list", "feedback:list", "groups:organisation"]
    return [*map(reverse, lists), world.group.get_absolute_url(), world.direction.get_absolute_url()]


def elsewhere(act: Callable[[], object]) -> None:
    """Another process does it, through a connection of its own."""

    def alone() -> None:
        act()
        connection.close()

    with ThreadPoolExecutor(1) as thread:
        thread.submit(alone).result()


def test_unchanged_page_costs_the_query_for_whoever_asks(world: World, browser: Browser) -> None:
    assert [address for address in addresses(world) if not browser.is_told_at_once(address)] == []


@pytest.mark.parametrize("later", [0, 60])
def test_headers_of_an_unchanged_page_are_those_of_the_page(
    world: World, browser: Browser, clock: Clock, later: int
) -> None:
    """Whether it is known before the page is made, or only by what the page shows."""
    address = reverse("groups:list")
    whole = browser.client.get(address)
    clock.moment += later
    short = browser.ask(address)

    assert (whole.status_code, short.status_code, short.content) == (200, 304, b"")
    for name in ("ETag", "Cache-Control", "Content-Language", "Content-Security-Policy"):
        assert short[name] == whole[name]
    assert {"HX-Request", "Cookie"} <= set(short["Vary"].split(", "))


@pytest.mark.parametrize("by", [elsewhere, lambda act: act()])
def test_what_is_written_through_any_door_shows_at_once(
    world: World, browser: Browser, by: Callable[[Callable[[], object]], None]
) -> None:
    def rename() -> None:
        with connection.cursor() as cursor:  # no act, no model
            cursor.execute("UPDATE groups_group SET name = 'Omdöpt' WHERE id = %s", [world.group.pk])

    by(rename)

    for address in (reverse("groups:list"), world.group.get_absolute_url()):
        answer = browser.ask(address)
        assert answer.status_code == 200
        assert "Omdöpt" in answer.content.decode()
        assert browser.is_told_at_once(address)


def test_right_that_is_gone_is_gone_on_the_next_request(world: World, browser: Browser) -> None:
    elsewhere(lambda: Person.objects.filter(pk=world.employee.pk).update(is_active=False))

    assert {browser.ask(address).status_code for address in addresses(world)} == {302}


def test_session_that_is_over_by_the_clock_is_over(browser: Browser, clock: Clock) -> None:
    clock.moment += 3 * 60 * 60

    assert browser.ask(reverse("groups:list")).status_code == 302


def test_page_is_made_anew_each_minute(browser: Browser, clock: Clock) -> None:
    address = reverse("groups:list")
    clock.moment += 40
    assert browser.is_told_at_once(address)

    clock.moment += 20
    status, queries = browser.costs(address)
    assert status == 304  # by what it shows
    assert queries > 1


def test_notice_that_has_come_is_counted_in_the_head(world: World, browser: Browser) -> None:
    tell = [world.employee]
    with transaction.atomic():
        notify(tell, NoticeKind.GROUP, lambda: "Nytt", about=world.group, by=world.convener)

    assert browser.ask(reverse("groups:list")).status_code == 200


def test_what_another_transaction_has_not_committed_is_not_there_and_then_is(
    world: World, browser: Browser
) -> None:
    address = reverse("groups:list")

    def begin() -> None:
        transaction.set_autocommit(False)
        Group.objects.filter(pk=world.group.pk).update(name="Omdöpt")

    with ThreadPoolExecutor(1) as writing:
        try:
            writing.submit(begin).result()
            assert browser.is_told_at_once(address)
            writing.submit(transaction.commit).result()
        finally:
            # Its own connection: else its rows stay held, and nobody gets past.
            writing.submit(lambda: connection.close()).result()
    answer = browser.ask(address)
    assert answer.status_code == 200
    assert "Omdöpt" in answer.content.decode()


def test_nobody_is_answered_with_what_another_has_seen(
    world: World, browser: Browser, signed_in: SignIn
) -> None:
    other = Browser(signed_in(world.convener))
    other.tags = dict(browser.tags)

    assert {other.ask(address).status_code for address in addresses(world)} == {200}


def test_part_of_a_page_is_not_the_page(world: World, browser: Browser) -> None:
    address = reverse("groups:list")
    part = browser.ask(address, **{"HX-Request": "true"})
    assert part.status_code == 200
    assert browser.ask(address).status_code == 200  # with the part's tag
    assert browser.ask(address).status_code == 304
