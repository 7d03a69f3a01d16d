from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import override

from feedback.catching_up import catch_up
from groups.hourly_jobs import run_hourly_jobs
from identity.door import forget_refusals
from notices.queue_status import QueueStatus, queue_status
from notices.worker import Worker
from people.events import Source, acting_from
from search.reading_files import read_waiting_files
from search.reindexing import keep_index_true


class Command(BaseCommand):
    help = (
        "Deliver notices by e-mail and do the hourly work, until told to stop (SIGTERM). Runs beside the web "
        "server; several may run side by side."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        modes = parser.add_mutually_exclusive_group()
        modes.add_argument(
            "--drain", "--once", action="store_true", help="do what is due now and end, for cron"
        )
        modes.add_argument(
            "--status", action="store_true", help="tell what waits; ends with 1 when all is not well"
        )
        parser.add_argument("--poll", type=float, default=2.0, help="seconds between two looks (default 2)")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["status"]:
            self._tell(queue_status())
            return
        with acting_from(Source.WORKER):
            chores = [run_hourly_jobs, catch_up, keep_index_true, forget_refusals]
            worker = Worker(chores, often=[read_waiting_files], poll=options["poll"])
            self._work(worker, drains=options["drain"])

    def _work(self, worker: Worker, *, drains: bool) -> None:
        if not drains:
            worker.run()
        elif not worker.drain():
            raise CommandError("The mail server would not take the mail. What waits is tried again later.")

    def _tell(self, status: QueueStatus) -> None:
        with override("en"):
            self.stdout.write(f"To be sent now: {status.due}{_since(status.oldest, ', the oldest since ')}")
            self.stdout.write(f"Later (digests, and what is tried again): {status.later}")
            self.stdout.write(f"Being sent: {status.in_hand}")
            self.stdout.write(f"Uncertain: {status.uncertain}")
            self.stdout.write(f"Refused by the mail server: {status.refused}")
            self.stdout.write(f"Worker last seen: {_since(status.seen_at) or 'never'}")
        if not status.is_well:
            raise CommandError("Mail is late, or no worker runs.")


def _since(moment: datetime | None, before: str = "") -> str:
    return before + timezone.localtime(moment).strftime("%Y-%m-%d %H:%M:%S") if moment else ""
