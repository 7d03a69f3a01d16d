from typing import Any

from django.core.management.base import BaseCommand

from groups.hourly_jobs import pass_on_lapsed_offers
from groups.reminding import remind_late


class Command(BaseCommand):
    help = (
        "Pass on offers of a seat that ran out, and remind of requests that have waited. "
        "The worker does this every hour; where none runs, cron can."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        for group in pass_on_lapsed_offers():
            self.stdout.write(f"{group}: the seat passes on.")
        for request in remind_late():
            self.stdout.write(f"Reminded of request {request.pk}.")
