"""Requests to join as somebody's first page has them: asked for by everybody, and so prepared."""

from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, Case, DateField, DateTimeField, Q, QuerySet, When

from groups.models import JoinRequest
from groups.models.join_request import who_answers
from groups.models.join_state import OPEN
from people.models import Person
from ui.prepared import Place, prepared


def waiting_or_own(person: Person, *, since: datetime) -> list[JoinRequest]:
    """Those that wait for somebody, marked with `waits`; and their own that moved since then.

    With all people in them, what has been where it is for longest first.
    """
    return _waiting_or_own(since=since, **who_answers(person))


@prepared(
    since=DateTimeField(),
    person=BigIntegerField(),
    day=DateField(),
    silent=DateTimeField(),
    represented=BigIntegerField(),
)
def _waiting_or_own(since: Place, person: Place, **who: Any) -> QuerySet[JoinRequest]:
    waits = JoinRequest.objects.all().waits_for_whoever(person, **who)
    own = Q(person=person) & (Q(state__in=OPEN) | Q(since__gte=since))
    requests = JoinRequest.objects.filter(waits | own)
    requests = requests.annotate(waits=Case(When(waits, then=True), default=False))
    return requests.with_people().order_by("since", "pk")
