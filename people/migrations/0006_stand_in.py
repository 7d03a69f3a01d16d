from datetime import date

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("people", "0005_text_lengths")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="stand_in",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="stands_in_for",
                to=settings.AUTH_USER_MODEL,
                verbose_name="stand-in",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="away_from",
            field=models.DateField(blank=True, null=True, verbose_name="away from"),
        ),
        migrations.AddField(
            model_name="person",
            name="away_until",
            field=models.DateField(blank=True, null=True, verbose_name="away until"),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("stand_in", None), models.Q(("stand_in", models.F("id")), _negated=True), _connector="OR"
                ),
                name="nobody_stands_in_for_themselves",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("away_from", None), ("away_until", None), ("stand_in", None)),
                    models.Q(
                        ("away_from__gte", date(2014, 1, 1)),
                        ("away_from__isnull", False),
                        ("away_until__gte", models.F("away_from")),
                        ("away_until__isnull", False),
                        ("away_until__lte", date(2100, 12, 31)),
                        ("stand_in__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="a_stand_in_has_a_first_day_and_a_last",
            ),
        ),
    ]
