from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from demo import loading
from feedback.models import Feedback
from groups.models import Group
from people.models import Person


class Command(BaseCommand):
    help = "Load the demo organisation into an empty database. What is already there is left alone."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This is not a demo. Set RIKTNING_DEMO=1 if it should be one.")
        if loading.is_loaded():
            self.stdout.write("The demo organisation is already here; it is left as you last saw it.")
            return
        self.stdout.write("Loading the demo organisation …")
        loading.load()
        counts = (model.objects.count() for model in (Person, Group, Feedback))
        self.stdout.write("Loaded {} people, {} groups and {} pieces of feedback.".format(*counts))
