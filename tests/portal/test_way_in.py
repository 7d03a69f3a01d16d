"""The first page of somebody without a group: on which step of the way in they are."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from groups import joining
from groups.models import JoinState
from portal.way_in import way_in
from tests.cast import World

SignIn = Callable[..., Client]


def now_on(world: World) -> list[bool]:
    return [step.is_now for step in way_in(world.employee, world.employee.join_requests.all())]


def test_steps_follow_what_has_been_asked_for(world: World) -> None:
    assert now_on(world) == [True, False, False]

    wish = joining.wish(world.group, world.employee)
    assert now_on(world) == [False, True, False]

    joining.support(wish, by=world.manager)
    assert now_on(world) == [False, False, False]

    joining.close(wish, JoinState.WITHDRAWN, by=world.employee)
    assert now_on(world) == [True, False, False]


def test_what_one_waits_for_stands_before_the_steps(world: World, signed_in: SignIn) -> None:
    wish = joining.wish(world.group, world.employee)
    page = signed_in(world.employee).get(reverse("home")).content.decode()

    assert page.index(wish.get_absolute_url()) < page.index('class="steps"')
