"""The order of what was found, made here and so the same on every database.

What says it in its title comes before the rest; in each, living before ended, then by where the words stand
and as what, then the latest first.
"""

import math
from collections.abc import Iterable, Sequence, Set
from datetime import datetime
from typing import NamedTuple

from search.expanding import ITSELF, Worths
from search.kind_names import Meant
from search.sources import sources
from search.words import all_words, content_words
from ui.swedish import Key, alphabetical

IN_TITLE, IN_BEGINNING, SOMEWHERE = 10.0, 3.0, 1.0
WHOLE_TITLE = 6.0  # more, for a title that says nothing else


class Hit(NamedTuple):
    """What is asked of a text that was found: enough to put it in order and to say what it is."""

    pk: int
    kind: str
    target_id: int
    title: str
    at: datetime | None
    has_ended: bool
    state: str
    direction: int | None
    in_title: int
    in_beginning: int
    stems: str


Place = tuple[bool, bool, float, float, Key, int]
NO_NAME = alphabetical("")
COLUMNS = Hit._fields[:-1]


def best_first(
    hits: Iterable[Hit], asked: Sequence[str], words: list[Worths], meant: Sequence[Meant] = ()
) -> list[Hit]:
    """By the words that were `asked` for, each with its stems. Where nothing is asked for but a kind, the
    newest of that kind come first.
    """
    asks_for_a_kind = len({place for kind in meant for place in kind.places}) == len(words)
    wanted = frozenset(stem for worths in words for stem in worths)

    def place(hit: Hit) -> tuple[bool, float, Place]:
        own = next((kind for kind in meant if kind.is_of(hit.kind, hit.state)), None)
        is_it = asks_for_a_kind and own is not None
        placed = _place(hit, asked, words, wanted, own.places if own else ())
        return not is_it, -_time(hit) if is_it else 0, placed

    return sorted(hits, key=place)


def most_alike_first(hits: Sequence[Hit], words: list[Worths], kinds: Set[str] = frozenset()) -> list[Hit]:
    """Those of these kinds, then the rest. What is rare among what was found says more of what it is about;
    among equals the latest.
    """
    there = {hit.pk: hit.stems.split() for hit in hits}
    wanted = frozenset(stem for worths in words for stem in worths)
    stems = {pk: wanted.intersection(listed) for pk, listed in there.items()}
    count = [sum(1 for found in stems.values() if not found.isdisjoint(worths)) for worths in words]
    rare = [math.log(1 + len(hits) / max(times, 1)) for times in count]

    def likeness(hit: Hit) -> tuple[bool, float, float, int]:
        title = wanted.intersection(there[hit.pk][: hit.in_title])
        alike = (
            weight * (_best(worths, stems[hit.pk]) + _best(worths, title))
            for worths, weight in zip(words, rare, strict=True)
        )
        return hit.kind in kinds, round(sum(alike), 6), _time(hit), hit.pk

    return sorted(hits, key=likeness, reverse=True)


def _place(
    hit: Hit, asked: Sequence[str], words: list[Worths], wanted: frozenset[str], called: Sequence[int]
) -> Place:
    """`wanted` are all stems of the words; `called` are the places of those that say what kind it is."""
    end = hit.in_title + hit.in_beginning
    stems = hit.stems.split(" ", end)
    in_title = wanted.intersection(stems[: hit.in_title])
    in_beginning = wanted.intersection(stems[hit.in_title : end])
    titled = [_best(worths, in_title) for worths in words]
    if sources()[hit.kind].is_a_name:
        titled = _as_names(titled, hit.title, asked)
    for place in called:
        titled[place] = ITSELF
    begun = [_best(worths, in_beginning) for worths in words]
    found = map(_worth_of_place, titled, begun)
    exact = titled.count(ITSELF)
    whole = WHOLE_TITLE * exact / max(len(content_words(hit.title)), exact) if exact else 0
    worth = round(sum(found) + whole + sources()[hit.kind].weight, 6)
    if hit.at is None:  # as people: by the alphabet
        return not all(titled), hit.has_ended, -worth, 0, alphabetical(hit.title), hit.pk
    return not all(titled), hit.has_ended, -worth, -_time(hit), NO_NAME, -hit.pk


def _as_names(titled: list[float], name: str, asked: Sequence[str]) -> list[float]:
    """Mats is none who is looked for by "mat": a name is meant as it stands, or with the s of whose it is."""
    named = set(all_words(name))
    meant = [not named.isdisjoint((word, word.removesuffix("s"))) for word in asked]
    pairs = zip(titled, meant, strict=True)
    return [worth if is_meant or worth != ITSELF else 0 for worth, is_meant in pairs]


def _time(hit: Hit) -> float:
    return hit.at.timestamp() if hit.at else 0


def _best(worths: Worths, there: Set[str]) -> float:
    """Asked some thousand times for a page, mostly of nothing."""
    return max([worths.get(stem, 0) for stem in there]) if there else 0


def _worth_of_place(in_title: float, in_beginning: float) -> float:
    if in_title or in_beginning:
        return max(IN_TITLE * in_title, IN_BEGINNING * in_beginning, SOMEWHERE)
    return SOMEWHERE
