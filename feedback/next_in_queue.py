"""What else waits at a body, for somebody there who has one piece before them."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import starmap
from typing import NamedTuple

from feedback.models import Receipt
from feedback.senders import to_answer
from people.models import Person
from ui.counting import MOST
from ui.dates import today


class Row(NamedTuple):
    """A receipt that waits, ordered as `MostNeededFirst` has it."""

    is_in_time: bool
    sent_at: datetime
    minus_pk: int
    feedback: int


@dataclass(frozen=True)
class NextInQueue:
    """How many wait at a body, and the piece of feedback to take next: 0 when there is none."""

    waiting: int
    next: int


def next_in_queue(receipt: Receipt, person: Person) -> NextInQueue:
    """What waits where `receipt` lies, and of that the one below it; after the last, the first again.

    A piece stays in the queue until it is answered, also when one has read it and goes on: the next is
    therefore counted from where one is. What a person sent is for the others there. Of a queue without an
    end it is the oldest MOST that are gone through.
    """
    waiting = to_answer(person, Receipt.objects.at(receipt.body).open()).order_by("sent_at")[:MOST]
    rows = sorted(starmap(_row, waiting.values_list("answer_by", "sent_at", "pk", "feedback")))
    here = _row(receipt.answer_by, receipt.sent_at, receipt.pk, receipt.feedback_id)
    others = [row for row in rows if row != here]
    following = next((row for row in others if row > here), others[0] if others else None)
    return NextInQueue(len(rows), following.feedback if following else 0)


def _row(answer_by: date | None, sent_at: datetime, pk: int, feedback: int) -> Row:
    """Where it stands, or stood before it was dealt with."""
    is_past_due = bool(answer_by and answer_by < today())
    return Row(not is_past_due, sent_at, -pk, feedback)
