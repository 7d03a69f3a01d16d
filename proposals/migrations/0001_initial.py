
import django.db.models.deletion
import ui.dates
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directions', '0001_initial'),
        ('feedback', '0001_initial'),
        ('groups', '0001_initial'),
        ('workshops', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('approved', 'Approved'), ('declined', 'Declined'), ('sent_back', 'Sent back')], max_length=10, verbose_name='decision')),
                ('reason', models.TextField(max_length=20000, verbose_name='reason')),
                ('decided_at', models.DateTimeField(default=ui.dates.now, verbose_name='decided')),
                ('changes_how_people_work', models.BooleanField(default=False)),
                ('samverkan_on', models.DateField(null=True)),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'decision',
                'verbose_name_plural': 'decisions',
                'ordering': ['-decided_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='CarryingOut',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('responsible', models.CharField(max_length=120, verbose_name='who')),
                ('due_on', models.DateField(verbose_name='by when')),
                ('done_at', models.DateTimeField(null=True, verbose_name='done')),
                ('done_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='carrying_out', to='proposals.decision')),
            ],
            options={
                'verbose_name': 'carrying out',
                'verbose_name_plural': 'carryings out',
            },
        ),
        migrations.CreateModel(
            name='FollowUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=20000, verbose_name='text')),
                ('moved_to', models.DateField(null=True, verbose_name='new day')),
                ('is_done', models.BooleanField(default=False, verbose_name='it is done')),
                ('written_at', models.DateTimeField(default=ui.dates.now, verbose_name='written')),
                ('carrying_out', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='follow_ups', to='proposals.carryingout')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'follow-up',
                'verbose_name_plural': 'follow-ups',
                'ordering': ['written_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Preparation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begun_at', models.DateTimeField(default=ui.dates.now, verbose_name='begun')),
                ('recommendation', models.CharField(blank=True, choices=[('approve', 'Approve'), ('decline', 'Decline'), ('send_back', 'Send back')], max_length=10, verbose_name='recommendation')),
                ('reasons', models.TextField(blank=True, max_length=20000, verbose_name='reasons')),
                ('version', models.PositiveIntegerField(default=0)),
                ('recommended_at', models.DateTimeField(null=True, verbose_name='recommended')),
                ('begun_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recommended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'preparation',
                'verbose_name_plural': 'preparations',
            },
        ),
        migrations.CreateModel(
            name='Dissent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=20000, verbose_name='text')),
                ('written_at', models.DateTimeField(default=ui.dates.now, verbose_name='written')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('preparation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dissents', to='proposals.preparation')),
            ],
            options={
                'verbose_name': 'dissent',
                'verbose_name_plural': 'dissents',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='DialogueNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(default=ui.dates.today, verbose_name='on')),
                ('text', models.TextField(max_length=20000, verbose_name='text')),
                ('written_at', models.DateTimeField(default=ui.dates.now, verbose_name='written')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('preparation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='proposals.preparation')),
            ],
            options={
                'verbose_name': 'note of a dialogue',
                'verbose_name_plural': 'notes of dialogues',
                'ordering': ['on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('text', models.TextField(max_length=20000, verbose_name='what is proposed')),
                ('why', models.TextField(max_length=20000, verbose_name='why')),
                ('effects', models.TextField(blank=True, max_length=20000, verbose_name='what it costs or changes')),
                ('changes_how_people_work', models.BooleanField(default=False, verbose_name='It changes how people work')),
                ('samverkan_on', models.DateField(blank=True, null=True, verbose_name='taken up in samverkan')),
                ('version', models.PositiveIntegerField(default=0)),
                ('drafted_at', models.DateTimeField(default=ui.dates.now, verbose_name='drafted')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='withdrawn')),
                ('withdrawn_why', models.CharField(blank=True, max_length=300, verbose_name='why withdrawn')),
                ('direction', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='directions.direction', verbose_name='direction')),
                ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to=settings.AUTH_USER_MODEL)),
                ('feedback', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='feedback.feedback')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='groups.group', verbose_name='group')),
                ('theme', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='workshops.theme', verbose_name='theme')),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'proposal',
                'verbose_name_plural': 'proposals',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('text', models.TextField(max_length=20000, verbose_name='what is proposed')),
                ('why', models.TextField(max_length=20000, verbose_name='why')),
                ('effects', models.TextField(blank=True, max_length=20000, verbose_name='what it costs or changes')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('handed_in_at', models.DateTimeField(default=ui.dates.now, verbose_name='handed in')),
                ('handed_in_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='proposals.proposal')),
            ],
            options={
                'verbose_name': 'round',
                'verbose_name_plural': 'rounds',
                'ordering': ['number'],
            },
        ),
        migrations.AddField(
            model_name='proposal',
            name='latest',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='proposals.round'),
        ),
        migrations.AddField(
            model_name='preparation',
            name='round',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='preparation', to='proposals.round'),
        ),
        migrations.AddField(
            model_name='decision',
            name='round',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='proposals.round'),
        ),
        migrations.AddConstraint(
            model_name='carryingout',
            constraint=models.CheckConstraint(condition=models.Q(('responsible', ''), _negated=True), name='somebody_carries_it_out'),
        ),
        migrations.AddConstraint(
            model_name='carryingout',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('done_at', None), ('done_by', None)), models.Q(('done_at__isnull', False), ('done_by__isnull', False)), _connector='OR'), name='what_is_done_says_by_whom'),
        ),
        migrations.AddConstraint(
            model_name='followup',
            constraint=models.UniqueConstraint(condition=models.Q(('is_done', True)), fields=('carrying_out',), name='it_is_done_once'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.UniqueConstraint(fields=('proposal', 'number'), name='one_round_of_each_number'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None)), models.Q(('latest__isnull', False), ('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), _connector='OR'), name='a_withdrawn_proposal_was_handed_in_and_says_by_whom'),
        ),
        migrations.AddConstraint(
            model_name='preparation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('recommended_at', None), ('recommended_by', None)), models.Q(('recommended_at__isnull', False), ('recommended_by__isnull', False), models.Q(('recommendation', ''), _negated=True), models.Q(('reasons', ''), _negated=True)), _connector='OR'), name='a_recommendation_says_what_and_why_and_by_whom'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='a_decision_has_its_reason'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('changes_how_people_work', False), ('outcome', 'sent_back'), ('samverkan_on__isnull', False), _connector='OR'), name='what_changes_how_people_work_is_decided_after_samverkan'),
        ),
    ]
