from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def forget_names(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    acts = apps.get_model("people", "Act").objects.filter(verb__in=["files.attached", "files.removed"])
    for act in acts.filter(facts__has_key="name"):
        act.facts.pop("name")
        act.save(update_fields=["facts"])


class Migration(migrations.Migration):
    """What a private draft held stands no longer in the trail, which is kept for long."""

    dependencies = [
        ("files", "0001_initial"),
        ("people", "0005_text_lengths"),
    ]

    operations = [
        migrations.RunPython(forget_names, migrations.RunPython.noop, elidable=True),
    ]
