"""What a person decides about mail in doubt: SMTP cannot tell whether it arrived, so nobody else can."""

from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet

from notices.events import NoticeEvent
from notices.models import MailState, Notice
from notices.models.notice import IN_DOUBT, IN_HAND
from people.models import Act, Person
from ui.dates import now


def send_again(chosen: QuerySet[Notice], *, by: Person) -> int:
    """Send those in doubt again, as the same mail; the rest of what was chosen stays as it is."""
    again = {
        "mail": MailState.WAITING,
        "due_at": now(),
        "claim": None,
        "tries": F("tries") + 1,
        "put_off_since": None,  # or what was given up would be so again at the first attempt
    }
    return _settle(chosen, NoticeEvent.RESENT, again, by)


def leave_it(chosen: QuerySet[Notice], *, by: Person) -> int:
    """It is well as it is: nothing is sent."""
    return _settle(chosen, NoticeEvent.LEFT, {"mail": MailState.LEFT}, by)


def doubt_what_waits() -> int:
    """For an outbox that comes from a backup: what was due by now may have been sent since it was made."""
    under_way = Q(mail=MailState.WAITING, due_at__lte=now()) | Q(mail__in=IN_HAND)
    return Notice.objects.filter(under_way).update(mail=MailState.UNCERTAIN, claim=None, lease_until=None)


@transaction.atomic
def _settle(chosen: QuerySet[Notice], verb: NoticeEvent, change: dict[str, Any], by: Person) -> int:
    count = 0
    for notice in chosen.select_related("person").order_by("pk"):
        if Notice.objects.filter(pk=notice.pk, mail__in=IN_DOUBT).update(**change):
            Act.objects.record(verb, notice, by=by, concerning=notice.person)
            count += 1
    return count
