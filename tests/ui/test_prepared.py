"""A prepared question: what it costs is kept, what it answers is not."""

from typing import Any

from django.db import connection
from django.db.models import BigIntegerField, CharField, QuerySet
from django.test.utils import CaptureQueriesContext

from people.models import Person
from tests.cast import World
from tests.factories.people import make_person
from ui.prepared import prepared


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


def test_it_is_read_afresh_each_time_with_what_comes_along(world: World) -> None:
    person = make_person(name="Anna Ek", manager=world.manager)
    assert [found.name for found in _employees(manager=world.manager.pk, name="Anna")] == ["Anna Ek"]
    Person.objects.filter(pk=person.pk).update(name="Anna Dahl")
    with CaptureQueriesContext(connection) as queries:
        (found,) = _employees(manager=world.manager.pk, name="Anna")
        assert (found.name, found.manager) == ("Anna Dahl", world.manager)
    assert len(queries) == 1
