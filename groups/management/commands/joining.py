from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from groups.joining import pass_on
from groups.models import Group, JoinState
from groups.reminding import remind_late
from ui.dates import now


class Command(BaseCommand):
    help = (
        "Pass on offers of a seat that ran out, and remind of requests that have waited. Run it every hour."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        for group in self._groups_with_lapsed_offers():
            with transaction.atomic():
                pass_on(group.locked())
            self.stdout.write(f"{group}: the seat passes on.")
        for request in remind_late():
            self.stdout.write(f"Reminded of request {request.pk}.")

    def _groups_with_lapsed_offers(self) -> Any:
        lapsed = {"join_requests__state": JoinState.OFFERED, "join_requests__offered_until__lt": now()}
        return Group.objects.filter(**lapsed).distinct()
