
import django.db.models.deletion
import files.storage
import ui.dates
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
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('target_id', models.PositiveBigIntegerField(verbose_name='number of the thing')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('size', models.PositiveBigIntegerField(verbose_name='size')),
                ('content_type', models.CharField(max_length=100, verbose_name='kind of file')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('file', models.FileField(max_length=60, storage=files.storage.attachment_storage, unique=True, upload_to=files.storage.random_name, verbose_name='file')),
                ('added_at', models.DateTimeField(default=ui.dates.now, verbose_name='when')),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('target_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype', verbose_name='kind of thing')),
            ],
            options={
                'verbose_name': 'attached file',
                'verbose_name_plural': 'attached files',
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['target_type', 'target_id'], name='attached_files_of_a_thing')],
                'constraints': [models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='an_attached_file_is_not_empty'), models.CheckConstraint(condition=models.Q(('content_type__in', ['application/pdf', 'application/vnd.oasis.opendocument.presentation', 'application/vnd.oasis.opendocument.spreadsheet', 'application/vnd.oasis.opendocument.text', 'application/vnd.openxmlformats-officedocument.presentationml.presentation', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'image/gif', 'image/jpeg', 'image/png', 'image/webp', 'text/csv', 'text/plain'])), name='an_attached_file_is_of_a_kind_we_know')],
            },
        ),
    ]
