"""A question that nearly every page asks: put together once, and asked again with other values.

What Django takes to make SQL of a query set is several times what the database takes to answer it. So what is
asked that often is written as ever, as a function that gives a query set, and decorated:

    @prepared(person=BigIntegerField())
    def seats_of(person):
        return Membership.objects.filter(person=person).select_related("group")

    seats_of(person=7)  # a list, read afresh each time

The first call in a process keeps the SQL, and nothing of the answer. The function is given a place for each
value and never the value itself: it can compare with it, and cannot ask otherwise because of it. Of several
values (a tuple) it is given as many places, which `any_of` compares with. What is called by other names than
those of the fields does decide what is asked, and there is a question for each: `leads=True`. In a place,
nothing is equal to None.

A day that stands in the question itself would still be that day tomorrow: it is refused with a TypeError.

PostgreSQL keeps the question too, and how it goes about it (`ui/planned.py`).
"""

import re
from collections.abc import Callable, Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, Model, Q, QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler

from ui.planned import Planned, again_without_plans, as_type

A_DAY = re.compile(r"\d{4}-\d\d-\d\d")  # or a moment, as any database is given it


class Place(Value):
    """Where a value of a kept question will stand: its name, and which of several it is."""

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        return "%s", [self]

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_context: object
    ) -> tuple[str, Any]:
        """Of which type it is, which PostgreSQL cannot tell from a value that is not there yet."""
        return as_type("%s", self.output_field), [self]


def prepared[M: Model](**fields: Field) -> Callable[[Callable[..., QuerySet[M]]], Callable[..., list[M]]]:
    """Decorate what gives a query set of the values named here; each is converted as its field converts."""

    def decorate(question: Callable[..., QuerySet[M]]) -> Callable[..., list[M]]:
        kept: dict[Any, _Question[M]] = {}

        def ask(**given: Any) -> list[M]:
            values = {name: given.pop(name) for name in fields}
            counts = (len(value) if isinstance(value, tuple) else None for value in values.values())
            key = (*counts, *sorted(given.items()))
            if key not in kept:
                places = {name: _places(name, values[name], field) for name, field in fields.items()}
                kept[key] = _Question(question(**places, **given))
            return kept[key].ask(values)

        return ask

    return decorate


def with_kept[M: Model](row: M, **related: list[Any]) -> M:
    """The row with what belongs to it, by the names of its relations, as `prefetch_related` leaves it."""
    row._prefetched_objects_cache = related  # type: ignore[attr-defined]
    return row


def any_of(column: str, values: Iterable[Any]) -> Q:
    """The condition that a column holds one of these: never, when there is none."""
    return reduce(or_, (Q(**{column: value}) for value in values), Q(pk__in=[]))


def refuse_days(params: Iterable[Any]) -> None:
    """Raises TypeError for a day among the values of a question that is kept."""
    for param in params:
        if A_DAY.match(str(param)):
            raise TypeError(f"{param} would be asked for ever: make it a value of the question.")


def _places(name: str, value: object, field: Field) -> Place | tuple[Place, ...]:
    if not isinstance(value, tuple):
        return Place((name, None), output_field=field)
    return tuple(Place((name, number), output_field=field) for number in range(len(value)))


def _twin[Thing](thing: Thing) -> Any:
    """Another one with all that it has: what is set on it is not set on the first."""
    twin = object.__new__(type(thing))
    twin.__dict__.update(thing.__dict__)
    return twin


class _Question[M: Model]:
    """A query set with the SQL that Django made of it, and how the columns of what comes are converted."""

    def __init__(self, rows: QuerySet[M]) -> None:
        self.rows = rows
        self.compiler = rows.query.get_compiler(using=rows.db)
        try:
            self.sql, self.params = self.compiler.as_sql()
        except EmptyResultSet:  # whatever the values are
            self.sql, self.params = "", ()
        refuse_days(self.params)
        self.planned = Planned(self.sql, self.params, lambda param: isinstance(param, Place))
        columns = self.compiler.select or []
        self.converters = self.compiler.get_converters(
            [column for column, _sql, _alias in columns[: self.compiler.col_count]]
        )

    def ask(self, values: dict[str, Any]) -> list[M]:
        if not self.sql:
            return []
        connection = connections[self.rows.db]  # this thread's
        return again_without_plans(connection, lambda: self._asked(values, connection))

    def _asked(self, values: dict[str, Any], connection: BaseDatabaseWrapper) -> list[M]:
        compiler, rows = _twin(self.compiler), _twin(self.rows)
        compiler.connection, sql, params = self.planned.on(connection)
        filled = tuple(self._filled(param, values, connection) for param in params)
        compiler.as_sql = lambda *_args, **_options: (sql, filled)
        compiler.get_converters = lambda _columns: self.converters
        rows._query = _twin(self.rows.query)
        rows._query.get_compiler = lambda *_args, **_options: compiler
        return list(rows)

    def _filled(self, param: object, values: dict[str, Any], connection: BaseDatabaseWrapper) -> Any:
        if not isinstance(param, Place):
            return param
        name, number = param.value
        value = values[name] if number is None else values[name][number]
        return param.output_field.get_db_prep_value(value, connection)
