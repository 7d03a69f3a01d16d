"""A prepared question: what it costs is kept, what it answers is not."""

from typing import Any

import pytest
from django.db import connection
from django.db.models import BigIntegerField, CharField, QuerySet
from django.test.utils import CaptureQueriesContext

from people.models import Act, Person
from tests.cast import World
from tests.factories.people import make_person
from ui.dates import now
from ui.prepared import any_of, prepared


@prepared(manager=BigIntegerField(), name=CharField())
def _employees(manager: Any, name: Any) -> QuerySet[Person]:
    people = Person.objects.filter(manager=manager, name__startswith=name)
    return people.select_related("manager").order_by("pk")


def test_it_answers_as_the_query_set_does_whatever_the_values(world: World) -> None:
    others = make_person(name="Anna Ek", manager=make_person())
    first, _second = (make_person(name=name, manager=world.manager) for name in ("Anna Al", "Bo Al"))
    assert _employees(manager=world.manager.pk, name="Anna") == [first]
    assert _employees(manager=others.manager_id, name="Anna") == [others]
    assert _employees(manager=others.manager_id, name="A'%s") == []


@prepared(managers=BigIntegerField())
def _people_of(managers: Any, *, by_name: bool) -> QuerySet[Person]:
    people = Person.objects.filter(any_of("manager", managers))
    return people.order_by("name" if by_name else "-name")


def test_of_several_values_any_may_hold_and_none_of_none(world: World) -> None:
    managers = [make_person() for _ in range(3)]
    people = [make_person(name=f"{letter} Ek", manager=managers[place]) for place, letter in enumerate("ABC")]
    numbers = [manager.pk for manager in managers]
    assert _people_of(managers=(numbers[0], numbers[2]), by_name=True) == [people[0], people[2]]
    assert _people_of(managers=(numbers[1], numbers[2]), by_name=True) == people[1:]
    assert _people_of(managers=(numbers[1],), by_name=True) == [people[1]]
    assert _people_of(managers=(), by_name=True) == []


def test_what_is_no_value_decides_what_is_asked(world: World) -> None:
    manager = make_person()
    first, second = (make_person(name=name, manager=manager) for name in ("A Ek", "B Ek"))
    assert _people_of(managers=(manager.pk,), by_name=True) == [first, second]
    assert _people_of(managers=(manager.pk,), by_name=False) == [second, first]


def test_it_is_read_afresh_each_time_with_what_comes_along(world: World) -> None:
    person = make_person(name="Anna Ek", manager=world.manager)
    assert [found.name for found in _employees(manager=world.manager.pk, name="Anna")] == ["Anna Ek"]
    Person.objects.filter(pk=person.pk).update(name="Anna Dahl")
    with CaptureQueriesContext(connection) as queries:
        (found,) = _employees(manager=world.manager.pk, name="Anna")
        assert (found.name, found.manager) == ("Anna Dahl", world.manager)
    assert len(queries) == 1


def test_day_in_the_question_itself_is_refused(db: None) -> None:
    @prepared()
    def told_today() -> QuerySet[Act]:
        return Act.objects.filter(at__gte=now())

    with pytest.raises(TypeError, match="for ever"):
        told_today()
