"""Many clients at once against several server processes: nothing happens twice, and nobody sees an error.

`make races` runs 32 clients and 50 rounds; the ordinary test run a short form of the same.
"""

import os
from functools import partial

import pytest
from django.urls import reverse

from feedback.models import Feedback
from groups.models import JoinRequest
from people.models import Person
from tests.cast import World
from tests.factories.feedback import typed_feedback
from tests.factories.groups import make_backgrounds, make_group, seat
from tests.factories.people import make_manager, make_person
from tests.races.server import Knock, all_at_once

IS_FULL = os.environ.get("RIKTNING_RACES") == "full"
CLIENTS, ROUNDS = (32, 50) if IS_FULL else (8, 3)

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def knocks(host: str, people: list[Person]) -> list[Knock]:
    return [Knock(host, person) for person in people]


def test_last_seat_has_one_taker_and_everybody_gets_an_answer(host: str) -> None:
    clients = knocks(host, [make_manager() for _ in range(CLIENTS)])
    for _ in range(ROUNDS):
        group = make_group(seats=1)
        address = reverse("groups:join", args=[group.slug])
        answers = all_at_once([partial(client.post, address) for client in clients])

        assert {status for status, _ in answers} == {302}
        assert group.people().count() == 1


def test_form_sent_by_many_at_once_is_carried_out_once(host: str, world: World) -> None:
    client = Knock(host, world.employee)
    address = reverse("feedback:new_about_group", args=[world.group.slug])
    for done in range(1, ROUNDS + 1):
        typed = typed_feedback()
        answers = all_at_once([partial(client.post, address, typed)] * CLIENTS)

        assert set(answers) == {(302, Feedback.objects.latest("pk").get_absolute_url())}
        assert Feedback.objects.count() == done


def test_seat_of_the_coordination_group_has_one_holder_and_backgrounds_differ(
    host: str, world: World
) -> None:
    group = world.coordination_group
    client = Knock(host, world.director)
    address = reverse("groups:appoint", args=[group.slug])
    people = [make_person() for _ in range(CLIENTS)]
    make_backgrounds(*(f"bakgrund {number}" for number in range(4)))
    for _ in range(ROUNDS):
        held = {seat.seat: seat.pk for seat in group.memberships.current()}
        typed = [
            {
                "person": one.email,
                "seat": str(number % 3 + 1),
                "background": f"bakgrund {number % 4}",
                "replaces": str(held.get(number % 3 + 1, "")),
            }
            for number, one in enumerate(people)
        ]
        answers = all_at_once([partial(client.post, address, one) for one in typed])

        assert {status for status, _ in answers} <= {302, 422}
        sitting = list(group.memberships.current())
        seats = [one.seat for one in sitting]
        backgrounds = [one.background for one in sitting if one.seat != 4]
        assert len(seats) == len(set(seats)) <= 4
        assert len(backgrounds) == len(set(backgrounds)) <= 3


def test_one_person_has_one_open_request_to_a_group(host: str, world: World) -> None:
    wishing, putting = Knock(host, world.employee), Knock(host, world.manager)
    for _ in range(ROUNDS):
        group = make_group()
        wish = partial(wishing.post, reverse("groups:wish", args=[group.slug]))
        typed = {"person": str(world.employee.pk), "group": group.slug}
        put = partial(putting.post, reverse("groups:put_forward"), typed)
        answers = all_at_once([wish, put] * (CLIENTS // 2))

        assert {status for status, _ in answers} <= {302, 422}
        assert JoinRequest.objects.open().filter(group=group).count() == 1


def test_seat_that_becomes_free_goes_to_one_of_those_who_wait(host: str) -> None:
    people = [make_manager() for _ in range(CLIENTS)]
    clients = knocks(host, people)
    for _ in range(ROUNDS):
        group = make_group(seats=1)
        seat(people[0], group)
        line = partial(reverse, args=[group.slug])
        for client in clients[1:4]:
            client.post(line("groups:queue"))
        acts = [partial(clients[0].post, line("groups:leave"))]
        acts += [partial(client.post, line("groups:join")) for client in clients[4:]]
        answers = all_at_once(acts)

        assert {status for status, _ in answers} == {302}
        assert group.people().count() + group.join_requests.held().count() == 1
        assert group.join_requests.queue().count() == 2
