from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0006_stand_in")]

    operations = [
        migrations.AddField(
            model_name="sentform",
            name="mark",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=32, verbose_name="mark of the words"
            ),
        ),
    ]
