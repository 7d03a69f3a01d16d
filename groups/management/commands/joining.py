from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from groups.joining import pass_on
from groups.models import Group, JoinState
from ui.dates import now


class Command(BaseCommand):
    help = "Let offers of a seat that have run out pass on to the next in line. Run it every hour."

    def handle(self, *args: Any, **options: Any) -> None:
        lapsed = Group.objects.filter(
            join_requests__state=JoinState.OFFERED, join_requests__offered_until__lt=now()
        ).distinct()
        for group in lapsed:
            with transaction.atomic():
                pass_on(group.locked())
            self.stdout.write(f"{group}: the seat passes on.")
