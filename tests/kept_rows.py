"""What many tests begin with, made once a process and then put back as the same rows.

To make the cast asks the database a hundred times, and the demo organisation takes seconds.
"""

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from io import StringIO
from itertools import batched
from typing import Any

from django.apps import apps
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection, models, transaction
from django.utils import timezone

from files.models import Attachment
from files.storage import attachment_storage
from tests import emptying
from tests.cast import World, make_world

type Row = tuple[Any, ...]

AT_ONCE = 500  # rows to a statement: databases bound how many values one may have


@dataclass(frozen=True)
class Kept:
    made: bytes
    rows: dict[type[models.Model], list[Row]]
    files: dict[str, bytes]

    def put_back(self) -> Any:
        with transaction.atomic():  # a row may stand before those it points at
            for model, rows in self.rows.items():
                _insert(model, rows)
        for name, content in self.files.items():
            if not attachment_storage().exists(name):
                attachment_storage().save(name, ContentFile(content))
        return pickle.loads(self.made)


_kept: dict[tuple[Callable, date], Kept] = {}  # days in it count from today


def world() -> World:
    return once(make_world)


def demo() -> None:
    return once(_load_demo)


def _load_demo() -> None:
    call_command("demo", verbosity=0, stdout=StringIO())


def once[T](make: Callable[[], T]) -> T:
    """What `make` makes, in the database. Where rows stand already it is made: theirs may be its numbers."""
    if emptying.tables_with_rows(connection):
        return make()
    key = make, timezone.localdate()
    if key in _kept:
        made: T = _kept[key].put_back()
        return made
    made = make()
    _kept[key] = Kept(pickle.dumps(made), _all_rows(), _all_files())
    return made


def _all_files() -> dict[str, bytes]:
    found = {}
    for name in Attachment.objects.values_list("file", flat=True):
        with attachment_storage().open(name) as file:
            found[name] = file.read()
    return found


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
        for some in batched(rows, AT_ONCE):
            cursor.execute(
                f"INSERT INTO {into} VALUES {', '.join([row] * len(some))}",
                [value for found in some for value in found],
            )


def _columns(model: type[models.Model]) -> str:
    return ", ".join(
        _quoted(field.column) for field in model._meta.local_concrete_fields if not field.generated
    )


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
