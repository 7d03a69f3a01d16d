"""Changes of the directory at once make no ring of managers, and do not wait for each other in one."""

import pytest
from django.core.exceptions import ValidationError

from groups import joining
from groups.models import Group
from people import directory
from people.events import Source
from people.models import Person
from tests.cast import make_world
from tests.factories.groups import make_group
from tests.factories.people import make_manager
from tests.races.test_in_process import CLIENTS, at_once

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
    """One takes the group and then the person, the other the person and then their groups."""
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
            joining.sign_up(Group.objects.get(pk=seats.pk), person)

    at_once(act)

    assert not other.people().exists()
