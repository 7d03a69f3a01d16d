
import django.db.models.deletion
import ui.dates
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='WorkerPulse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, unique=True, verbose_name='name')),
                ('started_at', models.DateTimeField(default=ui.dates.now, verbose_name='started')),
                ('seen_at', models.DateTimeField(default=ui.dates.now, verbose_name='last seen')),
            ],
            options={
                'verbose_name': 'worker',
                'verbose_name_plural': 'workers',
            },
        ),
        migrations.CreateModel(
            name='Follow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('target_id', models.PositiveBigIntegerField(verbose_name='number of the thing')),
                ('since', models.DateTimeField(default=ui.dates.now, verbose_name='since')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='follows', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('target_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype', verbose_name='kind of thing')),
            ],
            options={
                'verbose_name': 'follow',
                'verbose_name_plural': 'follows',
                'ordering': ['-since', '-id'],
                'indexes': [models.Index(fields=['target_type', 'target_id'], name='followers_of_a_thing')],
                'constraints': [models.UniqueConstraint(fields=('person', 'target_type', 'target_id'), name='each_thing_is_followed_once_by_a_person')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('turn', 'Something waits for you'), ('answer', 'What became of what you said'), ('group', 'What happens in your groups'), ('body', 'What is sent to a body you sit in'), ('follow', 'What you follow'), ('briefing', 'The briefing from the Ledarforum')], max_length=10, verbose_name='kind')),
                ('words', models.TextField(verbose_name='words')),
                ('target_id', models.PositiveBigIntegerField(verbose_name='number of the thing')),
                ('page', models.CharField(blank=True, max_length=20, verbose_name='which of its pages')),
                ('topic', models.CharField(blank=True, max_length=200, verbose_name='topic')),
                ('at', models.DateTimeField(default=ui.dates.now, verbose_name='when')),
                ('read_at', models.DateTimeField(blank=True, null=True, verbose_name='read')),
                ('pace', models.CharField(choices=[('at_once', 'at once'), ('daily', 'once a day, at 7.00'), ('weekly', 'once a week, on Monday at 7.00'), ('none', 'not by e-mail')], max_length=10, verbose_name='by e-mail')),
                ('mail', models.CharField(choices=[('none', 'not by e-mail'), ('waiting', 'waits'), ('carried', "in another notice's mail"), ('claimed', 'taken by a worker'), ('sending', 'being sent'), ('sent', 'sent'), ('uncertain', 'uncertain: it may have arrived'), ('refused', 'refused by the mail server'), ('left', 'left as it is')], default='none', max_length=10, verbose_name='state of the e-mail')),
                ('due_at', models.DateTimeField(blank=True, null=True, verbose_name='to be sent')),
                ('key', models.UUIDField(default=uuid.uuid4, unique=True, verbose_name='key of the mail')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='attempts')),
                ('put_off_since', models.DateTimeField(blank=True, null=True, verbose_name='not taken since')),
                ('claim', models.UUIDField(blank=True, editable=False, null=True, verbose_name='claim')),
                ('lease_until', models.DateTimeField(blank=True, null=True, verbose_name='claimed until')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='sent')),
                ('carried_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='carried', to='notices.notice')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('target_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype', verbose_name='kind of thing')),
            ],
            options={
                'verbose_name': 'notice',
                'verbose_name_plural': 'notices',
                'ordering': ['-at', '-id'],
                'indexes': [models.Index(fields=['person', '-at', '-id'], name='notices_of_a_person'), models.Index(fields=['target_type', 'target_id'], name='notices_about_a_thing'), models.Index(condition=models.Q(('read_at', None)), fields=['person'], name='unread_notices_of_a_person'), models.Index(condition=models.Q(('mail', 'waiting')), fields=['due_at'], name='notices_to_be_sent'), models.Index(condition=models.Q(('mail', 'waiting')), fields=['person', 'id'], name='mail_of_a_person'), models.Index(condition=models.Q(('lease_until__isnull', False)), fields=['lease_until'], name='notices_in_hand')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('mail__in', ['claimed', 'sending'])), fields=('person',), name='one_mail_at_a_time_to_each_person'), models.CheckConstraint(condition=models.Q(models.Q(('mail', 'waiting'), _negated=True), ('due_at__isnull', False), _connector='OR'), name='what_waits_to_be_sent_says_when'), models.CheckConstraint(condition=models.Q(models.Q(('claim__isnull', False), ('lease_until__isnull', False), ('mail__in', ['claimed', 'sending'])), models.Q(models.Q(('mail__in', ['claimed', 'sending']), _negated=True), ('lease_until__isnull', True)), _connector='OR'), name='what_is_in_hand_has_a_claim_and_a_lease')],
            },
        ),
        migrations.CreateModel(
            name='NoticeChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('turn', 'Something waits for you'), ('answer', 'What became of what you said'), ('group', 'What happens in your groups'), ('body', 'What is sent to a body you sit in'), ('follow', 'What you follow'), ('briefing', 'The briefing from the Ledarforum')], max_length=10, verbose_name='kind')),
                ('pace', models.CharField(choices=[('at_once', 'at once'), ('daily', 'once a day, at 7.00'), ('weekly', 'once a week, on Monday at 7.00'), ('none', 'not by e-mail')], max_length=10, verbose_name='by e-mail')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notice_choices', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'choice about notices',
                'verbose_name_plural': 'choices about notices',
                'constraints': [models.UniqueConstraint(fields=('person', 'kind'), name='one_choice_per_person_and_kind_of_notice')],
            },
        ),
    ]
