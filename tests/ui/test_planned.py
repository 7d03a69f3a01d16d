"""What PostgreSQL keeps of a question: how it goes about it, and nothing of what it answers."""

from typing import Any

import pytest
from django.db import connection
from django.db.models import BigIntegerField, CharField, DateField, QuerySet
from django.test.utils import CaptureQueriesContext

from people.models import Person, Unit
from tests.cast import World
from tests.factories.people import make_person
from ui.dates import today
from ui.prepared import prepared
from workshops.models import Workshop

IS_POSTGRESQL = connection.vendor == "postgresql"  # SQLite keeps no plans, and answers the same
OFTEN = 8  # after five it compares a plan for any value with those that it has made


@prepared(manager=BigIntegerField(), name=CharField())
def _employees(manager: Any, name: Any) -> QuerySet[Person]:
    return Person.objects.filter(manager=manager, name__contains=name, language="sv").order_by("pk")


@prepared(since=DateField())
def _workshops(since: Any) -> QuerySet[Workshop]:
    return Workshop.objects.filter(held_on__gte=since, question__contains="100 %").order_by("pk")


@prepared(name=CharField())
def _units(name: Any) -> QuerySet[Unit]:
    return Unit.objects.filter(name=name)


def _kept() -> list[str]:
    if not IS_POSTGRESQL:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return [statement for (statement,) in cursor.fetchall()]


def test_question_is_kept_with_what_is_fixed_in_it_and_without_its_values(world: World) -> None:
    others = make_person(name="Bo %s Ek", manager=make_person())
    mine = make_person(name="Xenia Ek", manager=world.manager)
    for _time in range(OFTEN):
        assert _employees(manager=world.manager.pk, name="Xenia") == [mine]
        assert _employees(manager=others.manager_id, name="%s") == [others]
        assert _employees(manager=2**40, name="Xenia") == []
    kept = {said for said in _kept() if "people_person" in said and "LIKE" in said}
    assert len(kept) == IS_POSTGRESQL
    assert all("'sv'" in said and "Xenia" not in said for said in kept)


def test_what_changes_between_two_times_is_seen(world: World) -> None:
    person = make_person(name="Xenia Ek", manager=world.manager)
    for number in range(OFTEN):
        Person.objects.filter(pk=person.pk).update(name=f"Xenia {number}")
        assert [found.name for found in _employees(manager=world.manager.pk, name="Xenia")] == [
            f"Xenia {number}"
        ]
    with CaptureQueriesContext(connection) as queries:
        _employees(manager=world.manager.pk, name="Xenia")
    assert len(queries) == 1


def test_percent_sign_in_the_question_is_one(db: None) -> None:
    for _time in range(OFTEN):
        assert _workshops(since=today()) == []


def _retype(to: str) -> None:
    """As another release does, over a connection of its own. SQLite has no types of columns to speak of."""
    if not IS_POSTGRESQL:
        return
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute(f"ALTER TABLE people_unit ALTER COLUMN name TYPE {to}")
    finally:
        other.close()


@pytest.mark.django_db(transaction=True)
def test_column_of_another_type_is_read_by_who_asked_before_it_was() -> None:
    """As where the next release's migrations are applied while this one answers."""
    Unit.objects.create(name="Kök", key="kok")
    for _time in range(OFTEN):
        assert [unit.name for unit in _units(name="Kök")] == ["Kök"]
    for size in (121, 120):
        _retype(f"varchar({size})")
        assert [unit.name for unit in _units(name="Kök")] == ["Kök"]
