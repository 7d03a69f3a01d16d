from django.core.management import call_command
from django.db import migrations


def create_cache_table(apps, schema_editor):
    """The cache that all workers share is a table, and `migrate` is the one command that makes tables."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("portal", "0001_initial")]
    operations = [migrations.RunPython(create_cache_table, migrations.RunPython.noop)]
