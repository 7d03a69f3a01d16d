from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.reindexing import reindex, untrue


class Command(BaseCommand):
    help = "Make the search index anew, in parts, while people work. It tells how far it has come."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing: compare it with the rows")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            self._check()
            return
        done = 0
        for done, total in reindex():
            self.stdout.write(f"{done} of {total}", ending="\r" if done < total else "\n")
        self.stdout.write(f"The index holds {done} texts.")

    def _check(self) -> None:
        faults = list(untrue())
        for fault in faults:
            self.stdout.write(f"{fault.source.kind} {fault.number} {fault.why}")
        if faults:
            raise CommandError(f"The index is not true of {len(faults)} texts. Run reindex.")
        self.stdout.write("The index says what the rows say.")
