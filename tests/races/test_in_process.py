"""One seat, eight managers at once, over real requests on real connections."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext, suppress
from threading import Barrier

import pytest
from django.db import connections, transaction
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from groups import joining
from groups.doors import Refused
from groups.models import Group
from people.models import Person
from tests.factories.groups import make_group
from tests.factories.people import make_manager

CLIENTS = 8
ROUNDS = 20

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def at_once(act: Callable[[int], object]) -> list[object]:
    """Call `act` in CLIENTS threads released together, each with a database connection of its own."""
    barrier = Barrier(CLIENTS)

    def one(number: int) -> object:
        try:
            barrier.wait(timeout=30)
            return act(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(CLIENTS) as pool:
        return list(pool.map(one, range(CLIENTS)))


def clients_of(people: list[Person]) -> list[Client]:
    clients = [Client() for _ in people]
    for client, person in zip(clients, people, strict=True):
        client.force_login(person)
    return clients


def test_last_seat_has_one_taker() -> None:
    clients = clients_of([make_manager() for _ in range(CLIENTS)])
    for _round in range(5):
        group = make_group(seats=1)
        address = reverse("groups:join", args=[group.slug])
        statuses = at_once(lambda number, address=address: clients[number].post(address).status_code)

        assert set(statuses) == {302}
        assert group.people().count() == 1


def test_one_manager_in_eight_tabs_gets_one_seat() -> None:
    manager = make_manager()
    clients = clients_of([manager] * CLIENTS)
    group = make_group(seats=CLIENTS)
    address = reverse("groups:join", args=[group.slug])

    assert set(at_once(lambda number: clients[number].post(address).status_code)) == {302}
    assert group.memberships.count() == 1


def test_without_lock_and_transaction_the_last_seat_is_given_away_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The proof that the tests above bite: take the protection away, and they would fail."""
    monkeypatch.setattr(transaction, "Atomic", lambda *args: nullcontext())
    monkeypatch.setattr(Group, "admit", Group.admit.__wrapped__)
    monkeypatch.setattr(joining, "sign_up", joining.sign_up.__wrapped__)
    monkeypatch.setattr(QuerySet, "select_for_update", lambda queryset: queryset.all())
    people = [make_manager() for _ in range(CLIENTS)]

    def sign_up(number: int, group: Group) -> None:
        with suppress(Refused):
            joining.sign_up(Group.objects.get(pk=group.pk), Person.objects.get(pk=people[number].pk))

    for _round in range(ROUNDS):
        group = make_group(seats=1)
        at_once(lambda number, group=group: sign_up(number, group))
        if group.people().count() > 1:
            return
    pytest.fail("Nobody ever got in too many: the test does not bite.")
