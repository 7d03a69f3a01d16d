"""What waits to be sent and what is in doubt: for whoever runs the portal."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from people.models import MailState, Notice, WorkerPulse
from people.models.notice import IN_HAND
from ui.dates import now

SILENT_AFTER = timedelta(minutes=3)  # a worker beats every ten seconds, and may be held up by one slow mail
LATE_AFTER = timedelta(minutes=20)  # longer than the longest pause between two attempts


@dataclass(frozen=True)
class Backlog:
    due: int
    oldest: datetime | None  # when the one that has waited longest was to be sent
    later: int  # for the next digests, or to be tried again
    in_hand: int
    uncertain: int
    refused: int
    seen_at: datetime | None

    @property
    def worker_is_silent(self) -> bool:
        return self.seen_at is None or self.seen_at < now() - SILENT_AFTER

    @property
    def is_late(self) -> bool:
        return self.oldest is not None and self.oldest < now() - LATE_AFTER

    @property
    def is_well(self) -> bool:
        return not (self.worker_is_silent or self.is_late)


def backlog() -> Backlog:
    due = Notice.objects.due().order_by("due_at")
    sign = WorkerPulse.objects.latest_sign()
    counted = Notice.objects.filter
    return Backlog(
        due=due.count(),
        oldest=due.values_list("due_at", flat=True).first(),
        later=counted(mail=MailState.WAITING, due_at__gt=now()).count(),
        in_hand=counted(mail__in=IN_HAND).count(),
        uncertain=counted(mail=MailState.UNCERTAIN).count(),
        refused=counted(mail=MailState.REFUSED).count(),
        seen_at=sign.seen_at if sign else None,
    )
