from django.db import migrations, models


def introduce_only_newcomers(apps, schema_editor):
    """Whoever has signed in before has found out what the portal is."""
    people = apps.get_model("people", "Person").objects.using(schema_editor.connection.alias)
    people.filter(last_login__isnull=False).update(knows_the_portal=True)


class Migration(migrations.Migration):

    dependencies = [
        ("people", "0007_mark_of_sent_words"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="knows_the_portal",
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
        migrations.RunPython(introduce_only_newcomers, migrations.RunPython.noop),
    ]
