
import django.db.models.deletion
import ui.dates
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directions', '0001_initial'),
        ('groups', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Feedback',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('voice', models.CharField(choices=[('group', "In the group's name"), ('person', "In one's own name")], max_length=8, verbose_name='voice')),
                ('kind', models.CharField(choices=[('did', 'What we did'), ('learned', 'What we learned'), ('question', 'Question'), ('decision', 'Need a decision'), ('idea', 'Idea')], default='did', max_length=8, verbose_name='kind')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('text', models.TextField(max_length=20000, verbose_name='text')),
                ('draft_version', models.PositiveIntegerField(default=0)),
                ('written_at', models.DateTimeField(default=ui.dates.now, verbose_name='written')),
                ('completed_at', models.DateTimeField(null=True, verbose_name='completed')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='feedback', to=settings.AUTH_USER_MODEL)),
                ('completed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='completed_feedback', to=settings.AUTH_USER_MODEL)),
                ('direction', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='feedback', to='directions.direction', verbose_name='direction')),
                ('group', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='feedback', to='groups.group', verbose_name='group')),
                ('stage', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='feedback', to='directions.stage')),
            ],
            options={
                'verbose_name': 'feedback',
                'verbose_name_plural': 'pieces of feedback',
                'ordering': ['-completed_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='version')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('text', models.TextField(max_length=20000, verbose_name='text')),
                ('why', models.CharField(max_length=300, verbose_name='why it is corrected')),
                ('made_at', models.DateTimeField(default=ui.dates.now, verbose_name='corrected')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('feedback', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='feedback.feedback')),
            ],
            options={
                'verbose_name': 'correction',
                'verbose_name_plural': 'corrections',
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sent_at', models.DateTimeField(default=ui.dates.now, verbose_name='sent')),
                ('answer_by', models.DateField(blank=True, null=True, verbose_name='answer due')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='groups.group')),
                ('feedback', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='feedback.feedback')),
            ],
            options={
                'verbose_name': 'receipt',
                'verbose_name_plural': 'receipts',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=10000, verbose_name='answer')),
                ('version', models.PositiveIntegerField(default=1)),
                ('drafted_at', models.DateTimeField(default=ui.dates.now, verbose_name='written')),
                ('published_at', models.DateTimeField(null=True, verbose_name='published')),
                ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('receipt', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='feedback.receipt')),
            ],
            options={
                'verbose_name': 'answer',
                'verbose_name_plural': 'answers',
            },
        ),
        migrations.CreateModel(
            name='Acknowledgement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=ui.dates.now, verbose_name='read')),
                ('as_coordinator', models.BooleanField(default=False, verbose_name='as a coordinator')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acknowledgements', to=settings.AUTH_USER_MODEL)),
                ('receipt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acknowledgements', to='feedback.receipt')),
            ],
            options={
                'verbose_name': 'acknowledgement',
                'verbose_name_plural': 'acknowledgements',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Reply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=5000, verbose_name='reply')),
                ('at', models.DateTimeField(default=ui.dates.now, verbose_name='written')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replies', to=settings.AUTH_USER_MODEL)),
                ('feedback', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='feedback.feedback')),
            ],
            options={
                'verbose_name': 'reply',
                'verbose_name_plural': 'replies',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.TextField(blank=True, max_length=5000, verbose_name='internal note')),
                ('version', models.PositiveIntegerField(default=0)),
                ('shared_at', models.DateTimeField(null=True, verbose_name='shared')),
                ('assigned_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='assigned_reviews', to=settings.AUTH_USER_MODEL)),
                ('feedback', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='review', to='feedback.feedback')),
                ('shared_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='shares', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'review',
                'verbose_name_plural': 'reviews',
            },
        ),
        migrations.CreateModel(
            name='SavedFilter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('query', models.TextField(blank=True, verbose_name='what it shows')),
                ('at', models.DateTimeField(default=ui.dates.now, verbose_name='saved')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_filters', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'saved view',
                'verbose_name_plural': 'saved views',
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.AddIndex(
            model_name='feedback',
            index=models.Index(fields=['group', '-completed_at', '-id'], name='feedback_of_a_group'),
        ),
        migrations.AddIndex(
            model_name='feedback',
            index=models.Index(fields=['direction', '-completed_at', '-id'], name='feedback_of_a_direction'),
        ),
        migrations.AddIndex(
            model_name='feedback',
            index=models.Index(fields=['-completed_at', '-id'], name='feedback_newest_first'),
        ),
        migrations.AddConstraint(
            model_name='feedback',
            constraint=models.CheckConstraint(condition=models.Q(('group__isnull', False), ('direction__isnull', False), _connector='OR'), name='feedback_is_about_a_group_or_a_direction'),
        ),
        migrations.AddConstraint(
            model_name='feedback',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('voice', 'group'), _negated=True), ('group__isnull', False), _connector='OR'), name='group_feedback_names_its_group'),
        ),
        migrations.AddConstraint(
            model_name='feedback',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('completed_at', None), ('completed_by', None)), models.Q(('completed_at__isnull', False), ('completed_by__isnull', False)), _connector='OR'), name='completed_feedback_says_by_whom'),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.UniqueConstraint(fields=('feedback', 'number'), name='corrections_are_numbered'),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 2)), name='the_first_version_is_no_correction'),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.CheckConstraint(condition=models.Q(('why', ''), _negated=True), name='a_correction_says_why'),
        ),
        migrations.AddIndex(
            model_name='receipt',
            index=models.Index(fields=['body', '-sent_at'], name='receipts_of_a_body'),
        ),
        migrations.AddConstraint(
            model_name='receipt',
            constraint=models.UniqueConstraint(fields=('feedback', 'body'), name='one_receipt_per_feedback_and_body'),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('published_at', None), ('published_by', None)), models.Q(('published_at__isnull', False), ('published_by__isnull', False)), _connector='OR'), name='a_published_answer_says_when_and_by_whom'),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.CheckConstraint(condition=models.Q(('published_at', None), models.Q(('text', ''), _negated=True), _connector='OR'), name='a_published_answer_is_not_empty'),
        ),
        migrations.AddConstraint(
            model_name='acknowledgement',
            constraint=models.UniqueConstraint(fields=('receipt', 'person'), name='one_acknowledgement_per_receipt_and_person'),
        ),
        migrations.AddIndex(
            model_name='reply',
            index=models.Index(fields=['feedback', 'at'], name='replies_to_feedback'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('shared_at', None), ('shared_by', None)), models.Q(('shared_at__isnull', False), ('shared_by__isnull', False)), _connector='OR'), name='shared_feedback_says_when_and_by_whom'),
        ),
        migrations.AddConstraint(
            model_name='savedfilter',
            constraint=models.UniqueConstraint(fields=('person', 'name'), name='one_saved_view_per_person_and_name'),
        ),
    ]
