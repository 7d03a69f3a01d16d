
import django.db.models.deletion
import ui.dates
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('workshops', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Direction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_on', models.DateField(verbose_name='started on')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='ended on')),
                ('ending', models.CharField(blank=True, choices=[('ended', 'ended'), ('handed_over', 'handed over to line operations'), ('replaced', 'became something new'), ('merged', 'merged into another')], max_length=16, verbose_name='how it ended')),
                ('handed_over_to', models.CharField(blank=True, max_length=120, verbose_name='handed over to')),
                ('closing_words', models.TextField(blank=True, verbose_name='closing words')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('slug', models.SlugField(max_length=120, unique=True, verbose_name='address')),
                ('purpose', models.CharField(max_length=300, verbose_name='purpose')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('hue', models.CharField(choices=[('sund', 'blue'), ('gran', 'green'), ('ockra', 'ochre'), ('ljung', 'heather'), ('skiffer', 'slate'), ('hallon', 'raspberry')], default='sund', max_length=10, verbose_name='colour')),
                ('theme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='directions', to='workshops.theme', verbose_name='theme')),
            ],
            options={
                'verbose_name': 'direction',
                'verbose_name_plural': 'directions',
                'ordering': ['started_on', 'title'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='DirectionLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('continues', 'continues in'), ('replaces', 'was replaced by'), ('split_from', 'gave rise to'), ('merged_into', 'merged into'), ('handed_over', 'was handed over to')], max_length=16, verbose_name='kind')),
                ('on', models.DateField(default=ui.dates.today, verbose_name='on')),
                ('earlier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links_onward', to='directions.direction')),
                ('later', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links_back', to='directions.direction')),
            ],
            options={
                'ordering': ['on', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(unique=True, verbose_name='number')),
                ('text', models.TextField(verbose_name='text')),
                ('what_changed', models.CharField(max_length=300, verbose_name='what changed')),
                ('revised_on', models.DateField(default=ui.dates.today, verbose_name='revised on')),
                ('revised_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'plan',
                'verbose_name_plural': 'plans',
                'ordering': ['-number'],
            },
        ),
        migrations.CreateModel(
            name='Stage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('title', models.CharField(blank=True, max_length=120, verbose_name='title')),
                ('aim', models.CharField(max_length=300, verbose_name='aim')),
                ('starts_on', models.DateField(verbose_name='starts on')),
                ('ends_on', models.DateField(verbose_name='ends on')),
                ('ending_told_at', models.DateTimeField(editable=False, null=True, verbose_name='told that it ends soon')),
                ('direction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stages', to='directions.direction')),
            ],
            options={
                'verbose_name': 'stage',
                'verbose_name_plural': 'stages',
                'ordering': ['direction', 'number'],
            },
        ),
        migrations.CreateModel(
            name='Reconsideration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('continue', 'goes on'), ('change', 'changes'), ('end', 'ends'), ('hand_over', 'is handed over'), ('start_new', 'becomes something new')], max_length=16, verbose_name='outcome')),
                ('why', models.TextField(verbose_name='why')),
                ('learned', models.TextField(verbose_name='what was learned')),
                ('handed_over_to', models.CharField(blank=True, max_length=120, verbose_name='handed over to')),
                ('decided_at', models.DateTimeField(default=ui.dates.now, verbose_name='decided')),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('stage', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reconsideration', to='directions.stage')),
            ],
            options={
                'verbose_name': 'reconsideration',
                'verbose_name_plural': 'reconsiderations',
                'ordering': ['-decided_at'],
            },
        ),
        migrations.AddConstraint(
            model_name='direction',
            constraint=models.CheckConstraint(condition=models.Q(('ended_on', None), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='direction_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='direction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_on', None), ('ending', '')), models.Q(('ended_on__isnull', False), models.Q(('ending', ''), _negated=True)), _connector='OR'), name='ended_direction_says_how_it_ended'),
        ),
        migrations.AddConstraint(
            model_name='directionlink',
            constraint=models.UniqueConstraint(fields=('earlier', 'later'), name='one_directionlink_between_two'),
        ),
        migrations.AddConstraint(
            model_name='directionlink',
            constraint=models.CheckConstraint(condition=models.Q(('earlier', models.F('later')), _negated=True), name='no_directionlink_to_itself'),
        ),
        migrations.AddConstraint(
            model_name='stage',
            constraint=models.UniqueConstraint(fields=('direction', 'number'), name='one_stage_of_each_number'),
        ),
        migrations.AddConstraint(
            model_name='stage',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='stage_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='reconsideration',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'hand_over'), _negated=True), models.Q(('handed_over_to', ''), _negated=True), _connector='OR'), name='handing_over_says_to_whom'),
        ),
    ]
