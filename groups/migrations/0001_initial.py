
import django.core.validators
import django.db.models.deletion
import ui.dates
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directions', '0001_initial'),
        ('workshops', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Group',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_on', models.DateField(verbose_name='started on')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='ended on')),
                ('ending', models.CharField(blank=True, choices=[('ended', 'ended'), ('handed_over', 'handed over to line operations'), ('replaced', 'became something new'), ('merged', 'merged into another')], max_length=16, verbose_name='how it ended')),
                ('handed_over_to', models.CharField(blank=True, max_length=120, verbose_name='handed over to')),
                ('closing_words', models.TextField(blank=True, verbose_name='closing words')),
                ('kind', models.CharField(choices=[('working_group', 'Working group'), ('learning_forum', 'Learning forum'), ('storgrupp', 'Storgrupp'), ('coordination_group', 'Coordination group'), ('steering_group', 'Steering group'), ('leadership_forum', 'Ledarforum')], max_length=20, verbose_name='kind')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('slug', models.SlugField(max_length=120, unique=True, verbose_name='address')),
                ('summary', models.CharField(blank=True, max_length=160, verbose_name='in one sentence')),
                ('charter', models.TextField(blank=True, verbose_name='charter')),
                ('seats', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='seats')),
                ('direction', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='groups', to='directions.direction', verbose_name='direction')),
                ('theme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='groups', to='workshops.theme', verbose_name='theme')),
            ],
            options={
                'verbose_name': 'group',
                'verbose_name_plural': 'groups',
                'ordering': ['name'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='JoinRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('wished', 'Waits for the manager'), ('put_forward', 'Waits for the group'), ('queued', 'On the waiting list'), ('offered', 'Has been offered a seat'), ('welcomed', 'Welcomed'), ('not_now', 'Not now, says the manager'), ('declined', 'Declined by the group'), ('withdrawn', 'Withdrawn'), ('lapsed', 'The offer ran out'), ('asked_along', 'Asked to come along'), ('group_ended', 'The group has ended')], max_length=12, verbose_name='state')),
                ('word', models.CharField(blank=True, max_length=300, verbose_name='a word to the group')),
                ('since', models.DateTimeField(default=ui.dates.now, verbose_name='since')),
                ('queued_at', models.DateTimeField(null=True, verbose_name='queued')),
                ('reminded_at', models.DateTimeField(null=True, verbose_name='reminded')),
                ('offered_until', models.DateTimeField(null=True, verbose_name='held until')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='join_requests', to='groups.group')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='join_requests', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'request to join',
                'verbose_name_plural': 'requests to join',
                'ordering': ['since', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='JoinStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('wished', 'Waits for the manager'), ('put_forward', 'Waits for the group'), ('queued', 'On the waiting list'), ('offered', 'Has been offered a seat'), ('welcomed', 'Welcomed'), ('not_now', 'Not now, says the manager'), ('declined', 'Declined by the group'), ('withdrawn', 'Withdrawn'), ('lapsed', 'The offer ran out'), ('asked_along', 'Asked to come along'), ('group_ended', 'The group has ended')], max_length=12, verbose_name='state')),
                ('at', models.DateTimeField(default=ui.dates.now, verbose_name='when')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='reason')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='groups.joinrequest')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(blank=True, max_length=120, verbose_name='title')),
                ('starts_at', models.DateTimeField(verbose_name='begins')),
                ('ends_at', models.DateTimeField(verbose_name='ends')),
                ('place', models.CharField(blank=True, max_length=120, verbose_name='place')),
                ('agenda', models.TextField(blank=True, verbose_name='agenda')),
                ('notes', models.TextField(blank=True, verbose_name='notes')),
                ('version', models.PositiveIntegerField(default=0)),
                ('cancelled_at', models.DateTimeField(blank=True, null=True, verbose_name='cancelled')),
                ('completed_at', models.DateTimeField(blank=True, null=True, verbose_name='notes completed')),
                ('completed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='groups.group')),
                ('planned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'meeting',
                'verbose_name_plural': 'meetings',
                'ordering': ['starts_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('convener', 'Convener'), ('deputy', 'Deputy convener'), ('member', 'Member'), ('communicator', 'Communicator'), ('chair', 'Chair')], default='member', max_length=16, verbose_name='role')),
                ('background', models.CharField(blank=True, max_length=60, verbose_name='background')),
                ('seat', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='seat')),
                ('joined_at', models.DateTimeField(default=ui.dates.now, verbose_name='joined')),
                ('left_at', models.DateTimeField(blank=True, null=True, verbose_name='left')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='groups.group')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'membership',
                'verbose_name_plural': 'memberships',
                'ordering': ['joined_at'],
            },
        ),
        migrations.CreateModel(
            name='OutcomeSuggestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('continue', 'goes on'), ('change', 'changes'), ('end', 'ends'), ('hand_over', 'is handed over'), ('start_new', 'becomes something new')], max_length=16, verbose_name='outcome')),
                ('why', models.TextField(blank=True, verbose_name='why')),
                ('learned', models.TextField(blank=True, verbose_name='what was learned')),
                ('at', models.DateTimeField(default=ui.dates.now, verbose_name='when')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='suggestions', to='groups.group')),
                ('stage', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='suggestions', to='directions.stage')),
            ],
            options={
                'verbose_name': 'suggested outcome',
                'verbose_name_plural': 'suggested outcomes',
            },
        ),
        migrations.CreateModel(
            name='Presentation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='on')),
                ('material', models.TextField(blank=True, verbose_name='material')),
                ('said', models.TextField(blank=True, verbose_name='what they said')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='presentations', to='groups.group', verbose_name='presented to')),
                ('planned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('said_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('stage', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='presentations', to='directions.stage')),
            ],
            options={
                'verbose_name': 'presentation',
                'verbose_name_plural': 'presentations',
                'ordering': ['on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='StageWork',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='work', to='groups.group')),
                ('stage', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='work', to='directions.stage')),
            ],
        ),
        migrations.AddField(
            model_name='group',
            name='stages',
            field=models.ManyToManyField(related_name='groups', through='groups.StageWork', to='directions.stage'),
        ),
        migrations.CreateModel(
            name='GroupLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('continues', 'continues in'), ('replaces', 'was replaced by'), ('split_from', 'gave rise to'), ('merged_into', 'merged into'), ('handed_over', 'was handed over to')], max_length=16, verbose_name='kind')),
                ('on', models.DateField(default=ui.dates.today, verbose_name='on')),
                ('earlier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links_onward', to='groups.group')),
                ('later', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links_back', to='groups.group')),
            ],
            options={
                'ordering': ['on', 'id'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('earlier', 'later'), name='one_grouplink_between_two'), models.CheckConstraint(condition=models.Q(('earlier', models.F('later')), _negated=True), name='no_grouplink_to_itself')],
            },
        ),
        migrations.CreateModel(
            name='GroupOutcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('continue', 'goes on'), ('change', 'changes'), ('end', 'ends'), ('hand_over', 'is handed over'), ('start_new', 'becomes something new')], max_length=16, verbose_name='outcome')),
                ('why', models.TextField(blank=True, verbose_name='why')),
                ('learned', models.TextField(blank=True, verbose_name='what was learned')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outcomes', to='groups.group')),
                ('reconsideration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='group_outcomes', to='directions.reconsideration')),
            ],
            options={
                'verbose_name': 'outcome of a group',
                'verbose_name_plural': 'outcomes of groups',
                'ordering': ['reconsideration', 'group__name'],
                'constraints': [models.UniqueConstraint(fields=('reconsideration', 'group'), name='one_outcome_per_group_and_reconsideration')],
            },
        ),
        migrations.AddConstraint(
            model_name='joinrequest',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['wished', 'put_forward', 'queued', 'offered', 'asked_along'])), fields=('person', 'group'), name='one_open_join_request_per_person_and_group'),
        ),
        migrations.AddConstraint(
            model_name='joinrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'queued'), _negated=True), ('queued_at__isnull', False), _connector='OR'), name='whoever_waits_in_line_has_a_place_in_it'),
        ),
        migrations.AddConstraint(
            model_name='joinrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'offered'), _negated=True), ('offered_until__isnull', False), _connector='OR'), name='an_offered_seat_is_held_until_a_time'),
        ),
        migrations.AddConstraint(
            model_name='joinstep',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['not_now', 'declined']), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='a_no_to_joining_carries_its_reason'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='meeting_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('completed_at', None), ('completed_by', None)), models.Q(('completed_at__isnull', False), ('completed_by__isnull', False)), _connector='OR'), name='completed_notes_say_by_whom'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('completed_at', None), models.Q(('notes', ''), _negated=True), _connector='OR'), name='completed_notes_are_not_empty'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(condition=models.Q(('left_at', None)), fields=('person', 'group'), name='one_current_membership_per_person_and_group'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(condition=models.Q(('left_at', None), ('role', 'convener')), fields=('group',), name='one_current_convener_per_group'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(condition=models.Q(('left_at', None), ('role', 'chair')), fields=('group',), name='one_current_chair_per_group'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(condition=models.Q(('left_at', None)), fields=('group', 'seat'), name='one_current_holder_per_seat'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(condition=models.Q(('left_at', None), ('seat__lt', 4)), fields=('group', 'background'), name='coordinators_have_different_backgrounds'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('seat', None), ('seat__range', (1, 4)), _connector='OR'), name='seats_are_one_to_four'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('seat', None), models.Q(('role', 'communicator'), ('seat', 4)), models.Q(('seat__lt', 4), models.Q(('role', 'communicator'), _negated=True)), _connector='OR'), name='seat_four_is_the_communicators'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('left_at', None), ('left_at__gte', models.F('joined_at')), _connector='OR'), name='nobody_leaves_before_they_joined'),
        ),
        migrations.AddConstraint(
            model_name='outcomesuggestion',
            constraint=models.UniqueConstraint(fields=('stage', 'group'), name='one_suggestion_per_stage_and_group'),
        ),
        migrations.AddConstraint(
            model_name='presentation',
            constraint=models.UniqueConstraint(fields=('stage', 'body', 'on'), name='one_presentation_of_a_stage_to_a_body_on_a_day'),
        ),
        migrations.AddConstraint(
            model_name='stagework',
            constraint=models.UniqueConstraint(fields=('stage', 'group'), name='one_row_per_stage_and_group'),
        ),
        migrations.AddConstraint(
            model_name='group',
            constraint=models.CheckConstraint(condition=models.Q(('ended_on', None), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='group_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='group',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_on', None), ('ending', '')), models.Q(('ended_on__isnull', False), models.Q(('ending', ''), _negated=True)), _connector='OR'), name='ended_group_says_how_it_ended'),
        ),
        migrations.AddConstraint(
            model_name='group',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on', None), ('kind__in', ['storgrupp', 'coordination_group', 'steering_group', 'leadership_forum'])), fields=('kind',), name='one_current_group_of_each_governing_kind'),
        ),
        migrations.AddConstraint(
            model_name='group',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('direction', None), ('kind__in', ['storgrupp', 'coordination_group', 'steering_group', 'leadership_forum'])), models.Q(models.Q(('kind__in', ['storgrupp', 'coordination_group', 'steering_group', 'leadership_forum']), _negated=True), ('direction__isnull', False)), _connector='OR'), name='working_groups_have_a_direction_and_bodies_none'),
        ),
    ]
