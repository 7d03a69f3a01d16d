"""Of which kinds somebody may read few things, and which those are.

Whoever may read nearly all has enough hits after the newest few hundred texts that have the words. Whoever
may read little would have the database ask of each of a hundred thousand whether it is one of them, anew for
each way of looking. So their few things are asked for, once, by the same `visible_to` (`search/rights.py`).
"""

import time
from collections.abc import Iterable, Sequence

from django.db import connection

from people.models import Person
from search.models import SearchText
from search.rights import things_by_ways
from search.sources import Source

# Things: from there on to ask one by one takes no longer (docs/search.md), which is sooner on SQLite.
FEW = 5_000 if connection.vendor == "postgresql" else 2_000
MANY = 3_000  # texts in the index, from which on it is worth asking
KEPT = 600  # seconds that it is remembered how much there is: what is found does not depend on it
REMEMBERED = 2_000  # people

Things = dict[str, set[int]]  # of each kind the numbers


def few_things(person: Person, asked_for: Sequence[Source]) -> Things:
    """Those of these kinds of which this person may read few; of all together they are few."""
    known = _not_few.get(person.pk)
    asked = [source for source in asked_for if source.kind not in known] if _has_many_texts() else []
    if not asked:
        return {}
    few = _smallest(_readable(person, asked))
    _not_few.remember(person.pk, known | {source.kind for source in asked} - few.keys())
    return few


def few_of_all(person: Person, asked_for: Sequence[Source]) -> Things | None:
    """All that this person may read of these kinds; None where it is not few."""
    readable = _readable(person, asked_for)
    few = _smallest(readable)
    return few if len(few) == len(readable) else None


def _readable(person: Person, asked: Sequence[Source]) -> dict[str, list[int]]:
    """A thing as often as there are ways to it, and of each kind as many as show that they are not few."""
    found: dict[str, list[int]] = {source.kind: [] for source in asked}
    for kind, number in things_by_ways(person, asked, FEW + 1):
        found[kind].append(number)
    return found


def _smallest(readable: dict[str, list[int]]) -> Things:
    few: Things = {}
    left = FEW
    for kind, numbers in sorted(readable.items(), key=lambda each: len(each[1])):
        if len(numbers) > left or 0 in numbers:
            continue
        few[kind] = set(numbers)
        left -= len(numbers)
    return few


class _Memory:
    """What was seen not to be few, for some minutes, so that it is not asked for again at each letter."""

    def __init__(self) -> None:
        self.kinds: dict[int, tuple[float, frozenset[str]]] = {}

    def get(self, person: int) -> frozenset[str]:
        since, kinds = self.kinds.get(person, (0, frozenset()))
        return kinds if time.monotonic() - since < KEPT else frozenset()

    def remember(self, person: int, kinds: Iterable[str]) -> None:
        if frozenset(kinds) == self.get(person):
            return
        if len(self.kinds) >= REMEMBERED:
            self.kinds.clear()
        self.kinds[person] = time.monotonic(), frozenset(kinds)


_not_few = _Memory()
_texts: tuple[float, int] | None = None


def _has_many_texts() -> bool:
    """By the highest number, which both databases know at once."""
    global _texts
    if _texts is None or time.monotonic() - _texts[0] > KEPT:
        latest = SearchText.objects.order_by("-pk").values_list("pk", flat=True).first()
        _texts = time.monotonic(), latest or 0
    return _texts[1] >= MANY
