"""The cast of `tests/cast.py`, made once a process and then put back as the same rows.

Making it asks the database a hundred times, and thousands of tests begin with it.
"""

import pickle
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.utils import timezone

from tests import emptying
from tests.cast import World, make_world

type Row = tuple[Any, ...]


@dataclass(frozen=True)
class Kept:
    world: bytes
    rows: dict[type[models.Model], list[Row]]

    def put_back(self) -> World:
        with transaction.atomic():  # a row may stand before those it points at
            for model, rows in self.rows.items():
                _insert(model, rows)
        world: World = pickle.loads(self.world)
        return world


_kept: dict[date, Kept] = {}  # days in it count from today


def world() -> World:
    """The cast, in the database. Where rows stand already it is made, for theirs may be its numbers."""
    if emptying.tables_with_rows(connection):
        return make_world()
    today = timezone.localdate()
    if today in _kept:
        return _kept[today].put_back()
    made = make_world()
    _kept[today] = Kept(pickle.dumps(made), _all_rows())
    return made


def _all_rows() -> dict[type[models.Model], list[Row]]:
    tables = emptying.tables_with_rows(connection)
    found = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.db_table in tables:
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT {_columns(model)} FROM {_quoted(model._meta.db_table)}")
                found[model] = cursor.fetchall()
    return found


def _insert(model: type[models.Model], rows: list[Row]) -> None:
    row = f"({', '.join(['%s'] * len(rows[0]))})"
    into = f"{_quoted(model._meta.db_table)} ({_columns(model)})"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {into} VALUES {', '.join([row] * len(rows))}",
            [value for found in rows for value in found],
        )


def _columns(model: type[models.Model]) -> str:
    return ", ".join(
        _quoted(field.column) for field in model._meta.local_concrete_fields if not field.generated
    )


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
