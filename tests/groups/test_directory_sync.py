"""Members are kept in step with the organisation, and history is kept."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from groups import joining
from groups.directory_sync import sync_memberships
from groups.models import JoinRequest, JoinState
from people.models import Person
from tests.cast import World
from tests.factories.groups import seat
from tests.factories.people import make_manager, make_unit

SignIn = Callable[..., Client]


def test_who_leaves_the_organisation_leaves_every_group_and_withdraws(world: World) -> None:
    request = joining.wish(world.foreign_group, world.member)
    world.member.is_active = False
    world.member.save()
    sync_memberships(world.member, by=world.administrator)

    membership = world.member.memberships.get()
    assert membership.left_at is not None
    request.refresh_from_db()
    assert request.state == JoinState.WITHDRAWN


def test_who_is_no_longer_a_manager_leaves_the_bodies_for_managers(world: World) -> None:
    seat(world.storgrupp_member, world.group)
    world.storgrupp_member.is_manager = False
    world.storgrupp_member.save()
    sync_memberships(world.storgrupp_member, by=world.administrator)
    assert [membership.group for membership in world.storgrupp_member.memberships.current()] == [world.group]


def test_employee_who_changes_unit_leaves_and_the_new_manager_gets_the_matter(
    world: World, signed_in: SignIn
) -> None:
    unit, manager = make_unit("Ny enhet"), make_manager("Ny Chef")
    client = signed_in(world.administrator)
    address = reverse("admin:people_person_change", args=[world.member.pk])
    fields = ("directory_id", "name", "email", "title", "language")
    typed = {name: getattr(world.member, name) for name in fields}
    answer = client.post(address, typed | {"unit": unit.pk, "manager": manager.pk, "is_active": "on"})

    assert answer.status_code == 302
    assert not world.member.memberships.current().exists()
    request = JoinRequest.objects.waiting_for(manager).get()
    assert (request.person, request.group, request.state) == (world.member, world.group, JoinState.WISHED)


def test_manager_who_changes_unit_keeps_their_groups(world: World) -> None:
    assert sync_memberships(world.convener, by=world.administrator, moved=True) == []


def test_seat_of_who_left_passes_on_to_the_one_who_waits(world: World) -> None:
    world.group.seats = 2
    world.group.save()
    request = joining.queue_up(world.group, world.manager)
    Person.objects.filter(pk=world.member.pk).update(is_active=False)
    sync_memberships(Person.objects.get(pk=world.member.pk), by=world.administrator)
    request.refresh_from_db()
    assert request.state == JoinState.OFFERED
