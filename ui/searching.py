"""A word or two in a list: every word stands somewhere in what is looked through, whatever its case."""

from django.db.models import Q

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
