"""How far the coordination group has come with a piece of feedback, derived from what has been done."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from feedback.models.brief import Way
from ui.listing import listed


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    WAITING = "waiting", _("Waiting for review")
    REVIEWED = "reviewed", _("Read by the coordinators")
    ANSWERED = "answered", _("Answered")


def in_words(state: State, *, is_shared: bool, ways: Iterable[Way]) -> str:
    """The state, whether everybody can read it, and which bodies are late with their answers, by how much."""
    words = str(state.label)
    if is_shared:
        words = gettext("%(state)s, shared") % {"state": words}
    late = listed(way.late_in_words for way in ways if way.is_late)
    if late:
        words = gettext("%(state)s; still due from %(bodies)s") % {"state": words, "bodies": late}
    return words
