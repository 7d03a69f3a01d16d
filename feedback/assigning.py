"""Who in the coordination group looks after a piece of feedback, and what they note for each other."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext

from feedback.events import FeedbackEvent
from feedback.models import Feedback, Review
from feedback.models.receipt import REVIEWED_BY
from feedback.senders import is_sender
from groups.models import Membership
from groups.models.membership import COMMUNICATORS_SEAT
from notices.kinds import NoticeKind
from notices.notifications import notify, settle
from people.models import Act, Person
from people.models.person import PersonQuerySet
from ui.prepared import prepared
from ui.swedish import alphabetically

LEAVE_A_TRACE = [FeedbackEvent.NOTED, FeedbackEvent.ASSIGNED, FeedbackEvent.UNASSIGNED]  # of who kept it


def coordinators() -> PersonQuerySet:
    """Those on the coordination group's three seats today."""
    seats = Membership.objects.coordinating().exclude(seat=COMMUNICATORS_SEAT)
    people: PersonQuerySet = (
        Person.objects.active().filter(pk__in=seats.values("person")).order_by(alphabetically("name"))
    )
    return people


coordinators_now = prepared()(coordinators)


@transaction.atomic
def assign(feedback: Feedback, to: Person, *, by: Person) -> bool:
    """Let a coordinator look after it, whoever did before. False when they do already, or sent it."""
    review, _is_new = Review.objects.select_for_update().get_or_create(feedback=feedback)
    return keep(review, note=review.note, assigned_to=to, seen=review.version, by=by)


def keep(review: Review, *, note: str, assigned_to: Person | None, seen: int, by: Person) -> bool:
    """Change the note and whom it is assigned to; in the caller's transaction.

    `seen` is the version that was being changed. False, and nothing has changed, when there is a newer one,
    when nothing would change, and when it would be assigned to one of its senders.
    """
    feedback = review.feedback
    moves = review.assigned_to_id != (assigned_to and assigned_to.pk)
    if (not moves and note == review.note) or (assigned_to and is_sender(assigned_to, feedback, REVIEWED_BY)):
        return False
    rows = Review.objects.filter(pk=review.pk, version=seen)
    done = rows.update(note=note, assigned_to=assigned_to, version=F("version") + 1)
    if done and note != review.note:
        Act.objects.record(FeedbackEvent.NOTED, feedback, by=by)
    if done and moves:
        verb = FeedbackEvent.ASSIGNED if assigned_to else FeedbackEvent.UNASSIGNED
        Act.objects.record(verb, feedback, by=by, concerning=assigned_to or review.assigned_to)
        settle(feedback, person=review.assigned_to)
        _tell(feedback, assigned_to, by=by)
    return bool(done)


def noted_by(review: Review) -> Person | None:
    """Who last changed the note or whom it is assigned to, by the trail of acts."""
    kind = ContentType.objects.get_for_model(Feedback)
    acts = Act.objects.filter(target_type=kind, target_id=review.feedback_id, verb__in=LEAVE_A_TRACE)
    act = acts.select_related("by").first()
    return act.by if act else None


def _tell(feedback: Feedback, assigned_to: Person | None, *, by: Person) -> None:
    names = {"name": by.name, "title": feedback.headline}
    notify(
        [assigned_to] if assigned_to else [],
        NoticeKind.TURN,
        lambda: gettext("%(name)s has asked you to look after “%(title)s”") % names,
        about=feedback,
        page="review",
        topic=feedback.direction.title if feedback.direction else "",
        by=by,
    )
