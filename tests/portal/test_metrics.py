"""What Prometheus is told, and that it is told of nobody."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from feedback.models import Feedback
from people.models import Person
from tests.cast import World
from tests.factories.feedback import make_post

pytestmark = pytest.mark.django_db


def figures() -> dict[str, float]:
    answer = Client().get("/metrics")
    assert answer.status_code == 200
    lines = answer.content.decode().splitlines()
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines if line[0] != "#")}


def test_page_is_counted_by_its_route_with_its_time_and_its_queries(
    world: World, signed_in: Callable[[Person], Client]
) -> None:
    answered = 'riktning_answers_total{method="GET",route="groups:detail",status="200"}'
    before = figures()
    signed_in(world.member).get(reverse("groups:detail", args=[world.group.slug]))
    after = figures()

    assert after[answered] - before.get(answered, 0) == 1
    timed = 'riktning_request_seconds_count{method="GET",route="groups:detail"}'
    assert after[timed] - before.get(timed, 0) == 1
    assert after['riktning_request_queries_sum{route="groups:detail"}'] >= 5
    assert not any(world.group.slug in name or world.member.name in name for name in after)


def test_methods_that_somebody_makes_up_are_counted_as_one() -> None:
    for method in ("BREW", "BREW2"):
        Client().generic(method, "/")

    assert not any("BREW" in name for name in figures())


def test_what_waits_is_told_as_it_is_at_this_moment(world: World) -> None:
    before = figures()['riktning_waiting{what="feedback"}']
    make_post(world.convener, group=world.group)

    assert figures()['riktning_waiting{what="feedback"}'] == Feedback.objects.waiting().count() == before + 1


def test_code_that_is_wrong_is_counted(world: World) -> None:
    refused = 'riktning_sign_ins_refused_total{why="wrong code"}'
    before = figures().get(refused, 0)
    client = Client()
    client.post(reverse("account_request_login_code"), {"email": world.member.email})
    client.post(reverse("account_confirm_login_code"), {"code": "WRONG1"})

    assert figures()[refused] - before == 1


def test_names_and_labels_are_as_prometheus_wants_them() -> None:
    figure = re.compile(r'[a-zA-Z_:][\w:]*(\{\w+="[^"]*"(,\w+="[^"]*")*\})? [-+\deE.naif]+')

    lines = Client().get("/metrics").content.decode().splitlines()

    assert [line for line in lines if line[0] != "#" and not figure.fullmatch(line)] == []
