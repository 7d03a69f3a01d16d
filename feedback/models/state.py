"""How far the coordination group has come with a piece of feedback, derived from what has been done."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    WAITING = "waiting", _("Waiting for review")
    REVIEWED = "reviewed", _("Read by the coordinators")
    ANSWERED = "answered", _("Answered")


def in_words(state: State, *, is_shared: bool, is_late: bool) -> str:
    """The state, whether everybody can read it, and whether any body is late with its answer."""
    words = str(state.label)
    if is_shared:
        words = gettext("%(state)s, shared") % {"state": words}
    return gettext("%(state)s; an answer is overdue") % {"state": words} if is_late else words
