"""Finding: the newest texts that have the words and that this person may read, put in order here.

The order is the same on every database: what says it in its title before the rest; in each, living before
ended, then by where the words stand and as what, then the latest first.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Left
from django.db.models.lookups import IsNull

from people.models import Person
from search.engine import as_written, newest_with_each
from search.expanding import ITSELF, Worths, expand
from search.models import SearchText
from search.questions import Question, read
from search.sources import sources
from search.words import all_words, content_words
from ui.dates import now

MOST = 400  # hits that are put in order
OPENING = 2_000  # letters in which the stems of a title and a beginning have room
IN_TITLE, IN_BEGINNING, SOMEWHERE = 10.0, 3.0, 1.0
WHOLE_TITLE = 6.0  # more, for a title that says nothing else
SINCE = {"month": timedelta(days=31), "year": timedelta(days=366)}


@dataclass(frozen=True)
class Narrowed:
    """Which of the hits somebody wants to see."""

    kind: str = ""
    kinds: tuple[str, ...] = ()
    direction: int | None = None
    since: str = ""
    is_mine: bool = False
    has_ended: bool = False
    but_not: tuple[str, int] | None = None

    def condition(self, person: Person) -> Q:
        wanted = Q(kind=self.kind) if self.kind else Q()
        if self.kinds:
            wanted &= Q(kind__in=self.kinds)
        if self.direction is not None:
            wanted &= Q(direction=self.direction)
        if self.since in SINCE:
            wanted &= Q(at__gte=now() - SINCE[self.since])
        if self.is_mine:
            mine = [seat.group_id for seat in person.current_memberships]
            wanted &= Q(person=person.pk) | Q(group__in=mine)
        if self.has_ended:
            wanted &= Q(has_ended=True)
        if self.but_not:
            wanted &= ~Q(kind=self.but_not[0], target_id=self.but_not[1])
        return wanted


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


COLUMNS = Hit._fields[:-1]


@dataclass(frozen=True)
class Found:
    """What was found, best first, and how it had to be looked for."""

    question: Question
    words: list[Worths]  # for each word of the question, the stems that it was found by
    hits: list[Hit] = field(default_factory=list)
    is_near: bool = False  # not what was asked for, but like it

    @property
    def stems(self) -> set[str]:
        return {stem for worths in self.words for stem in worths}

    @property
    def is_cut(self) -> bool:
        return len(self.hits) >= MOST


def find(asked: str, person: Person, narrowed: Narrowed | None = None, *, near: bool = True) -> Found:
    """What has all the words. Where nothing has and `near`: words like them, or else some of them."""
    question, narrowed = read(asked), narrowed or Narrowed()
    if not question.words:
        return Found(question, [])
    words, seen = expand(question), _seen_by(person, narrowed)
    if (hits := _hits(question, words, seen)) or not near:
        return Found(question, words, hits)
    words = expand(question, slips=True)
    if hits := _hits(question, words, seen):
        return Found(question, words, hits, is_near=True)
    return Found(question, words, _with_any(words, seen), is_near=True)


def with_some(asked: str, person: Person, narrowed: Narrowed, limit: int) -> list[Hit]:
    """What resembles a text: the more of its words and the rarer they stand, the better."""
    question = read(asked)
    words = expand(Question(question.words)) if question.words else []
    return _with_any(words, _seen_by(person, narrowed))[:limit] if words else []


def readable_by(person: Person) -> Any:
    """The condition, and the one door: of each kind, what its own `visible_to` gives this person.

    It asks for the row's number rather than whether there is one, since for that PostgreSQL likes to read
    everything that this person may read, anew for every search.
    """
    readable: Any = Q(kind__in=[source.kind for source in sources().values() if source.for_everybody])
    for source in sources().values():
        if not source.for_everybody:
            seen = source.visible_to(person).order_by().filter(pk=OuterRef("target_id"))
            readable |= Q(kind=source.kind) & Q(IsNull(Subquery(seen.values("pk")[:1]), False))
    return readable


def _seen_by(person: Person, narrowed: Narrowed) -> Any:
    return as_written(narrowed.condition(person) & Q(readable_by(person)))


def _hits(question: Question, words: list[Worths], seen: Any) -> list[Hit]:
    hits = _texts(words, seen, Left("stems", OPENING))
    if question.phrases:
        texts = SearchText.objects.filter(pk__in=[hit.pk for hit in hits]).values_list("pk", "title", "text")
        said = {pk for pk, *parts in texts if _has_phrases(parts, question)}
        hits = [hit for hit in hits if hit.pk in said]
    return sorted(hits, key=lambda hit: _place(hit, words))


def _with_any(words: list[Worths], seen: Any) -> list[Hit]:
    hits = _texts([{stem: worth for worths in words for stem, worth in worths.items()}], seen, "stems")
    there = {hit.pk: hit.stems.split() for hit in hits}
    stems = {pk: set(listed) for pk, listed in there.items()}
    count = [sum(1 for found in stems.values() if not found.isdisjoint(worths)) for worths in words]
    rare = [math.log(1 + len(hits) / max(times, 1)) for times in count]

    def likeness(hit: Hit) -> tuple[float, float, int]:
        """What is rare among what was found says more of what it is about; among equals the latest."""
        title = set(there[hit.pk][: hit.in_title])
        alike = (
            weight * (_best(worths, stems[hit.pk]) + _best(worths, title))
            for worths, weight in zip(words, rare, strict=True)
        )
        return round(sum(alike), 6), _time(hit), hit.pk

    return sorted(hits, key=likeness, reverse=True)


def _texts(words: list[Worths], seen: Any, stems: Any) -> list[Hit]:
    rows = newest_with_each(words, seen).values_list(*COLUMNS, stems)[:MOST]
    return [Hit(*row) for row in rows]


def _place(hit: Hit, words: list[Worths]) -> tuple[bool, bool, float, float, int]:
    """First what says it in its title, there the living before the ended; then, likewise, everything else."""
    stems = hit.stems.split(" ", hit.in_title + hit.in_beginning)
    in_title, in_beginning = (
        set(stems[: hit.in_title]),
        set(stems[hit.in_title : hit.in_title + hit.in_beginning]),
    )
    titled = [_best(worths, in_title) for worths in words]
    found = [
        max(IN_TITLE * best, IN_BEGINNING * _best(worths, in_beginning), SOMEWHERE)
        for worths, best in zip(words, titled, strict=True)
    ]
    exact = titled.count(ITSELF)
    whole = WHOLE_TITLE * exact / max(len(content_words(hit.title)), 1) if exact else 0
    worth = round(sum(found) + whole + sources()[hit.kind].weight, 6)
    return not all(titled), hit.has_ended, -worth, -_time(hit), -hit.pk


def _time(hit: Hit) -> float:
    return hit.at.timestamp() if hit.at else 0


def _best(worths: Worths, there: set[str]) -> float:
    common = worths.keys() & there
    return max(map(worths.__getitem__, common)) if common else 0


def _has_phrases(texts: Iterable[str], question: Question) -> bool:
    said = [f" {' '.join(all_words(part))} " for part in texts]
    return all(any(f" {' '.join(phrase)} " in part for part in said) for phrase in question.phrases)
