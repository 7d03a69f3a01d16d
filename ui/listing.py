"""Several things in a sentence: "a", "a and b", "a, b and c"."""

from collections.abc import Iterable

from django.utils.text import get_text_list
from django.utils.translation import gettext


def listed(things: Iterable[object]) -> str:
    return get_text_list([str(thing) for thing in things], gettext("and"))


def separator(left: int) -> str:
    """What stands after a thing of a list, each of which is marked up, when so many are left after it."""
    if left > 1:
        return ","
    return f" {gettext('and')}" if left else ""
