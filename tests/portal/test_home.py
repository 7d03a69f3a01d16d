"""The first page: what waits, one's groups, what is new, the way in for a beginner."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.urls import reverse

from portal.home import front_page
from portal.tasks import tasks
from tests.cast import World
from tests.factories.directions import make_plan
from tests.factories.feedback import make_draft, make_post, make_shared
from ui.dates import months_after, now, today

SignIn = Callable[..., Client]


def test_coordinator_is_told_how_many_wait_and_since_when(world: World) -> None:
    make_post(world.convener, group=world.group, completed_at=now() - timedelta(days=9))
    make_post(world.employee, direction=world.direction)
    make_post(world.coordinator, direction=world.direction, completed_at=now() - timedelta(days=30))

    (task,) = tasks(world.coordinator, [])
    assert (task.days, task.is_late) == (9, True)
    assert task.what.startswith("2 ")


def test_convener_is_told_of_the_groups_drafts_and_a_member_is_not(world: World) -> None:
    post = make_draft(world.member, group=world.group)
    assert [task.address for task in tasks(world.convener, [])] == [post.get_absolute_url()]
    assert tasks(world.member, []) == []


def test_coordinators_and_communicator_are_told_when_half_a_year_has_gone_since_the_plan(
    world: World,
) -> None:
    make_plan(world.coordinator, revised_on=months_after(today(), -7))
    for who in (world.coordinator, world.communicator):
        assert [task.address for task in tasks(who, [])] == [reverse("directions:plan")]
    assert tasks(world.convener, []) == []

    make_plan(world.coordinator)
    assert tasks(world.coordinator, []) == []


def test_new_shows_only_what_has_been_shared(world: World) -> None:
    make_post(world.convener, group=world.group)
    shared = make_shared(world.convener, world.coordinator, group=world.group)
    assert list(front_page(world.coordinator)["stories"]) == [shared]


def test_stage_that_ends_soon_is_told_first_for_ones_own_direction(world: World) -> None:
    assert front_page(world.convener)["ending"] == [world.stage]


def test_beginner_is_shown_the_way_through_her_manager(world: World, signed_in: SignIn) -> None:
    page = signed_in(world.employee).get(reverse("home")).content.decode()
    assert world.manager.name in page
    assert reverse("groups:list") + "?open=on" in page
