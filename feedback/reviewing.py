"""The coordinators' review: read, answer, share onward. Each step happens once, whoever comes first."""

from django.db import transaction

from feedback import answering, routing, telling
from feedback.models import Feedback, Receipt, Review
from feedback.models.receipt import REVIEWED_BY
from groups.models import Group
from people.models import Act, Person
from ui.dates import now
from ui.overtaken import Overtaken


def receipt_of(feedback: Feedback) -> Receipt:
    """The coordination group's own, made now for what was sent before there was such a group."""
    found = feedback.receipts.filter(body__kind=REVIEWED_BY).first()
    if found:
        return found
    body = Group.objects.current().get(kind=REVIEWED_BY)
    return routing.receive(feedback, body, to_answer=feedback.speaks_for is None)


@transaction.atomic
def mark_read(feedback: Feedback, *, by: Person) -> Receipt:
    """Tell the sender that somebody has read it. Doing it twice changes nothing the second time."""
    receipt = receipt_of(feedback)
    answering.acknowledge(receipt, by=by)
    return receipt


@transaction.atomic
def answer(feedback: Feedback, text: str, *, by: Person, seen: int = 0) -> bool:
    """Answer the sender at once, in the coordination group's name.

    `seen` is the version of the draft that was on the screen. False, and nothing has changed, when somebody
    has written on it or published it since.
    """
    receipt = receipt_of(feedback)
    try:
        answering.write(receipt, text, seen=seen, publishes=True, by=by)
    except Overtaken:
        return False
    return True


@transaction.atomic
def share(feedback: Feedback, *, by: Person) -> bool:
    """Let everybody read it, on the direction, the group and the first page. False when already shared."""
    mark_read(feedback, by=by)
    review, _is_new = Review.objects.get_or_create(feedback=feedback)
    done = Review.objects.filter(pk=review.pk, shared_at=None).update(shared_at=now(), shared_by=by)
    if done:
        Act.objects.record("shared", feedback, by=by)
        telling.shared(feedback, by=by)
    return bool(done)
