"""Backgrounds get a list. What was typed until now becomes its first words: of those that differ in capitals
and blanks alone one stays, the one that somebody sits there with today, or the first.
"""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models.functions import Collate

import ui.fields


def list_what_was_typed(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    Background, Membership = apps.get_model("groups", "Background"), apps.get_model("groups", "Membership")
    seats = Membership.objects.exclude(background="").order_by(models.F("left_at").desc(nulls_first=True), "pk")
    names: dict[str, str] = {}
    for seat in seats:
        word = " ".join(seat.background.split())
        name = names.setdefault(word.casefold(), word)
        beside = Membership.objects.filter(group=seat.group_id, left_at=None, background=name, seat__lt=4)
        if seat.background != name and not (seat.left_at is None and beside.exclude(pk=seat.pk).exists()):
            Membership.objects.filter(pk=seat.pk).update(background=name)
    Background.objects.bulk_create(Background(name=name, folded=word) for word, name in names.items())


class Migration(migrations.Migration):

    dependencies = [("groups", "0009_names_of_their_own")]

    operations = [
        migrations.CreateModel(
            name="Background",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", ui.fields.CharField(max_length=60, verbose_name="background")),
                ("folded", ui.fields.CharField(editable=False, max_length=120, unique=True)),
            ],
            options={
                "verbose_name": "background",
                "verbose_name_plural": "backgrounds",
                "ordering": [Collate("name", "sv-SE-x-icu"), "pk"],
            },
        ),
        migrations.RunPython(list_what_was_typed, migrations.RunPython.noop),
    ]
