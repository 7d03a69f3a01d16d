from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('feedback', '0004_what_was_sent_has_receipts'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='review',
            name='answer',
        ),
        migrations.RemoveField(
            model_name='review',
            name='answered_at',
        ),
        migrations.RemoveField(
            model_name='review',
            name='answered_by',
        ),
        migrations.RemoveField(
            model_name='review',
            name='reviewed_at',
        ),
        migrations.RemoveField(
            model_name='review',
            name='reviewed_by',
        ),
    ]
