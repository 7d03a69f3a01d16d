"""Silence is never an answer: whoever has a request is reminded after a week, and every week after that.

After two weeks it shows with the coordinators too (`JoinRequest.is_stuck`).
"""

from datetime import timedelta
from functools import partial

from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils.translation import gettext, override

from groups.models import JoinRequest, JoinState
from groups.models.join_request import REMIND_AFTER, UNANSWERED, JoinRequestQuerySet
from groups.models.membership import REPRESENTATIVES
from people.models import Person
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
    """One reminder, however many processes try: the row decides. The mail goes when that is settled.

    False when nobody can be reached, or somebody has answered meanwhile: then nothing says "reminded".
    """
    people = whose_turn(request)
    if not people or not _late().filter(pk=request.pk).update(reminded_at=now()):
        return False
    for person in people:
        transaction.on_commit(partial(_send, request, person), robust=True)
    return True


def whose_turn(request: JoinRequest) -> list[Person]:
    """Who can take it further now and has an address: the manager, or those who represent the group."""
    if request.state == JoinState.WISHED:
        people = [request.person.manager] if request.person.manager else []
    else:
        seats = request.group.memberships.current().filter(role__in=REPRESENTATIVES).select_related("person")
        people = [seat.person for seat in seats]
    return [person for person in people if person.is_active and person.email]


def _send(request: JoinRequest, person: Person) -> None:
    with override(person.language):
        names = {"person": request.person.name, "group": request.group.name}
        subject = gettext("%(person)s is waiting for an answer about %(group)s") % names
        text = render_to_string("groups/mail/reminder.txt", {"join_request": request, "person": person})
    send_mail(" ".join(subject.split()), text, None, [person.email or ""])
