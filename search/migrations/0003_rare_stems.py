from django.db import migrations

# On PostgreSQL, how frequent each of the 10 × so many most frequent stems is. Of its usual 100 it concludes
# that whatever is rarer than in one of two hundred texts is as frequent as that: some hundred rare stems stand
# everywhere then. And the column by which each text is found stays as it is within its row, as long as what is
# read of few of them may be moved out: to unpack it took as long as to ask it.
FOR_POSTGRESQL = [
    "ALTER TABLE search_searchtext ALTER COLUMN found_by SET STATISTICS 1000",
    "ALTER TABLE search_searchtext ALTER COLUMN found_by SET STORAGE MAIN",
    "ANALYZE search_searchtext",
]
AS_IT_WAS = [
    "ALTER TABLE search_searchtext ALTER COLUMN found_by SET STATISTICS -1",
    "ALTER TABLE search_searchtext ALTER COLUMN found_by SET STORAGE EXTENDED",
]


def prepare(apps, schema_editor):
    for statement in FOR_POSTGRESQL if schema_editor.connection.vendor == "postgresql" else ():
        schema_editor.execute(statement)


def undo(apps, schema_editor):
    for statement in AS_IT_WAS if schema_editor.connection.vendor == "postgresql" else ():
        schema_editor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0002_order_and_lots'),
    ]

    operations = [migrations.RunPython(prepare, undo)]
