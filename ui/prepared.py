"""A question that nearly every page asks: put together once, and asked again with other values.

What Django takes to make SQL of a query set is several times what the database takes to answer it. So what is
asked that often is written as ever, as a function that gives a query set, and decorated:

    @prepared(person=BigIntegerField())
    def seats_of(person):
        return Membership.objects.filter(person=person).select_related("group")

    seats_of(person=7)  # a list, read afresh each time

The first call in a process keeps the SQL, and nothing of the answer. The function is given a place for each
value and never the value itself: it can compare with it, and cannot ask otherwise because of it.
"""

from collections.abc import Callable
from copy import copy
from typing import Any

from django.db import connections
from django.db.models import Field, Model, QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler


def prepared[M: Model](**fields: Field) -> Callable[[Callable[..., QuerySet[M]]], Callable[..., list[M]]]:
    """Decorate what gives a query set of the values named here; each is converted as its field converts."""

    def decorate(question: Callable[..., QuerySet[M]]) -> Callable[..., list[M]]:
        kept: list[_Question[M]] = []

        def ask(**values: Any) -> list[M]:
            if not kept:
                places = {name: _Place(name, output_field=field) for name, field in fields.items()}
                kept.append(_Question(question(**places)))
            return kept[0].ask(values)

        return ask

    return decorate


class _Place(Value):
    """Where a value will stand, by its name."""

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, Any]:
        return "%s", [self]


class _Question[M: Model]:
    """A query set with the SQL that Django made of it."""

    def __init__(self, rows: QuerySet[M]) -> None:
        self.rows = rows
        self.compiler = rows.query.get_compiler(using=rows.db)
        self.sql, self.params = self.compiler.as_sql()

    def ask(self, values: dict[str, Any]) -> list[M]:
        compiler = copy(self.compiler)
        compiler.connection = connections[self.rows.db]  # this thread's
        filled = tuple(self._filled(param, values, compiler.connection) for param in self.params)
        compiler.as_sql = lambda *_args, **_options: (self.sql, filled)
        rows = self.rows.all()
        rows.query.get_compiler = lambda *_args, **_options: compiler  # type: ignore[method-assign]
        return list(rows)

    def _filled(self, param: Any, values: dict[str, Any], connection: Any) -> Any:
        if not isinstance(param, _Place):
            return param
        return param.output_field.get_db_prep_value(values[param.value], connection)
