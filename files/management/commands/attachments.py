from typing import Any

from django.core.management.base import BaseCommand

from files.attaching import sweep


class Command(BaseCommand):
    help = "Delete files that belong to nothing: what an interrupted act has left behind. Run it daily."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Deleted {sweep()} files that belonged to nothing.")
