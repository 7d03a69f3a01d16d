from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.backup.errors import BackupError
from portal.backup.keeping import Keep, prune
from portal.backup.sealing import make_key
from portal.backup.taking import Taken, take


class Command(BaseCommand):
    help = (
        "Copy the database and the attached files into one file, while the portal is used. It is sealed for "
        "the keys in RIKTNING_BACKUP_KEYS, where there are any (docs/backup.md)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--to", type=Path, default=settings.BACKUP_DIR, help="the folder (RIKTNING_BACKUP_DIR)"
        )
        parser.add_argument(
            "--prune", action="store_true", help="afterwards delete the old ones that need not be kept"
        )
        parser.add_argument(
            "--new-key", type=Path, metavar="FILE", help="make no backup: write a new secret key into FILE"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["new_key"]:
            self._make_key(options["new_key"])
            return
        try:
            taken = take(options["to"], settings.BACKUP_KEYS)
        except BackupError as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"{taken.path}: {taken.told.summary}")
        if options["prune"]:
            gone = prune(options["to"], Keep(*settings.BACKUP_KEEP))
            self.stdout.write(f"Deleted {len(gone)} old backups.")
        self._complain(taken)

    def _make_key(self, file: Path) -> None:
        try:
            public = make_key(file)
        except OSError as problem:
            raise CommandError(f"{file}: {problem.strerror}") from problem
        self.stdout.write(f"RIKTNING_BACKUP_KEYS={public}")

    def _complain(self, taken: Taken) -> None:
        """The backup is there all the same: it is all that there is."""
        for file in [*taken.told.missing, *taken.told.damaged]:
            self.stderr.write(f"Attached file {file} is missing, or not what was attached.")
        if taken.told.missing or taken.told.damaged:
            raise CommandError("The backup is made, but files were lost before: look at the disk.")
