"""Which words of a sentence of ours people have written: names of directions, groups and units, and titles.

Sentences are put together where there is no page, and go into mails too. On a page in another language what
is said in the organisation's language in the midst of them is found by what is called so.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.signals import request_started
from django.utils.html import conditional_escape, escape
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from directions.models import Direction, Stage
from groups.models import Background, Group
from people.models import Unit
from ui.templatetags.ui import written
from ui.text import lower_first

NAMED: list[tuple[Any, str]] = [
    (Group, "name"),
    (Direction, "title"),
    (Stage, "title"),
    (Background, "name"),
    (Unit, "name"),
]
SHORTEST = 4  # letters: what is called HR is called so in English too
TAG = re.compile("(<[^>]*>)")
QUOTED = "(?<=“)[^”]+(?=”)"


def named(words: str) -> str:
    """The words, or markup, with what people have written among them saying in which language it is."""
    if get_language() == settings.LANGUAGE_CODE or not words:
        return words
    names = _names()
    pieces = TAG.split(conditional_escape(words))
    return mark_safe("".join(p if place % 2 else marked(p, names) for place, p in enumerate(pieces)))  # noqa: S308


def marked(escaped: str, names: re.Pattern[str]) -> str:
    parts = names.split(escaped)
    found = [mark_safe(part) for part in parts]  # noqa: S308 - cut out of markup
    return "".join(written(part) if place % 2 else part for place, part in enumerate(found))


def pattern_of(names: Iterable[str]) -> re.Pattern[str]:
    """The longest first: of two names that begin alike it is the one that stands there."""
    long_enough = sorted((name for name in names if len(name) >= SHORTEST), key=len, reverse=True)
    found = [rf"(?<!\w){re.escape(escape(name))}(?!\w)" for name in long_enough]
    return re.compile("|".join([f"({QUOTED}", *found]) + ")")


@lru_cache(maxsize=1)
def _names() -> re.Pattern[str]:
    """Asked once for a page, and on an English one only."""
    first, *others = (kind._default_manager.order_by().values_list(column) for kind, column in NAMED)
    names = {name for (name,) in first.union(*others).order_by()}
    return pattern_of(names | set(map(lower_first, names)))


def forget(**_sent: object) -> None:
    """What was asked for the last page: somebody may have given another name to something since."""
    _names.cache_clear()


request_started.connect(forget)
