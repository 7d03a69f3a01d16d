"""The two ways in, as far as the table of kinds and the doors decide."""

import pytest
from django.db import IntegrityError, transaction

from groups import joining
from groups.eligibility import Eligibility, NotAllowed
from groups.events import GroupEvent
from groups.kinds import KindCode
from groups.models import Membership, Role
from people.models import Act
from tests.cast import World
from tests.factories.groups import make_group, seat
from tests.factories.people import make_manager, make_person


def test_manager_signs_up_and_sits_there_at_once(world: World) -> None:
    joining.sign_up(world.group, world.manager)

    assert world.group.people().filter(pk=world.manager.pk).exists()
    assert joining.eligibility(world.group, world.manager) == Eligibility.INSIDE
    act = Act.objects.get(verb=GroupEvent.JOINED)
    assert (act.by, act.target, act.person) == (world.manager, world.group, world.manager)


def test_employee_is_told_to_talk_to_their_manager(world: World) -> None:
    assert joining.eligibility(world.group, world.employee) == Eligibility.THROUGH_MANAGER
    with pytest.raises(NotAllowed):
        joining.sign_up(world.group, world.employee)
    assert not world.employee.memberships.exists()


@pytest.mark.parametrize(
    ("body", "door"),
    [
        ("storgrupp", Eligibility.OPEN),
        ("coordination_group", Eligibility.APPOINTED),
        ("steering_group", Eligibility.APPOINTED),
        ("ledarforum", Eligibility.AUTOMATIC),
    ],
)
def test_manager_meets_the_door_of_each_body(world: World, body: str, door: Eligibility) -> None:
    assert joining.eligibility(getattr(world, body), world.manager) == door


def test_storgrupp_is_for_managers_only(world: World) -> None:
    assert joining.eligibility(world.storgrupp, world.employee) == Eligibility.MANAGERS_ONLY


def test_nobody_gets_into_a_full_group(world: World) -> None:
    group = make_group(seats=1)
    joining.sign_up(group, world.manager)

    with pytest.raises(NotAllowed) as refusal:
        joining.sign_up(group, world.outsider)
    assert refusal.value.eligibility == Eligibility.FULL
    assert group.people().count() == 1


def test_nobody_gets_in_twice(world: World) -> None:
    joining.sign_up(world.group, world.manager)

    with pytest.raises(NotAllowed) as refusal:
        world.group.admit(world.manager, by=world.manager)
    assert refusal.value.eligibility == Eligibility.INSIDE


def test_nobody_gets_into_a_group_that_has_ended(world: World) -> None:
    world.group.ended_on, world.group.ending = world.group.started_on, "ended"
    world.group.save()

    with pytest.raises(NotAllowed) as refusal:
        joining.sign_up(world.group, world.manager)
    assert refusal.value.eligibility == Eligibility.ENDED


def test_leaving_closes_the_row_and_coming_back_opens_another(world: World) -> None:
    joining.sign_up(world.group, world.manager)
    assert joining.leave(world.group, world.manager)
    joining.sign_up(world.group, world.manager)

    rows = world.manager.memberships.filter(group=world.group)
    assert [row.left_at is None for row in rows.order_by("pk")] == [False, True]


def test_leaving_twice_changes_nothing(world: World) -> None:
    membership = world.member.memberships.get()
    membership.leave(by=world.member)
    first = Membership.objects.get(pk=membership.pk).left_at
    membership.leave(by=world.member)

    assert Membership.objects.get(pk=membership.pk).left_at == first
    assert Act.objects.filter(verb=GroupEvent.LEFT).count() == 1


def test_ledarforum_asks_the_directory(world: World) -> None:
    managers = {world.manager, world.convener, world.storgrupp_member, world.steering_member}
    assert set(world.ledarforum.people()) == managers | {world.director, world.outsider}
    make_manager("Ny Chef")
    assert world.ledarforum.people().count() == len(managers) + 3


def test_open_to_join_lists_exactly_the_doors_that_are_open(world: World) -> None:
    full = make_group(seats=1)
    seat(make_person(), full)
    ended = make_group(ended_on=full.started_on)

    found = {
        person: set(type(full).objects.open_to_join(person)) for person in (world.manager, world.employee)
    }
    assert found[world.manager] == {world.group, world.foreign_group, world.storgrupp}
    assert found[world.employee] == {world.group, world.foreign_group}
    assert joining.eligibility(full, world.manager) == Eligibility.FULL
    assert joining.eligibility(ended, world.manager) == Eligibility.ENDED


# What must always be true of the data, whatever code runs.


def test_database_refuses_two_current_memberships(world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        seat(world.member, world.group)


def test_database_refuses_a_second_convener(world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        seat(world.manager, world.group, Role.CONVENER)


def test_database_refuses_two_coordinators_of_the_same_background(world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        seat(world.employee, world.coordination_group, seat=3, background="drift")


def test_database_keeps_the_fourth_seat_for_the_communicator(world: World) -> None:
    world.communicator.memberships.get().leave(by=world.director)
    with pytest.raises(IntegrityError), transaction.atomic():
        seat(world.employee, world.coordination_group, seat=4, background="kök")


def test_database_refuses_a_second_current_body_of_a_kind(world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_group(kind=KindCode.STORGRUPP)
