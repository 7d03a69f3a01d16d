
import django.db.models.deletion
import django.db.models.lookups
import ui.dates
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Briefing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('text', models.TextField(blank=True, max_length=20000, verbose_name='text')),
                ('covers_from', models.DateField(verbose_name='covers from')),
                ('covers_to', models.DateField(verbose_name='covers to')),
                ('version', models.PositiveIntegerField(default=1)),
                ('made_at', models.DateTimeField(default=ui.dates.now, verbose_name='begun')),
                ('sent_at', models.DateTimeField(null=True, verbose_name='sent')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sent_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'briefing',
                'verbose_name_plural': 'briefings',
                'ordering': ['-made_at', '-pk'],
                'constraints': [models.UniqueConstraint(django.db.models.lookups.IsNull(models.F('sent_at'), True), condition=models.Q(('sent_at', None)), name='one_unsent_briefing_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('sent_at', None), ('sent_by', None)), models.Q(('sent_at__isnull', False), ('sent_by__isnull', False)), _connector='OR'), name='a_sent_briefing_says_when_and_by_whom'), models.CheckConstraint(condition=models.Q(('sent_at', None), models.Q(('text', ''), _negated=True), _connector='OR'), name='a_sent_briefing_is_not_empty'), models.CheckConstraint(condition=models.Q(('covers_to__gte', models.F('covers_from'))), name='a_briefing_covers_days_in_order')],
            },
        ),
    ]
