from datetime import datetime
from itertools import count
from typing import Any
from uuid import uuid4

from django.db.models import Min

from feedback import answering, correcting, reviewing, routing
from feedback.models import Answer, Feedback, Receipt, Voice
from feedback.reviewing import Step, Written
from groups.models import Group
from people.models import Person
from ui.dates import now

number = count(1)


def typed_feedback(**words: str) -> dict[str, str]:
    """Its form as somebody fills it in to send it at once, with a key of its own each time."""
    form = {"kind": "did", "title": "Tack", "text": "Bra.", "save_as": "completed", "form_key": str(uuid4())}
    return form | words


def make_draft(by: Person, **fields: Any) -> Feedback:
    """A draft in the group's name when a group is given, else in the person's own."""
    n = next(number)
    words = {"title": f"Rubrik {n}", "text": f"Text {n}."}
    voice = Voice.GROUP if "group" in fields else Voice.PERSON
    post = Feedback.draft(by=by, **{"voice": voice, **words, **fields})
    post.save()
    return post


def make_post(by: Person, **fields: Any) -> Feedback:
    """Completed feedback that lies with the bodies it goes to, and has been read by nobody."""
    at = fields.pop("completed_at", now())
    post = make_draft(by, **fields)
    post.completed_at, post.completed_by = at, by
    post.save()
    routing.deliver(post)
    return post


def make_shared(by: Person, reviewer: Person, **fields: Any) -> Feedback:
    """Feedback that a coordinator has answered and shared with everybody."""
    post = make_post(by, **fields)
    review(post, reviewer, "Tack!", shares=True)
    return post


def review(post: Feedback, by: Person, answer: str = "", *, shares: bool = False) -> None:
    """What one press of a button on the review page does: read it, answer it, share it."""
    written = Written(answer, publishes=True, seen=0) if answer else None
    step = Step(reads=True, shares=shares, text_seen=post.version, written=written)
    reviewing.carry_out(post, step, by=by)


def make_receipt(by: Person, body: Group, **fields: Any) -> Receipt:
    """A question as it lies with a body, unread."""
    post = make_post(by, **{"kind": "question", **fields})
    return post.receipts.get(body=body)


def make_answer(receipt: Receipt, by: Person, text: str = "Ja, prova.", *, publishes: bool = False) -> Answer:
    """A draft of a body's answer, or the published one."""
    return answering.write(receipt, text, seen=0, publishes=publishes, by=by)


def date_answers(post: Feedback, at: datetime, receipt: Receipt | None = None) -> None:
    """Let its published answers, or that of one receipt, have come at another moment."""
    receipts = post.receipts.filter(answered_at__isnull=False)
    receipts = receipts.filter(pk=receipt.pk) if receipt else receipts
    Answer.objects.filter(receipt__in=receipts).update(published_at=at)
    receipts.update(answered_at=at)
    first = post.receipts.aggregate(first=Min("answered_at"))["first"]
    Feedback.objects.filter(pk=post.pk).update(answered_at=first)


def make_corrected(by: Person, **fields: Any) -> Feedback:
    """Feedback that has been corrected once, headline and text."""
    post = make_post(by, **fields)
    correcting.correct(post, "Rättad rubrik", "Rättad text.", "Fel siffra.", seen=1, by=by)
    return post
