from datetime import date

from django.db import migrations, models

FIRST_DAY, LAST_DAY = date(2014, 1, 1), date(2100, 12, 31)


def move_into_our_time(apps, schema_editor):
    """In an order in which no stage ends before it starts."""
    stages = apps.get_model("directions", "Stage").objects
    stages.filter(ends_on__lt=FIRST_DAY).update(ends_on=FIRST_DAY)
    stages.filter(starts_on__lt=FIRST_DAY).update(starts_on=FIRST_DAY)
    stages.filter(starts_on__gt=LAST_DAY).update(starts_on=LAST_DAY)
    stages.filter(ends_on__gt=LAST_DAY).update(ends_on=LAST_DAY)


class Migration(migrations.Migration):

    dependencies = [
        ('directions', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(move_into_our_time, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='stage',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__lte', LAST_DAY), ('starts_on__gte', FIRST_DAY)), name='stage_lies_in_our_time'),
        ),
    ]
