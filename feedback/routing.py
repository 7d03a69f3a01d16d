"""Where feedback goes: one receipt per body addressed, by the table of group kinds.

| in whose name    | goes to                                  | and is reviewed by     |
|------------------|------------------------------------------|------------------------|
| a group's        | the bodies its kind reports to           | the coordination group |
| a person's       | the coordination group                   | the coordination group |

A body that does not exist yet, in an installation that has just begun, gets nothing.
"""

from typing import Any

from django.utils import timezone

from feedback import notifications
from feedback.kinds import KINDS, FeedbackKind
from feedback.models import Feedback, Receipt
from feedback.models.receipt import REVIEWED_BY
from groups.kinds import HEARING, KindCode
from groups.kinds import KINDS as GROUP_KINDS
from groups.models import Group
from people.models import Person
from ui.listing import listed

RECEIVING = {*HEARING, REVIEWED_BY}  # the kinds of body that feedback lies with


def addressed(group: Group | None) -> tuple[KindCode, ...]:
    """The kinds of body that are to answer: a group's own, or without a group what a person writes."""
    return group.rule.reports_to if group else (REVIEWED_BY,)


def goes_to(feedback: Feedback) -> str:
    """Whom a text goes to when it is completed, as a sentence about it goes on."""
    return goes_to_from(feedback.speaks_for)


def goes_to_from(group: Group | None) -> str:
    """Who gets what is said in the name of that group, or without one in a person's own."""
    kinds = dict.fromkeys([*addressed(group), REVIEWED_BY])
    return listed(GROUP_KINDS[kind].in_text for kind in kinds)


def send(feedback: Feedback, *, by: Person) -> list[Receipt]:
    """Let completed feedback lie with every body it goes to, and tell those who sit there and its group."""
    receipts = deliver(feedback)
    notifications.sent(feedback, receipts, by=by)
    return receipts


def deliver(feedback: Feedback) -> list[Receipt]:
    """Its receipts, without telling anybody. Doing it twice makes no second ones."""
    to_answer = addressed(feedback.speaks_for)
    wanted = dict.fromkeys([*to_answer, REVIEWED_BY])
    bodies = {body.kind: body for body in Group.objects.current().filter(kind__in=wanted)}
    return [receive(feedback, bodies[kind], to_answer=kind in to_answer) for kind in wanted if kind in bodies]


def receive(feedback: Feedback, body: Group, *, to_answer: bool) -> Receipt:
    """One body's receipt. Whoever is addressed has so many days as the kind of feedback says."""
    sent_on = timezone.localdate(feedback.completed_at)
    due = KINDS[FeedbackKind(feedback.kind)].answer_by(sent_on) if to_answer else None
    dates: dict[str, Any] = {"sent_at": feedback.completed_at, "answer_by": due}
    receipt, _is_new = Receipt.objects.get_or_create(feedback=feedback, body=body, defaults=dates)
    return receipt
