"""Silence is never an answer: whoever has a request is reminded after a week, and every week after that.

After two weeks it shows with the coordinators too (`JoinRequest.is_stuck`).
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import ngettext

from groups.awaiting import awaited_from
from groups.models import JoinRequest
from groups.models.join_request import REMIND_AFTER, JoinRequestQuerySet
from groups.models.join_state import UNANSWERED
from notices.kinds import NoticeKind
from notices.notifications import notify
from ui.dates import now


def remind_late() -> list[JoinRequest]:
    """Remind of every request that has waited for a week since it came or since the last reminder."""
    return [request for request in _late().with_people() if _remind(request)]


def _late() -> JoinRequestQuerySet:
    due = now() - timedelta(days=REMIND_AFTER)
    silent = Q(reminded_at=None) | Q(reminded_at__lt=due)
    return JoinRequest.objects.filter(silent, state__in=UNANSWERED, since__lt=due)


@transaction.atomic
def _remind(request: JoinRequest) -> bool:
    """One reminder, however many processes try: the row decides.

    False when there is nobody to remind, or somebody has answered meanwhile: then nothing says "reminded".
    """
    people = awaited_from(request)
    if not people or not _late().filter(pk=request.pk).update(reminded_at=now()):
        return False
    group, days = request.group, request.days_waiting

    def words() -> str:
        text = ngettext(
            "%(person)s has been waiting for your answer about %(group)s for %(days)s day.",
            "%(person)s has been waiting for your answer about %(group)s for %(days)s days.",
            days,
        )
        return text % {"person": request.person.name, "group": group.name, "days": days}

    topic = group.direction.title if group.direction else ""
    notify(people, NoticeKind.TURN, words, about=request, topic=topic)
    return True
