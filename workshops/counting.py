"""How many took part in each workshop, and how much they said. Each is counted by itself."""

from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from workshops.models import Answer, Mark, Participant, Workshop


def counted(workshops: QuerySet[Workshop]) -> Any:
    """The same workshops, each with `participant_count`, `answer_count` and `mark_count`."""
    return workshops.annotate(
        participant_count=_count(Participant.objects.all(), "workshop"),
        answer_count=_count(Answer.objects.all(), "participant__workshop"),
        mark_count=_count(Mark.objects.all(), "participant__workshop"),
    )


def _count(rows: QuerySet[Any], workshop: str) -> Coalesce:
    of_each = rows.filter(**{workshop: OuterRef("pk")}).order_by().values(workshop)
    return Coalesce(Subquery(of_each.annotate(number=Count("pk")).values("number")), 0)
