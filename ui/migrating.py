"""What migrations of ours need besides Django's operations."""

from collections.abc import Sequence

from django.apps.registry import Apps
from django.core.exceptions import ValidationError
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import AlterField, RunPython
from django.db.migrations.operations.base import Operation
from django.db.models.functions import Length


def with_room(app: str, changes: Sequence[AlterField]) -> list[Operation]:
    """Lengths that the database begins to hold, after a look that says which rows are too long for them."""

    def look(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
        sentences = [sentence for change in changes for sentence in _too_long(apps, app, change)]
        if sentences:
            raise ValidationError(sentences)

    return [RunPython(look, RunPython.noop, elidable=True), *changes]


def _too_long(apps: Apps, app: str, change: AlterField) -> list[str]:
    rows = apps.get_model(app, change.model_name)._default_manager.annotate(length=Length(change.name))
    longest = change.field.max_length
    numbers = list(rows.filter(length__gt=longest).values_list("pk", flat=True)[:20])
    where = f"{change.model_name}.{change.name}"
    return [f"{app}: {where} has room for {longest} characters; shorten {numbers} first."] if numbers else []
