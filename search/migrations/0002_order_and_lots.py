from django.db import migrations, models

ADDED = [
    "ALTER TABLE search_searchtext ADD COLUMN in_title smallint DEFAULT 0 NOT NULL CHECK (in_title >= 0)",
    "ALTER TABLE search_searchtext ADD COLUMN in_beginning smallint DEFAULT 0 NOT NULL CHECK (in_beginning >= 0)",
]


def add_columns(apps, schema_editor):
    """By hand: Django would make the table anew on SQLite, and its triggers (0001) would be gone."""
    for statement in ADDED:
        schema_editor.execute(statement)


def take_columns(apps, schema_editor):
    for name in ("in_beginning", "in_title"):
        schema_editor.execute(f"ALTER TABLE search_searchtext DROP COLUMN {name}")


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0001_initial'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(add_columns, take_columns)],
            state_operations=[
                migrations.AddField(
                    model_name='searchtext',
                    name='in_title',
                    field=models.PositiveSmallIntegerField(db_default=0, default=0, verbose_name='stems in the title'),
                ),
                migrations.AddField(
                    model_name='searchtext',
                    name='in_beginning',
                    field=models.PositiveSmallIntegerField(db_default=0, default=0, verbose_name='stems in the beginning'),
                ),
            ],
        ),
        migrations.AddField(
            model_name='searchword',
            name='lot',
            field=models.PositiveBigIntegerField(db_default=0, default=0, verbose_name='lot'),
        ),
    ]
