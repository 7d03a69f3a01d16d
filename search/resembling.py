"""What resembles something, of what somebody may read: looked for anew when that is other than it was.

To look takes ten times as long as to show it, and what is compared seldom changes. So each process keeps what
it found, for some minutes, under the words and all the things that this person may read: whoever may read
others has another entry, whoever may read one less finds another on the next page, and what is new is looked
among at once. Kept are numbers. What they are called today is asked each time.
"""

import json
import time
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db.models import BigIntegerField, QuerySet

from people.models import Person
from search.few import Things, few_of_all
from search.finding import Narrowed, with_some
from search.models import SearchText
from search.sources import sources
from search.vocabulary import latest
from ui.prepared import Place, any_of, prepared

SHOWN = 3
# What somebody works with or has worked with. Files, notes and people are found by other ways, and cost more.
RESEMBLING = ("direction", "group", "stage", "proposal", "feedback", "workshop")
KEPT = 600  # seconds that an order is kept, where words that are known already stand in another text since
REMEMBERED = 2_000  # orders


@dataclass(frozen=True)
class Resembling:
    address: str
    name: str
    label: str  # what it is
    has_ended: bool


@dataclass(frozen=True)
class Alike:
    """One that was found, by its number in the index, and the address of its page."""

    text: int
    kind: str
    thing: int
    address: str


def resembling(asked: str, person: Person, but_not: tuple[str, int] | None) -> tuple[Resembling, ...]:
    """Three things at most, the one that is most alike first, ended ones included."""
    readable = few_of_all(person, [sources()[kind] for kind in RESEMBLING])
    if readable is None:
        return _said(_alike(asked, person, but_not))
    key = _key(asked, but_not, readable)
    kept = _kept.get(key)
    if kept is not None and len(said := _said(kept)) == len(kept):
        return said
    found = _alike(asked, person, but_not)
    alike = [one for one in found if one.thing in readable[one.kind]]  # by both questions
    _kept.keep(key, alike)
    return _said(alike)


def _key(asked: str, but_not: tuple[str, int] | None, readable: Things) -> str:
    listed = [(kind, sorted(numbers)) for kind, numbers in sorted(readable.items())]
    return sha256(json.dumps([asked, but_not, latest(), listed]).encode()).hexdigest()


def _alike(asked: str, person: Person, but_not: tuple[str, int] | None) -> list[Alike]:
    hits = with_some(asked, person, Narrowed(kinds=RESEMBLING, but_not=but_not), SHOWN)
    numbers = {hit.kind: tuple(other.target_id for other in hits if other.kind == hit.kind) for hit in hits}
    addresses = {
        (kind, row.pk): sources()[kind].address(row)
        for kind in numbers
        for row in _rows(numbers=numbers[kind], kind=kind)
    }
    places = [(hit, addresses.get((hit.kind, hit.target_id))) for hit in hits]
    return [Alike(hit.pk, hit.kind, hit.target_id, address) for hit, address in places if address]


@prepared(numbers=BigIntegerField())
def _rows(numbers: tuple[Place, ...], kind: str) -> QuerySet[Any]:
    """Those that were found a moment ago, which this person may read, for their addresses."""
    return sources()[kind].things().filter(any_of("pk", numbers))


def _said(alike: Iterable[Alike]) -> tuple[Resembling, ...]:
    alike = list(alike)
    texts = {text.pk: text for text in _texts(numbers=tuple(one.text for one in alike))} if alike else {}
    there = [(one, texts[one.text]) for one in alike if one.text in texts]
    return tuple(
        Resembling(one.address, text.title, str(sources()[one.kind].label), text.has_ended)
        for one, text in there
    )


@prepared(numbers=BigIntegerField())
def _texts(numbers: tuple[Place, ...]) -> QuerySet[SearchText]:
    return SearchText.objects.filter(any_of("pk", numbers)).only("title", "has_ended")


class _Memory:
    """What was found lately, the oldest let go first."""

    def __init__(self) -> None:
        self.orders: OrderedDict[str, tuple[float, list[Alike]]] = OrderedDict()

    def get(self, key: str) -> list[Alike] | None:
        since, alike = self.orders.get(key, (0, None))
        return alike if time.monotonic() - since < KEPT else None

    def keep(self, key: str, alike: list[Alike]) -> None:
        while len(self.orders) >= REMEMBERED:
            self.orders.popitem(last=False)
        self.orders[key] = time.monotonic(), alike


_kept = _Memory()
