"""The coordinators' review: read, answer, share onward. Each step happens once, whoever comes first."""

from dataclasses import dataclass

from django.db import transaction

from feedback import answering, assigning, correcting, notifications, routing
from feedback.events import FeedbackEvent
from feedback.models import Answer, Correction, Feedback, Receipt, Review
from feedback.models.receipt import REVIEWED_BY
from groups.models import Group
from notices.notifications import settle
from people.models import Act, Person
from ui.dates import now
from ui.edit_conflict import EditConflict


class ReviewConflict(EditConflict):
    """A colleague saved while this person was writing. Nothing was saved; `current` is the feedback.

    `answer` is None when their answer did not meet another's, `review` when their note did not, and
    `correction` when the text is still the one that was on the screen.
    """

    def __init__(
        self,
        current: Feedback,
        answer: Answer | None,
        review: Review | None,
        correction: Correction | None,
    ) -> None:
        super().__init__(current)
        self.answer = answer
        self.review = review
        self.correction = correction


@dataclass(frozen=True)
class Kept:
    """What was typed between the coordinators, and which version of it was on the screen."""

    note: str
    assigned_to: Person | None
    seen: int


@dataclass(frozen=True)
class Written:
    """What was typed as the answer, and which version of the draft was on the screen, 0 for none."""

    text: str
    publishes: bool
    seen: int


@dataclass(frozen=True)
class Step:
    """What a coordinator does with one piece of feedback, all of it or nothing.

    `text_seen` is the version of its text that was on the screen, 1 as it was sent.
    """

    reads: bool = False
    shares: bool = False
    text_seen: int = 1
    written: Written | None = None  # None: the answer is left as it is
    kept: Kept | None = None  # None: the note and whom it is assigned to are left as they are

    @property
    def publishes(self) -> bool:
        return bool(self.written and self.written.publishes)

    @property
    def takes_the_text_as_read(self) -> bool:
        """A note or a draft between us may be about an earlier text; what others are told may not."""
        return self.reads or self.shares or self.publishes


@transaction.atomic
def carry_out(feedback: Feedback, step: Step, *, by: Person) -> None:
    """Take one step. Raises ReviewConflict when somebody saved what this person changed: none is taken.

    The rows are locked, the text's first and then the receipt's as in every verb, so what was found holds
    until the end.
    """
    correction = correcting.made_since(feedback, step.text_seen) if step.takes_the_text_as_read else None
    receipt = Receipt.objects.select_for_update(of=("self",)).get(pk=receipt_of(feedback).pk)
    review, _is_new = Review.objects.select_for_update().get_or_create(feedback=feedback)
    _refuse_what_was_overtaken(feedback, receipt, review, correction, step)
    _do_what_is_told(feedback, receipt, step, by)
    if step.kept:
        kept = step.kept
        assigning.keep(review, note=kept.note, assigned_to=kept.assigned_to, seen=kept.seen, by=by)


def _do_what_is_told(feedback: Feedback, receipt: Receipt, step: Step, by: Person) -> None:
    """Read it, share it and answer it. The senders get one notice of it all, which says the most."""
    if step.takes_the_text_as_read:
        settle(feedback)
    is_first = step.shares and _share(feedback, receipt, by=by, tells_senders=not step.publishes)
    if step.reads and not step.shares and not step.publishes:
        answering.acknowledge(receipt, by=by)
    if step.written:
        answering.write(
            receipt,
            step.written.text,
            seen=step.written.seen,
            text_seen=step.text_seen,
            publishes=step.publishes,
            shares=is_first,
            by=by,
        )


def _share(feedback: Feedback, receipt: Receipt, *, by: Person, tells_senders: bool) -> bool:
    """Let everybody read it, on the direction, the group and the first page. False when already shared.

    Whoever shares it has read it, of which the senders need not be told too.
    """
    answering.acknowledge(receipt, by=by, tells=False)
    shared = {"shared_at": now(), "shared_by": by}
    done = Review.objects.filter(feedback=feedback, shared_at=None).update(**shared)
    if done:
        Act.objects.record(FeedbackEvent.SHARED, feedback, by=by)
        notifications.shared(feedback, by=by, tells_senders=tells_senders)
    return bool(done)


def _refuse_what_was_overtaken(
    feedback: Feedback, receipt: Receipt, review: Review, correction: Correction | None, step: Step
) -> None:
    answer = Answer.objects.select_related("drafted_by", "published_by").filter(receipt=receipt).first()
    version = answer.version if answer else 0
    late = step.written and ((answer and answer.is_published) or version != step.written.seen)
    review_late = step.kept and review.version != step.kept.seen
    if late or review_late or correction:
        raise ReviewConflict(feedback, answer if late else None, review if review_late else None, correction)


def receipt_of(feedback: Feedback) -> Receipt:
    """The coordination group's own, made now for what was sent before there was such a group."""
    receipt = feedback.receipts.filter(body__kind=REVIEWED_BY).first()
    if receipt:
        return receipt
    body = Group.objects.current().get(kind=REVIEWED_BY)
    return routing.receive(feedback, body, to_answer=feedback.speaks_for is None)
