"""Groups that ended before an ending was asked for have simply ended."""

from django.db import migrations, models


def say_how(apps, schema_editor):
    Group = apps.get_model("groups", "Group")
    Group.objects.exclude(ended_on=None).filter(ending="").update(ending="ended")


class Migration(migrations.Migration):

    dependencies = [
        ('groups', '0004_stages_and_meetings'),
    ]

    operations = [
        migrations.RunPython(say_how, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='group',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_on', None), ('ending', '')), models.Q(('ended_on__isnull', False), models.Q(('ending', ''), _negated=True)), _connector='OR'), name='ended_group_says_how_it_ended'),
        ),
    ]
