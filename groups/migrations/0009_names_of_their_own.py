import unicodedata
from collections.abc import Iterable
from itertools import count

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import ui.swedish

ROOM = 110  # of the 120 characters of a name


def number_namesakes(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    groups = apps.get_model("groups", "Group").objects
    living = groups.filter(ended_on=None).exclude(direction=None).order_by("pk")
    for pk, name in new_names(living.values_list("pk", "direction", "name")).items():
        groups.filter(pk=pk).update(name=name)


def new_names(rows: Iterable[tuple[int, int, str]]) -> dict[int, str]:
    """Of living groups under one direction that share a name, the later ones get a number after it."""
    names: dict[int, str] = {}
    taken: set[tuple[int, str]] = set()
    for pk, direction, name in rows:
        tries = (f"{name[:ROOM]} ({number})" if number > 1 else name for number in count(1))
        free = next(free for free in tries if (direction, _folded(free)) not in taken)
        taken.add((direction, _folded(free)))
        if free != name:
            names[pk] = free
    return names


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).lower()


class Migration(migrations.Migration):

    dependencies = [
        ("groups", "0008_agenda_drafted_in_each_language"),
    ]

    operations = [
        migrations.RunPython(number_namesakes, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name='group',
            constraint=models.UniqueConstraint(models.F('direction'), ui.swedish.Fold('name'), condition=models.Q(('ended_on', None)), name='living_groups_of_a_direction_have_names_of_their_own', violation_error_message='A group under that direction already has that name. Choose another.'),
        ),
    ]
