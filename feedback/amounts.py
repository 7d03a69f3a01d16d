"""How many pieces of feedback, in words."""

from django.utils.text import capfirst
from django.utils.translation import ngettext

from ui.counting import in_words


def pieces(count: int) -> str:
    """As `ui.counting` counts: of more than it goes to, only that there are more."""
    words = ngettext("%(count)s piece of feedback", "%(count)s pieces of feedback", count)
    return capfirst(words % {"count": in_words(count)})
