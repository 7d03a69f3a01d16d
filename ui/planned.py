"""PostgreSQL keeps how it goes about a question that is asked again and again: a prepared statement.

To think about a question of eight tables takes it 10 to 25 ms, and to answer it less than one. Where several
plans are worth telling apart it goes on making a new one for each value: it compares what they cost. A
connection keeps a hundred questions at most; forty of them take 4 MB of the server's process.

What is fixed in a question is written into it, so that an index that holds only some rows is still seen to
hold all that are asked for; the values come beside it. Between PgBouncer and PostgreSQL each transaction may
meet another server, which knows nothing of what was kept: there no connection has a `prepare_threshold`
(`portal/engines.py`), and questions are asked as ever.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any, cast

from django.db import NotSupportedError, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field

# Of the types that questions have values of; text is what every kind of letters is compared as.
TYPES: dict[type[Field], str] = {
    models.CharField: "text",
    models.TextField: "text",
    models.DateTimeField: "timestamptz",
    models.DateField: "date",
    models.BooleanField: "boolean",
    models.IntegerField: "bigint",
}
A_PLACE = re.compile("%[s%]")


def as_type(sql: str, field: Field) -> str:
    name = next((name for kind, name in TYPES.items() if isinstance(field, kind)), None)
    return f"{sql}::{name}" if name else sql


class Planned:
    """A question and its values, of which some are only a place for one: `is_place` tells which."""

    def __init__(self, sql: str, params: Sequence[Any], is_place: Callable[[Any], bool]) -> None:
        self.sql, self.params, self.is_place = sql, params, is_place
        self.written: str | None = None
        self.places = [param for param in params if is_place(param)]

    def on(self, connection: BaseDatabaseWrapper) -> tuple[Any, str, Sequence[Any]]:
        """What it is asked of, in which words, and the values that they have room for."""
        if connection.vendor != "postgresql":
            return connection, self.sql, self.params
        connection.ensure_connection()
        if connection.connection.prepare_threshold is None:
            return connection, self.sql, self.params
        if self.written is None:
            self.written = self._written(connection)
        return _Preparing(connection), self.written, self.places

    def rows(
        self, connection: BaseDatabaseWrapper, fill: Callable[[Sequence[Any]], Sequence[Any]]
    ) -> list[Any]:
        """The answer as it comes; `fill` puts values in their places."""
        return again_without_plans(connection, lambda: self._rows(connection, fill))

    def _rows(
        self, connection: BaseDatabaseWrapper, fill: Callable[[Sequence[Any]], Sequence[Any]]
    ) -> list[Any]:
        asked, sql, params = self.on(connection)
        with asked.cursor() as cursor:
            cursor.execute(sql, fill(params))
            return list(cursor.fetchall())

    def _written(self, connection: BaseDatabaseWrapper) -> str:
        given, ops = iter(self.params), cast(Any, connection.ops)

        def fixed(found: re.Match[str]) -> str:
            if found[0] == "%%" or self.is_place(param := next(given)):
                return found[0]
            return str(ops.compose_sql("%s", [param])).replace("%", "%%")

        return A_PLACE.sub(fixed, self.sql)


def again_without_plans[Answer](connection: BaseDatabaseWrapper, ask: Callable[[], Answer]) -> Answer:
    """Asked anew where a column is of another type since: what was kept is let go, outside transactions."""
    try:
        return ask()
    except NotSupportedError:
        if connection.vendor != "postgresql" or connection.in_atomic_block:
            raise
        connection.connection.execute("DEALLOCATE ALL")
        return ask()


class _Preparing:
    """A connection of Django's, whose cursors leave the values to the server."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection

    def __getattr__(self, name: str) -> Any:
        return getattr(self.connection, name)

    def cursor(self) -> Any:
        raw, psycopg = self.connection.connection, cast(Any, self.connection).Database
        usual, raw.cursor_factory = raw.cursor_factory, psycopg.Cursor
        try:
            return self.connection.cursor()
        finally:
            raw.cursor_factory = usual
