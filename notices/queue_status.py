"""What waits to be sent and what is in doubt: for whoever runs the portal."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max, Min

from notices.models import MailState, Notice, WorkerPulse
from notices.models.notice import IN_HAND, NoticeQuerySet
from ui.dates import now

SILENT_AFTER = timedelta(minutes=3)  # a worker beats every ten seconds, and may be held up by one slow mail
LATE_AFTER = timedelta(minutes=20)  # longer than the longest pause between two attempts


@dataclass(frozen=True)
class QueueStatus:
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


def queue_status() -> QueueStatus:
    due = Notice.objects.due()
    sign = WorkerPulse.objects.latest_sign()
    counted = Notice.objects.filter
    return QueueStatus(
        due=due.count(),
        oldest=_not_held_up(due).aggregate(oldest=Min("due_at"))["oldest"],
        later=counted(mail=MailState.WAITING, due_at__gt=now()).count(),
        in_hand=counted(mail__in=IN_HAND).count(),
        uncertain=counted(mail=MailState.UNCERTAIN).count(),
        refused=counted(mail=MailState.REFUSED).count(),
        seen_at=sign.seen_at if sign else None,
    )


def _not_held_up(due: NoticeQuerySet) -> NoticeQuerySet:
    """Without what waits for, or behind, one mail that is put off while the mail server takes others: a full
    mailbox makes nobody late. Put off and nothing taken since, it is the mail server that holds them up.
    """
    last = Notice.objects.aggregate(last=Max("sent_at"))["last"]
    if last is None:
        return due
    return due.exclude(person__in=Notice.objects.put_off().filter(put_off_since__lt=last).values("person"))
