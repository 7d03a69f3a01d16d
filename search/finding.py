"""Finding: the newest texts that have the words and that this person may read, put in order here.

The order is the same on every database: what says it in its title before the rest; in each, living before
ended, then by where the words stand and as what, then the latest first.
"""

import math
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Left

from people.models import Person
from search.engine import has_each
from search.expanding import ITSELF, Worths, expand
from search.models import SearchText
from search.questions import Question, read
from search.sources import sources
from search.words import all_words, content_words, stems, stems_of
from ui.dates import now

MOST = 400  # hits that are put in order
BEGINNING = 300  # letters of a text in which a word counts for more
IN_TITLE, IN_BEGINNING, SOMEWHERE = 10.0, 3.0, 1.0
WHOLE_TITLE = 6.0  # more, for a title that says nothing else
SINCE = {"month": timedelta(days=31), "year": timedelta(days=366)}


@dataclass(frozen=True)
class Narrowed:
    """Which of the hits somebody wants to see."""

    kind: str = ""
    direction: int | None = None
    since: str = ""
    is_mine: bool = False
    has_ended: bool = False
    but_not: tuple[str, int] | None = None

    def condition(self, person: Person) -> Q:
        wanted = Q(kind=self.kind) if self.kind else Q()
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


@dataclass(frozen=True)
class Found:
    """What was found, best first, and how it had to be looked for."""

    question: Question
    words: list[Worths]  # for each word of the question, the stems that it was found by
    hits: list[SearchText] = field(default_factory=list)
    is_near: bool = False  # not what was asked for, but like it

    @property
    def stems(self) -> set[str]:
        return {stem for worths in self.words for stem in worths}

    @property
    def is_cut(self) -> bool:
        return len(self.hits) >= MOST


def find(asked: str, person: Person, narrowed: Narrowed | None = None) -> Found:
    """What has all the words. Where nothing has, what has words like them, or else some of them."""
    question, narrowed = read(asked), narrowed or Narrowed()
    if not question.words:
        return Found(question, [])
    words = expand(question)
    if hits := _hits(question, words, person, narrowed):
        return Found(question, words, hits)
    words = expand(question, slips=True)
    if hits := _hits(question, words, person, narrowed):
        return Found(question, words, hits, is_near=True)
    return Found(question, words, _with_any(question, words, person, narrowed), is_near=True)


def with_some(asked: str, person: Person, narrowed: Narrowed, limit: int) -> list[SearchText]:
    """What resembles a text: the more of its words and the rarer they stand, the better."""
    question = read(asked)
    words = expand(Question(question.words)) if question.words else []
    return _with_any(question, words, person, narrowed)[:limit]


def readable_by(person: Person) -> Any:
    """The condition, and the one door: of each kind, what its own `visible_to` gives this person."""
    readable: Any = Q(pk__in=[])
    for source in sources().values():
        seen = source.visible_to(person).filter(pk=OuterRef("target_id"))
        readable |= Q(kind=source.kind) & Exists(seen)
    return readable


def _hits(question: Question, words: list[Worths], person: Person, narrowed: Narrowed) -> list[SearchText]:
    texts = _texts(has_each(words), person, narrowed)
    if not question.phrases:
        return _ordered(texts, words)
    return _ordered([text for text in texts.defer("stems") if _has_phrases(text, question)], words)


def _with_any(
    question: Question, words: list[Worths], person: Person, narrowed: Narrowed
) -> list[SearchText]:
    if not words:
        return []
    either = {stem for worths in words for stem in worths}
    texts = list(_texts(has_each([either]), person, narrowed).defer(None).defer("text"))
    there = {text.pk: set(text.stems.split()) for text in texts}
    count = [sum(1 for stems in there.values() if not stems.isdisjoint(worths)) for worths in words]
    rare = [math.log(1 + len(texts) / max(times, 1)) for times in count]
    return sorted(texts, key=lambda text: _likeness(text, there[text.pk], words, rare), reverse=True)


def _likeness(text: Any, there: set[str], words: list[Worths], rare: list[float]) -> tuple[float, int]:
    """What is rare among what was found says more of what it is about."""
    title = stems_of(text.title)
    alike = (
        weight * (_best(worths, there) + _best(worths, title))
        for worths, weight in zip(words, rare, strict=True)
    )
    return round(sum(alike), 6), text.pk


def _texts(condition: Any, person: Person, narrowed: Narrowed) -> QuerySet[SearchText]:
    texts = SearchText.objects.filter(condition, narrowed.condition(person)).filter(readable_by(person))
    beginning = Left("text", BEGINNING)
    return texts.annotate(beginning=beginning).defer("text", "stems").order_by("-pk")[:MOST]


def _ordered(texts: Any, words: list[Worths]) -> list[SearchText]:
    return sorted(texts, key=lambda text: _place(text, words))


def _place(text: Any, words: list[Worths]) -> tuple[bool, bool, float, float, int]:
    """First what says it in its title, there the living before the ended; then, likewise, everything else."""
    title = content_words(text.title)
    in_title = {stem for word in title for stem in stems(word)}
    in_beginning = {stem for word in content_words(text.beginning) for stem in stems(word)}
    titled = [_best(worths, in_title) for worths in words]
    found = [
        max(IN_TITLE * best, IN_BEGINNING * _best(worths, in_beginning), SOMEWHERE)
        for worths, best in zip(words, titled, strict=True)
    ]
    whole = WHOLE_TITLE * titled.count(ITSELF) / max(len(title), 1)
    worth = round(sum(found) + whole + sources()[text.kind].weight, 6)
    when = text.at.timestamp() if text.at else 0
    return not all(titled), text.has_ended, -worth, -when, -text.pk


def _best(worths: Worths, there: set[str]) -> float:
    return max((worths[stem] for stem in there if stem in worths), default=0)


def _has_phrases(text: SearchText, question: Question) -> bool:
    said = [f" {' '.join(all_words(part))} " for part in (text.title, text.text)]
    return all(any(f" {' '.join(phrase)} " in part for part in said) for phrase in question.phrases)
