
import django.db.models.deletion
import django.db.models.functions.text
import people.events
import ui.dates
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('key', models.SlugField(max_length=120, unique=True, verbose_name='key')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='children', to='people.unit', verbose_name='parent')),
            ],
            options={
                'verbose_name': 'unit',
                'verbose_name_plural': 'units',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('directory_id', models.CharField(max_length=64, unique=True, verbose_name='directory id')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('email', models.EmailField(blank=True, max_length=254, null=True, verbose_name='work e-mail')),
                ('title', models.CharField(blank=True, max_length=120, verbose_name='title')),
                ('is_manager', models.BooleanField(default=False, verbose_name='is a manager')),
                ('is_administrator', models.BooleanField(default=False, verbose_name='is the technical administrator')),
                ('is_active', models.BooleanField(default=True, verbose_name='works here')),
                ('language', models.CharField(choices=[('sv', 'Svenska'), ('en', 'English')], default='sv', max_length=2, verbose_name='language')),
                ('manager', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='employees', to=settings.AUTH_USER_MODEL, verbose_name='manager')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='people.unit', verbose_name='unit')),
            ],
            options={
                'verbose_name': 'person',
                'verbose_name_plural': 'people',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Act',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verb', models.CharField(choices=people.events.event_choices, max_length=60, verbose_name='what')),
                ('at', models.DateTimeField(db_index=True, default=ui.dates.now, verbose_name='when')),
                ('target_id', models.PositiveBigIntegerField(verbose_name='number of the thing')),
                ('scope_direction', models.PositiveBigIntegerField(null=True, verbose_name='number of the direction')),
                ('scope_group', models.PositiveBigIntegerField(null=True, verbose_name='number of the group')),
                ('source', models.CharField(choices=[('web', 'on the web'), ('api', 'through the API'), ('directory', 'from the directory'), ('worker', 'by the worker, as time passed'), ('import', 'by an import'), ('command', 'by a command on the server')], max_length=10, verbose_name='way in')),
                ('facts', models.JSONField(blank=True, default=dict, verbose_name='facts')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='acts', to=settings.AUTH_USER_MODEL, verbose_name='by whom')),
                ('person', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='acts_concerning', to=settings.AUTH_USER_MODEL, verbose_name='whom it concerns')),
                ('target_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype', verbose_name='kind of thing')),
            ],
            options={
                'verbose_name': 'act',
                'verbose_name_plural': 'acts',
                'ordering': ['-at', '-id'],
                'indexes': [models.Index(fields=['target_type', 'target_id', '-at'], name='acts_of_an_object'), models.Index(fields=['person', '-at'], name='acts_concerning_a_person'), models.Index(fields=['scope_direction', '-at'], name='acts_in_a_direction'), models.Index(fields=['scope_group', '-at'], name='acts_in_a_group')],
            },
        ),
        migrations.CreateModel(
            name='SentForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(verbose_name='key')),
                ('address', models.CharField(blank=True, max_length=300, verbose_name='address')),
                ('at', models.DateTimeField(db_index=True, default=ui.dates.now, verbose_name='when')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'sent form',
                'verbose_name_plural': 'sent forms',
                'constraints': [models.UniqueConstraint(fields=('person', 'key'), name='one_answer_to_each_sent_form')],
            },
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='one_person_per_email_address'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('email', ''), _negated=True), name='no_email_is_null_not_empty'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('manager', models.F('id')), _negated=True), name='nobody_is_their_own_manager'),
        ),
    ]
