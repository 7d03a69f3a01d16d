"""One seat, eight managers at once, over real requests on real connections; one plan, and one gathering."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from briefings import gathering
from briefings.models import Briefing
from directions.models import Plan
from feedback.models import Answer, Review, SavedFilter
from notices.models import Notice
from people.models import Person
from tests.cast import make_world
from tests.factories.briefings import make_briefing
from tests.factories.directions import make_plan
from tests.factories.feedback import make_post
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


def test_eight_who_revise_the_plan_at_once_make_one_revision() -> None:
    coordinator = make_world().coordinator
    make_plan(coordinator)
    clients = clients_of([coordinator] * CLIENTS)

    def revise(number: int) -> int:
        written = {"text": f"Text {number}.", "what_changed": "Nytt.", "based_on": "1"}
        return clients[number].post(reverse("directions:revise_plan"), written).status_code

    assert sorted(map(str, at_once(revise))) == ["302", *["422"] * (CLIENTS - 1)]
    assert Plan.objects.count() == 2


def test_briefing_sent_by_eight_at_once_tells_each_manager_once() -> None:
    communicator = make_world().communicator
    clients = clients_of([communicator] * CLIENTS)
    for _round in range(5):
        draft = make_briefing(communicator)
        address = reverse("briefings:send", args=[draft.pk])

        def send(number: int, address: str = address) -> int:
            return clients[number].post(address, {"version": "1"}).status_code

        assert set(at_once(send)) == {302}
        told = Notice.objects.about(draft).values_list("person", flat=True)
        assert sorted(told) == sorted(gathering.forum().values_list("pk", flat=True))


def test_eight_who_begin_a_briefing_at_once_make_one_draft() -> None:
    communicator = make_world().communicator
    clients = clients_of([communicator] * CLIENTS)

    def begin(number: int) -> int:
        typed = {"title": f"Brev {number}", "text": "Ord.", "version": "0"}
        return clients[number].post(reverse("briefings:new"), typed).status_code

    assert sorted(map(str, at_once(begin))) == ["302", *["422"] * (CLIENTS - 1)]
    assert Briefing.objects.count() == 1


def test_eight_who_write_the_answer_and_the_note_at_once_are_one_and_seven_who_are_told() -> None:
    world = make_world()
    clients = clients_of([world.coordinator] * CLIENTS)
    for _round in range(3):
        post = make_post(world.employee, direction=world.direction)
        address = reverse("admin:feedback_feedback_change", args=[post.pk])

        def review(number: int, address: str = address) -> int:
            typed = {"answer": f"Svar {number}.", "note": f"Not {number}.", "do": "publish"}
            return clients[number].post(address, typed).status_code

        assert sorted(map(str, at_once(review))) == ["302", *["409"] * (CLIENTS - 1)]
        answer, kept = Answer.objects.get(receipt__feedback=post), Review.objects.get(feedback=post)
        assert answer.text.removeprefix("Svar ") == kept.note.removeprefix("Not ")
        assert (answer.version, kept.version) == (1, 1)


def test_eight_tabs_that_save_one_view_save_it_once() -> None:
    coordinator = make_world().coordinator
    clients = clients_of([coordinator] * CLIENTS)

    def keep(number: int) -> int:
        view = {"name": "Frågor", "query": "kind=question"}
        return clients[number].post(reverse("admin:feedback_view_keep"), view).status_code

    assert sorted(map(str, at_once(keep))) == ["302", *["422"] * (CLIENTS - 1)]
    assert SavedFilter.objects.count() == 1
