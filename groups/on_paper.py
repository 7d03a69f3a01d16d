"""Employees without e-mail, whom their manager tells on paper: a slip each, printed and handed over."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from groups.models import JoinRequest, JoinState
from notices.kinds import NoticeKind
from notices.models import Notice
from notices.models.notice import NoticeQuerySet
from people.models import Person
from people.models.person import away_for
from ui.dates import now, today

LATELY = timedelta(days=30)


def to_print() -> NoticeQuerySet:
    """What a manager may hand over: not answers to what somebody said, nor what `moved` tells already."""
    lately = Notice.objects.unread().filter(at__gte=now() - LATELY, person__email=None)
    return lately.exclude(kind__in=[NoticeKind.ANSWER, NoticeKind.TURN])


def moved() -> QuerySet[JoinRequest]:
    """Requests with news for whom they are about: what only waits for the manager is none."""
    recent = JoinRequest.objects.exclude(state=JoinState.WISHED).filter(since__gte=now() - LATELY)
    return recent.order_by("-since")


def count_slips(manager: Person) -> int:
    """How many there are to hand over: one for each person."""
    told = Q(Exists(to_print().filter(person=OuterRef("pk"))))
    has_moved = Q(Exists(moved().filter(person=OuterRef("pk")).order_by()))
    # As `led_by` has it, from the managers on: among all who work here, for every manager's first page.
    led_for = Person.objects.filter(Q(pk=manager.pk) | away_for(today(), manager.pk)).values("pk")
    employees = Person.objects.active().filter(manager__in=led_for, email=None).exclude(pk=manager.pk)
    return employees.filter(told | has_moved).count()
