from datetime import UTC, date, datetime, timedelta

import django.core.validators
from django.db import migrations, models

FIRST_DAY, LAST_DAY = date(2014, 1, 1), date(2100, 12, 31)
FIRST_MOMENT = datetime(2013, 12, 31, 23, tzinfo=UTC)  # midnights in Stockholm
LAST_MOMENT = datetime(2100, 12, 30, 23, tzinfo=UTC)
AN_HOUR = timedelta(hours=1)


def move_into_bounds(apps, schema_editor):
    """More seats than people is room for everyone, which is written as none."""
    groups, meetings = apps.get_model("groups", "Group").objects, apps.get_model("groups", "Meeting").objects
    groups.filter(seats=0).update(seats=None)
    groups.filter(seats__gt=2000).update(seats=None)
    early, late = meetings.filter(starts_at__lt=FIRST_MOMENT), meetings.filter(ends_at__gt=LAST_MOMENT)
    early.update(starts_at=FIRST_MOMENT, ends_at=FIRST_MOMENT + AN_HOUR)
    late.update(starts_at=LAST_MOMENT - AN_HOUR, ends_at=LAST_MOMENT)
    presentations = apps.get_model("groups", "Presentation").objects
    _spread(presentations.filter(on__lt=FIRST_DAY).order_by("on", "pk"), FIRST_DAY, timedelta(days=1))
    _spread(presentations.filter(on__gt=LAST_DAY).order_by("-on", "-pk"), LAST_DAY, timedelta(days=-1))


def _spread(presentations, day, step):
    """A stage is presented to a body once a day, so each of them gets a day of its own."""
    for presentation in presentations:
        presentation.on = day
        presentation.save(update_fields=["on"])
        day += step


class Migration(migrations.Migration):

    dependencies = [
        ("groups", "0002_in_swedish_order"),
    ]

    operations = [
        migrations.RunPython(move_into_bounds, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='group',
            name='seats',
            field=models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(2000)], verbose_name='seats'),
        ),
        migrations.AddConstraint(
            model_name='group',
            constraint=models.CheckConstraint(condition=models.Q(('seats', None), models.Q(('seats__gte', 1), ('seats__lte', 2000)), _connector='OR'), name='group_has_seats_one_can_count'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__lte', LAST_MOMENT), ('starts_at__gte', FIRST_MOMENT)), name='meeting_lies_in_our_time'),
        ),
        migrations.AddConstraint(
            model_name='presentation',
            constraint=models.CheckConstraint(condition=models.Q(('on__gte', FIRST_DAY), ('on__lte', LAST_DAY)), name='presentation_lies_in_our_time'),
        ),
    ]
