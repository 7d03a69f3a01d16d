"""Changes of the directory at once make no ring of managers, and do not wait for each other in one."""

from contextlib import suppress
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from groups import joining
from groups.eligibility import NotAllowed
from groups.models import Group, JoinRequest, Membership
from people import directory
from people.events import Source
from people.models import Person
from portal.models import Page
from tests.cast import make_world
from tests.factories.groups import make_group
from tests.factories.people import make_manager, make_person, make_unit
from tests.people.test_directory import admin_form
from tests.portal.test_pages import typed
from tests.races.test_in_process import CLIENTS, at_once, clients_of
from ui.edit_conflict import EditConflict

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_ring_of_managers_is_never_closed() -> None:
    by = make_world().administrator
    for _round in range(3):
        people = [make_manager() for _ in range(CLIENTS)]

        def act(number: int, people: list[Person] = people) -> bool:
            person = Person.objects.get(pk=people[number].pk)
            above = Person.objects.get(pk=people[(number + 1) % CLIENTS].pk)
            try:
                return bool(directory.update(person, by=by, source=Source.DIRECTORY, manager=above))
            except ValidationError:
                return False

        assert sorted(at_once(act)) == [False, *[True] * (CLIENTS - 1)]


def test_change_and_sign_up_at_once_do_not_wait_for_each_other() -> None:
    """Both take the person first and then groups; who has left takes no seat."""
    by = make_world().administrator
    people = [make_manager() for _ in range(CLIENTS // 2)]
    seats, other = make_group(), make_group()
    for person in people:
        joining.sign_up(other, person)

    def act(number: int) -> None:
        person = Person.objects.get(pk=people[number // 2].pk)
        if number % 2:
            directory.update(person, by=by, source=Source.DIRECTORY, is_active=False)
        else:
            with suppress(NotAllowed):
                joining.sign_up(Group.objects.get(pk=seats.pk), person)

    at_once(act)

    assert not other.people().exists()
    assert not seats.people().exists()


def test_who_leaves_while_they_are_welcomed_has_no_seat() -> None:
    """The request is answered or withdrawn: neither stops the other half way, and nobody absent sits."""
    world = make_world()
    for _round in range(4):
        employees = [make_person(manager=world.manager) for _ in range(CLIENTS // 2)]
        requests = [joining.put_forward(world.group, person, by=world.manager) for person in employees]

        def act(number: int, employees: Any = employees, requests: Any = requests) -> None:
            person = Person.objects.get(pk=employees[number // 2].pk)
            if number % 2:
                directory.update(person, by=world.administrator, source=Source.DIRECTORY, is_active=False)
                return
            with suppress(EditConflict, NotAllowed):
                joining.welcome(JoinRequest.objects.get(pk=requests[number // 2].pk), by=world.convener)

        at_once(act)

        assert not Membership.objects.current().filter(person__in=employees).exists()
        assert not JoinRequest.objects.open().filter(person__in=employees).exists()


def test_address_given_twice_at_once_in_the_admin_is_told_beside_the_field() -> None:
    world = make_world()
    clients = clients_of([world.administrator] * CLIENTS)
    people = [make_person() for _ in range(CLIENTS)]

    def act(number: int) -> int:
        address = reverse("admin:people_person_change", args=[people[number].pk])
        typed = admin_form(people[number], email="samma@service.example")
        return clients[number].post(address, typed).status_code

    assert sorted(at_once(act)) == [*[200] * (CLIENTS - 1), 302]


def test_ring_of_managers_made_at_once_in_the_admin_is_told_beside_the_field() -> None:
    world = make_world()
    clients = clients_of([world.administrator] * CLIENTS)
    people = [make_manager() for _ in range(CLIENTS)]

    def act(number: int) -> int:
        address = reverse("admin:people_person_change", args=[people[number].pk])
        above = people[(number + 1) % CLIENTS]
        filled_in = admin_form(people[number], manager=above.pk, is_manager="on")
        return clients[number].post(address, filled_in).status_code

    assert sorted(at_once(act)) == [200, *[302] * (CLIENTS - 1)]


def test_units_are_never_each_others_part() -> None:
    world = make_world()
    clients = clients_of([world.administrator] * CLIENTS)
    units = [make_unit(f"Enhet {number}") for number in range(CLIENTS)]

    def act(number: int) -> int:
        address = reverse("admin:people_unit_change", args=[units[number].pk])
        above = units[(number + 1) % CLIENTS]
        typed = {"name": units[number].name, "key": units[number].key, "parent": above.pk}
        return clients[number].post(address, typed).status_code

    assert sorted(at_once(act)) == [200, *[302] * (CLIENTS - 1)]


def test_page_written_by_several_at_once_is_saved_once() -> None:
    world = make_world()
    clients = clients_of([world.coordinator] * CLIENTS)
    page = Page(title="Arbetssätt", slug="arbetssatt", text="Så här.")
    page.revise(by=world.coordinator)

    def act(number: int) -> int:
        address = reverse("admin:portal_page_change", args=[page.pk])
        return clients[number].post(address, typed(text=f"Text {number}", version="1")).status_code

    assert sorted(at_once(act)) == [*[200] * (CLIENTS - 1), 302]
    assert page.versions.count() == 2
