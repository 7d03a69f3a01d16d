"""Saving a draft: a group writes it together, so nobody overwrites what they have not read."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from feedback.models import Feedback
from ui.overtaken import EditConflict

NO_LONGER_DRAFT = _("It is no longer a draft, so nothing was saved. Your words are still here.")
WORDS = ["kind", "title", "text"]


@transaction.atomic
def write(draft: Feedback, *, seen: int) -> None:
    """Begin an unsaved draft, or save what was changed of one; `seen` is the version that was being changed.

    Raises EditConflict when there is a newer one, and ValidationError when it is no longer a draft.
    """
    if draft.pk is None:
        draft.save(force_insert=True)
        return
    current = Feedback.objects.drafts().select_for_update().filter(pk=draft.pk).first()
    if current is None:
        raise ValidationError(NO_LONGER_DRAFT)
    if current.draft_version != seen:
        raise EditConflict(current)
    draft.draft_version = seen + 1
    draft.save(update_fields=[*WORDS, "draft_version"])
