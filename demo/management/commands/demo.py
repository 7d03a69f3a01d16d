from argparse import ArgumentParser
from random import Random
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from demo import loading
from demo.scaling import Scale
from feedback.models import Feedback
from groups.models import Group
from people.models import Person


class Command(BaseCommand):
    help = "Load the demo organisation into an empty database. What is already there is left alone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--scale",
            type=int,
            default=1,
            metavar="N",
            help="N times its staff, and a thousand pieces of feedback for each time, to see how fast it is",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This is not a demo. Set RIKTNING_DEMO=1 if it should be one.")
        if loading.is_loaded():
            self.stdout.write("The demo organisation is already here; it is left as you last saw it.")
            return
        self.stdout.write("Loading the demo organisation …")
        loading.load()
        self._enlarge(options["scale"])
        counts = (model.objects.count() for model in (Person, Group, Feedback))
        self.stdout.write("Loaded {} people, {} groups and {} pieces of feedback.".format(*counts))

    def _enlarge(self, times: int) -> None:
        if times > 1:
            for so_far in Scale(times, Random(loading.SEED)).load():  # noqa: S311 - the same each time
                self.stdout.write(f"\r{so_far} …", ending="")
            self.stdout.write("")
