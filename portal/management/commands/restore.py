from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from portal.backup.errors import BackupError
from portal.backup.restoring import leave_what_is_over, read, restore, restore_missing_files


class Command(BaseCommand):
    help = (
        "Get a backup back: into an empty database and an empty folder of files. Whatever is in it is held "
        "against its checksums, before and afterwards (docs/backup.md)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("backup", type=Path)
        parser.add_argument("--identity", type=Path, metavar="FILE", help="the secret key of a sealed one")
        modes = parser.add_mutually_exclusive_group()
        modes.add_argument("--check", action="store_true", help="read and compare it, and change nothing")
        modes.add_argument("--replace", action="store_true", help="lose what is there now")
        modes.add_argument(
            "--files",
            action="store_true",
            help="put back the attached files that are missing: the database has come back in another way",
        )
        parser.add_argument(
            "--as-it-was",
            action="store_true",
            help="leave sessions and waiting mail as they were, which is for drills alone",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path, identity = options["backup"], options["identity"]
        try:
            told = read(path, identity)
            self.stdout.write(f"{path} is whole: {told.summary}")
            if options["check"]:
                return
            if options["files"]:
                self.stdout.write(f"Put back {restore_missing_files(path, identity)} attached files.")
            else:
                restore(path, identity, told, staging=settings.BACKUP_DIR, replace=options["replace"])
                self.stdout.write("Restored: every table and every file is as it was.")
        except (BackupError, OSError) as problem:
            raise CommandError(str(problem)) from problem
        if not options["as_it_was"]:
            self._leave_what_is_over()

    def _leave_what_is_over(self) -> None:
        try:
            doubtful = leave_what_is_over()
        except DatabaseError:
            self.stdout.write(
                "The backup is older than the portal: run manage.py migrate, then restore --files."
            )
            return
        self.stdout.write(
            f"Everybody is signed out. Mails that may have gone since, to decide on: {doubtful}."
        )
