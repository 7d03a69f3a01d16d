"""The coordinators' review: read, answer, share onward. Each step happens once, whoever comes first."""

from django.db import transaction

from feedback.models import Feedback, Review
from people.models import Act, Person
from ui.dates import now


@transaction.atomic
def mark_read(feedback: Feedback, *, by: Person) -> Review:
    """Tell the sender that somebody has read it. The first coordinator who does is the one it says."""
    review, is_new = Review.objects.get_or_create(feedback=feedback, defaults={"reviewed_by": by})
    if is_new:
        Act.objects.record("reviewed", feedback, by=by)
    return review


@transaction.atomic
def answer(feedback: Feedback, text: str, *, by: Person) -> bool:
    """Answer the sender, once. False when somebody already has: their answer stands."""
    review = mark_read(feedback, by=by)
    unanswered = Review.objects.filter(pk=review.pk, answered_at=None)
    done = unanswered.update(answer=text, answered_at=now(), answered_by=by)
    if done:
        Act.objects.record("answered", feedback, by=by)
    return bool(done)


@transaction.atomic
def share(feedback: Feedback, *, by: Person) -> bool:
    """Let everybody read it, on the direction, the group and the first page. False when already shared."""
    review = mark_read(feedback, by=by)
    done = Review.objects.filter(pk=review.pk, shared_at=None).update(shared_at=now(), shared_by=by)
    if done:
        Act.objects.record("shared", feedback, by=by)
    return bool(done)
