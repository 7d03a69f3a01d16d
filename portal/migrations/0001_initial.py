
import django.db.models.deletion
import portal.models
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
            name='Page',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('slug', models.SlugField(max_length=120, unique=True, verbose_name='address')),
                ('lead', models.CharField(blank=True, max_length=300, verbose_name='lead')),
                ('text', models.TextField(blank=True, help_text='Markdown: ## heading, **bold**, - list, [words](link).', verbose_name='text')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('in_menu', models.BooleanField(default=True, verbose_name='listed')),
                ('moved_to', models.CharField(blank=True, help_text='The new address, when the page has moved.', max_length=300, validators=[portal.models.address_here_or_on_the_web], verbose_name='moved to')),
                ('redirects', models.BooleanField(default=False, help_text='Otherwise the page says where it went.', verbose_name='send readers there at once')),
            ],
            options={
                'verbose_name': 'page',
                'verbose_name_plural': 'pages',
                'ordering': ['order', 'title'],
                'constraints': [models.CheckConstraint(condition=models.Q(('redirects', False), models.Q(('moved_to', ''), _negated=True), _connector='OR'), name='a_page_that_redirects_says_where_to', violation_error_message='Say where the page has moved before it sends readers there.')],
            },
        ),
        migrations.CreateModel(
            name='PageVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('lead', models.CharField(blank=True, max_length=300, verbose_name='lead')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('at', models.DateTimeField(default=ui.dates.now, verbose_name='when')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by whom')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='portal.page')),
            ],
            options={
                'verbose_name': 'version',
                'verbose_name_plural': 'versions',
                'ordering': ['-at', '-pk'],
            },
        ),
    ]
