from datetime import date

from django.db import migrations, models
from django.db.models import F, Q, Value
from django.db.models.functions import Greatest, Least

FIRST_DAY, LAST_DAY = date(2014, 1, 1), date(2100, 12, 31)


def move_into_our_time(apps, schema_editor):
    """In one statement: PostgreSQL alters no table in which a row was changed twice meanwhile."""
    stages = apps.get_model("directions", "Stage").objects
    outside = stages.filter(Q(starts_on__lt=FIRST_DAY) | Q(ends_on__gt=LAST_DAY))
    outside.update(starts_on=_inside("starts_on"), ends_on=_inside("ends_on"))


def _inside(name):
    return Least(Greatest(F(name), Value(FIRST_DAY)), Value(LAST_DAY))


class Migration(migrations.Migration):

    dependencies = [
        ("directions", "0002_in_swedish_order"),
    ]

    operations = [
        migrations.RunPython(move_into_our_time, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='stage',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__lte', LAST_DAY), ('starts_on__gte', FIRST_DAY)), name='stage_lies_in_our_time'),
        ),
    ]
