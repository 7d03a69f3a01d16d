"""A piece of feedback as the queue shows it: its plain values, by which its row is drawn once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, DateField, QuerySet

from feedback.kinds import FeedbackKind
from feedback.models import Feedback
from feedback.models.feedback_query import Voice
from feedback.models.state import State, in_words
from ui.dates import days_since, today
from ui.prepared import Place, any_of, prepared

COLUMNS = (
    *("pk", "kind", "voice", "title", "latest_title", "completed_at", "reviewed_at"),
    *("author__name", "group__name", "direction__title", "review__shared_at", "review__assigned_to__name"),
    *("is_answered_by_us", "answer_is_late"),
)


@dataclass(frozen=True)
class QueueRow:
    pk: int
    kind: str
    headline: str
    sender: str  # the group's name, or the person's
    direction: str | None
    completed_at: datetime
    is_reviewed: bool
    is_answered: bool  # by those who review
    is_shared: bool
    is_late: bool  # somebody's answer
    looked_after_by: str | None

    @property
    def get_kind_display(self) -> str:
        return str(FeedbackKind(self.kind).label)

    @property
    def days_waiting(self) -> int:
        return days_since(self.completed_at)

    @property
    def state(self) -> State:
        if self.is_answered:
            return State.ANSWERED
        return State.REVIEWED if self.is_reviewed else State.WAITING

    @property
    def progress(self) -> str:
        return in_words(self.state, is_shared=self.is_shared, is_late=self.is_late)


def rows_of(pieces: Iterable[int]) -> list[QueueRow]:
    """The rows of these pieces, in the order in which their numbers are given."""
    numbers = tuple(pieces)
    rows: Any = {row["pk"]: row for row in _read(pieces=numbers, day=today())}
    return [_row(rows[number]) for number in numbers if number in rows]


@prepared(pieces=BigIntegerField(), day=DateField())
def _read(pieces: tuple[Place, ...], day: Place) -> QuerySet[Any, Any]:
    return Feedback.objects.filter(any_of("pk", pieces)).as_in_queue(day).values(*COLUMNS)


def _row(said: dict[str, Any]) -> QueueRow:
    return QueueRow(
        pk=said["pk"],
        kind=said["kind"],
        headline=said["latest_title"] or said["title"],
        sender=said["group__name"] if said["voice"] == Voice.GROUP else said["author__name"],
        direction=said["direction__title"],
        completed_at=said["completed_at"],
        is_reviewed=said["reviewed_at"] is not None,
        is_answered=said["is_answered_by_us"],
        is_shared=said["review__shared_at"] is not None,
        is_late=said["answer_is_late"],
        looked_after_by=said["review__assigned_to__name"],
    )
