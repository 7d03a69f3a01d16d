"""Correcting what has been sent: a version after it, with a reason. What was sent first stands."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from feedback import notifications
from feedback.events import FeedbackEvent
from feedback.models import Correction, Feedback
from people.models import Act, Person
from ui.edit_conflict import EditConflict

NOTHING_NEW = _("The headline and the text have not changed, so there is nothing to correct.")
IS_DRAFT = _("It is still a draft: change it instead.")


class CorrectionConflict(EditConflict):
    """Somebody corrected the text while this person wrote. `current` is the feedback."""


@transaction.atomic
def correct(feedback: Feedback, title: str, text: str, why: str, *, seen: int, by: Person) -> Correction:
    """Add a version and tell the bodies that had read the one before.

    `seen` is the version that was being corrected. Raises CorrectionConflict when there is a newer one, and
    ValidationError for a draft and when no word is different.
    """
    locked = Feedback.objects.select_for_update().get(pk=feedback.pk)
    if locked.is_draft:
        raise ValidationError(IS_DRAFT)
    number = locked.version
    if number != seen:
        raise CorrectionConflict(locked)
    if (title, _lines(text)) == (locked.headline, _lines(locked.words)):
        raise ValidationError(NOTHING_NEW)
    made = Correction.objects.create(
        feedback=locked, number=number + 1, title=title, text=text, why=why, made_by=by
    )
    Act.objects.record(FeedbackEvent.CORRECTED, locked, by=by, version=made.number)
    notifications.corrected(locked, by=by)
    return made


def made_since(feedback: Feedback, seen: int) -> Correction | None:
    """The latest correction after version `seen`, and none comes until the caller's transaction ends."""
    hold_the_text(feedback.pk)
    return feedback.corrections.filter(number__gt=seen).select_related("made_by").last()


def hold_the_text(pk: int) -> None:
    """Lock the row of a piece of feedback, before any of its receipts as everywhere.

    It waits for `correct` and makes it wait, but nobody who only refers to the row, as a new review does:
    two of those could otherwise each wait for the other.
    """
    Feedback.objects.select_for_update(no_key=True).get(pk=pk)


def _lines(text: str) -> list[str]:
    """A browser sends the ends of lines in its own way; that is no correction."""
    return text.splitlines()
