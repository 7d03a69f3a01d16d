"""A word or two in a list: as search finds them, or where it does not know the rows, as they are written."""

from importlib import import_module
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

MOST_WORDS = 8  # each is a condition more


def all_words_in(words: str, *fields: str) -> Q:
    """The condition: each of the words stands in one of the fields."""
    found = Q()
    for word in words.split()[:MOST_WORDS]:
        somewhere = Q()
        for field in fields:
            somewhere |= Q(**{f"{field}__icontains": word})
        found &= somewhere
    return found


def numbers_among(kind: str, words: str, rows: QuerySet[Any]) -> list[int]:
    """Which of the rows search finds, best first. It stands above who asks, so `settings.SEARCH` names it."""
    numbers: list[int] = import_module(settings.SEARCH).numbers_among(kind, words, rows)
    return numbers
