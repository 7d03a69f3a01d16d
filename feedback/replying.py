"""Replies: one level deep, by whoever reads the feedback, and never changed."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from feedback import notifications
from feedback.events import FeedbackEvent
from feedback.models import Feedback, Reply
from people.models import Act, Person

IS_DRAFT = _("It is still a draft, so there is nothing to reply to yet.")


@transaction.atomic
def reply(feedback: Feedback, text: str, *, by: Person) -> Reply:
    """Say something to it. Raises ValidationError for a draft."""
    if feedback.is_draft:
        raise ValidationError(IS_DRAFT)
    made = Reply.objects.create(feedback=feedback, author=by, text=text)
    Act.objects.record(FeedbackEvent.REPLIED, feedback, by=by)
    notifications.replied(made, by=by)
    return made
