"""The way back: a body's people say that they have read it, and answer in the body's name.

When a piece waits for review no more is decided here, and kept on the acknowledgement: a coordinator has said
to have read it, or the coordination group has answered it, by whomever in it, the communicator too. So
`Feedback.objects.waiting`, the figures, the tasks and `state` agree: what is answered never waits.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from feedback import correcting, notifications
from feedback.events import FeedbackEvent
from feedback.models import Acknowledgement, Answer, Receipt
from feedback.models.receipt import REVIEWED_BY
from groups.roles import is_coordinator
from people.models import Act, Person
from ui.dates import now
from ui.edit_conflict import EditConflict

WRITTEN = {True: FeedbackEvent.ANSWERED, False: FeedbackEvent.ANSWER_DRAFTED}  # by whether it is published
IS_EMPTY = _("There is no answer to publish yet. Write a few lines first.")


@transaction.atomic
def acknowledge(receipt: Receipt, *, by: Person, tells: bool = True) -> bool:
    """Say that one has read it. The first to do so is told to the sender; twice changes nothing.

    `tells` is False when the same step tells the sender more than that.
    """
    correcting.hold_the_text(receipt.feedback_id)
    locked = _locked(receipt)
    is_first = not locked.acknowledgements.exists()
    done = _acknowledge(locked, by)
    if done and is_first and tells:
        notifications.read(locked, by=by)
    return done


@transaction.atomic
def write(
    receipt: Receipt,
    text: str,
    *,
    seen: int,
    publishes: bool,
    by: Person,
    text_seen: int = 1,
    shares: bool = False,
) -> Answer:
    """Keep the body's answer as a draft, or publish it, which names and dates it for good.

    `seen` is the version that was being changed, 0 for the first; `text_seen` the version of the feedback
    that was read; `shares` says that the same step lets everybody read it. Raises EditConflict when somebody
    has saved or published another since, and as `_refuse_what_cannot_be_published` does.
    """
    if publishes:
        _refuse_what_cannot_be_published(receipt, text, text_seen)  # locks the text, before the receipt
    locked = _locked(receipt)
    answer = _as_it_was_seen(locked, seen)
    answer.text, answer.version = text, seen + 1
    answer.drafted_at, answer.drafted_by = now(), by
    if publishes:
        answer.published_at, answer.published_by = answer.drafted_at, by
    answer.save()
    Act.objects.record(WRITTEN[publishes], locked.feedback, by=by, body=locked.body_id)
    if publishes:
        _follow_up(locked, answer, shares, by)
    return answer


def _follow_up(receipt: Receipt, answer: Answer, shares: bool, by: Person) -> None:
    """Whoever answers has read it; the senders hear of it."""
    _acknowledge(receipt, by, answers=True)
    receipt.mark_answered(answer.drafted_at)
    notifications.answered(receipt, by=by, shares=shares)


def _as_it_was_seen(receipt: Receipt, seen: int) -> Answer:
    """The draft, or an unsaved first one. Raises EditConflict when it is published or has another version."""
    answer = Answer.objects.filter(receipt=receipt).first() or Answer(receipt=receipt, version=0)
    if answer.is_published or answer.version != seen:
        raise EditConflict(answer)
    return answer


def _refuse_what_cannot_be_published(receipt: Receipt, text: str, text_seen: int) -> None:
    """Raises ValidationError for no words at all, CorrectionConflict for an answer to an older text."""
    if not text.strip():
        raise ValidationError({"text": IS_EMPTY})
    if correcting.made_since(receipt.feedback, text_seen):
        raise correcting.CorrectionConflict(receipt.feedback)


def _locked(receipt: Receipt) -> Receipt:
    """This receipt afresh, its row locked until the transaction ends: who is first is decided here."""
    rows = Receipt.objects.select_for_update(of=("self",))
    return rows.select_related("feedback__author", "feedback__direction", "body").get(pk=receipt.pk)


def _acknowledge(receipt: Receipt, by: Person, *, answers: bool = False) -> bool:
    """False when nothing is new: they had read it, and reviewed it if they review it now."""
    reviews = receipt.body.kind == REVIEWED_BY and (answers or is_coordinator(by))
    read, is_new = Acknowledgement.objects.get_or_create(
        receipt=receipt, person=by, defaults={"as_coordinator": reviews}
    )
    if reviews and not read.as_coordinator:
        read.as_coordinator, is_new = True, True
        read.save(update_fields=["as_coordinator"])
    if is_new:
        receipt.mark_read(read.at, reviews=reviews)
        Act.objects.record(FeedbackEvent.ACKNOWLEDGED, receipt.feedback, by=by, body=receipt.body_id)
    return is_new
