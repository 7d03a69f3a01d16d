from datetime import date

import django.core.validators
from django.db import migrations, models

FIRST_DAY, LAST_DAY = date(2014, 1, 1), date(2100, 12, 31)


def move_into_our_time(apps, schema_editor):
    workshops = apps.get_model("workshops", "Workshop").objects
    workshops.filter(held_on__lt=FIRST_DAY).update(held_on=FIRST_DAY)
    workshops.filter(held_on__gt=LAST_DAY).update(held_on=LAST_DAY)


class Migration(migrations.Migration):

    dependencies = [
        ("workshops", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name='theme',
            name='order',
            field=models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MaxValueValidator(999)], verbose_name='place in the order'),
        ),
        migrations.RunPython(move_into_our_time, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='workshop',
            constraint=models.CheckConstraint(condition=models.Q(('held_on__gte', FIRST_DAY), ('held_on__lte', LAST_DAY)), name='workshop_lies_in_our_time'),
        ),
    ]
