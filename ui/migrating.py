"""What migrations of ours need besides Django's operations."""

from collections.abc import Sequence

from django.apps.registry import Apps
from django.core.exceptions import ValidationError
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import AlterField, RunPython
from django.db.migrations.operations.base import Operation
from django.db.models.functions import Length


def with_room(app: str, changes: Sequence[AlterField]) -> list[Operation]:
    """Lengths that the database begins to hold, after a look that says which rows are too long for them.

    SQLite makes the table anew, with the check of each column; PostgreSQL has to be told. A length that is
    changed later goes through here again.
    """

    def look(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
        sentences = [sentence for change in changes for sentence in _too_long(apps, app, change)]
        if sentences:
            raise ValidationError(sentences)

    def hold(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        for change in changes if editor.connection.vendor != "sqlite" else ():
            _hold(apps, app, change, editor)

    def let_go(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        for change in changes if editor.connection.vendor != "sqlite" else ():
            _let_go(apps, app, change, editor)

    return [RunPython(look, RunPython.noop, elidable=True), *changes, RunPython(hold, let_go)]


def _too_long(apps: Apps, app: str, change: AlterField) -> list[str]:
    rows = apps.get_model(app, change.model_name)._default_manager.annotate(length=Length(change.name))
    longest = change.field.max_length
    numbers = list(rows.filter(length__gt=longest).values_list("pk", flat=True)[:20])
    where = f"{change.model_name}.{change.name}"
    return [f"{app}: {where} has room for {longest} characters; shorten {numbers} first."] if numbers else []


def _hold(apps: Apps, app: str, change: AlterField, editor: BaseDatabaseSchemaEditor) -> None:
    _let_go(apps, app, change, editor)
    table, name = _table_and_name(apps, app, change, editor)
    column = apps.get_model(app, change.model_name)._meta.get_field(change.name)
    editor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} CHECK ({column.db_check(editor.connection)})")


def _let_go(apps: Apps, app: str, change: AlterField, editor: BaseDatabaseSchemaEditor) -> None:
    table, name = _table_and_name(apps, app, change, editor)
    editor.execute(f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}")


def _table_and_name(
    apps: Apps, app: str, change: AlterField, editor: BaseDatabaseSchemaEditor
) -> tuple[str, str]:
    table = apps.get_model(app, change.model_name)._meta.db_table
    return editor.quote_name(table), editor.quote_name(f"{table}_{change.name}_length")
