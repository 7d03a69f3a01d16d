
import django.core.validators
import django.db.models.deletion
import ui.dates
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Workshop',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question', models.CharField(max_length=300, verbose_name='theme question')),
                ('intro', models.TextField(blank=True, max_length=5000, verbose_name='introduction')),
                ('commissioned_by', models.CharField(max_length=120, verbose_name='commissioned by')),
                ('audience', models.CharField(choices=[('everybody', 'everybody'), ('managers', 'all managers'), ('storgrupp', 'the storgrupp'), ('coordination_group', 'the coordination group'), ('steering_group', 'the steering group')], default='everybody', max_length=20, verbose_name='for whom')),
                ('lets_guests_in', models.BooleanField(default=False, verbose_name='guests are let in')),
                ('held_on', models.DateField(verbose_name='held on')),
                ('allowance', models.PositiveSmallIntegerField(default=3, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(10)], verbose_name='marks for each participant')),
                ('code', models.CharField(max_length=12, unique=True, verbose_name='code')),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('open', 'Open for answers'), ('marking', 'Placing marks'), ('closed', 'Closed')], default='planned', max_length=8, verbose_name='state')),
                ('since', models.DateTimeField(default=ui.dates.now, verbose_name='since')),
                ('version', models.PositiveIntegerField(default=0)),
                ('outline', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'workshop',
                'verbose_name_plural': 'workshops',
                'ordering': ['-held_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('allowance__gte', 1), ('allowance__lte', 10)), name='each_gets_one_to_ten_marks')],
            },
        ),
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('order', models.PositiveSmallIntegerField(default=1, verbose_name='place in the order')),
                ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='themes', to='workshops.workshop')),
            ],
            options={
                'verbose_name': 'theme',
                'verbose_name_plural': 'themes',
                'ordering': ['order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Participant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='workshop_visits', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participants', to='workshops.workshop')),
            ],
            options={
                'verbose_name': 'participant',
                'verbose_name_plural': 'participants',
            },
        ),
        migrations.CreateModel(
            name='Mark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slot', models.PositiveSmallIntegerField(verbose_name='slot')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='workshops.participant')),
                ('theme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='marks', to='workshops.theme')),
            ],
            options={
                'verbose_name': 'mark',
                'verbose_name_plural': 'marks',
                'constraints': [models.UniqueConstraint(fields=('participant', 'slot'), name='one_mark_in_each_slot'), models.UniqueConstraint(fields=('participant', 'theme'), name='one_mark_on_each_theme'), models.CheckConstraint(condition=models.Q(('slot__gte', 1), ('slot__lte', 10)), name='slots_count_from_one')],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=400, verbose_name='text')),
                ('is_signed', models.BooleanField(default=False, verbose_name='signed')),
                ('key', models.UUIDField(default=uuid.uuid4, verbose_name='key')),
                ('at', models.DateTimeField(default=ui.dates.now, verbose_name='when')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='workshops.participant')),
                ('theme', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='answers', to='workshops.theme', verbose_name='theme')),
            ],
            options={
                'verbose_name': 'answer',
                'verbose_name_plural': 'answers',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('participant', 'key'), name='one_answer_from_each_sent_form'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='an_answer_says_something')],
            },
        ),
        migrations.AddConstraint(
            model_name='theme',
            constraint=models.UniqueConstraint(fields=('workshop', 'title'), name='one_theme_of_each_title'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.UniqueConstraint(fields=('workshop', 'person'), name='each_person_takes_part_once'),
        ),
    ]
