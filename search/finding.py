"""Finding: the newest texts that have the words and that this person may read, put in order here."""

from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet

from people.models import Person
from search.engine import Wanted, as_written, targets_with_each
from search.expanding import NEAREST, Worths, expand, with_last_parts
from search.kind_names import Meant, kinds_meant
from search.models import SearchText
from search.ordering import COLUMNS, Hit, best_first, most_alike_first
from search.questions import Question, read
from search.seen import Seen, seen_by
from search.sources import sources
from search.words import all_words
from ui.dates import now

MOST = 400  # hits that are put in order
MOST_TOGETHER = 200  # stems of all words, where any of them will do
OPENING = Wanted(COLUMNS, 2_000, MOST)  # letters in which the stems of a title and a beginning have room
WHOLE = Wanted(COLUMNS, 600_000, MOST)
SOONER = Wanted(COLUMNS, 2_000, 200)  # for suggestions, of which six are shown at once
ENOUGH = 20  # that have some of the words, where others have all
FEW = 5  # hits; where there are fewer, what comes near stands behind them
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

    def asks_for(self, kind: str) -> bool:
        return kind == self.kind or (not self.kind and (not self.kinds or kind in self.kinds))

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


@dataclass(frozen=True)
class Found:
    """What was found, best first, and how it had to be looked for."""

    question: Question
    words: list[Worths]  # for each word of the question, the stems that it was found by
    hits: list[Hit] = field(default_factory=list)
    is_near: bool = False  # none is what was asked for, but all are like it
    more: int = 0  # of the hits the last so many only come near

    @property
    def stems(self) -> set[str]:
        return {stem for worths in self.words for stem in worths}

    @property
    def exact(self) -> list[Hit]:
        """Those that have all the words."""
        return [] if self.is_near else self.hits[: len(self.hits) - self.more]

    @property
    def is_cut(self) -> bool:
        return len(self.hits) >= MOST


def find(asked: str, person: Person, narrowed: Narrowed | None = None, *, near: bool = True) -> Found:
    """What has all the words. Where little has and `near`: behind it, what one of the words is a kind of; and
    where nothing has, words like them, or else some of them.
    """
    question, narrowed = read(asked), narrowed or Narrowed()
    if not question.words:
        return Found(question, [])
    words = expand(question) if near else expand(question, most=NEAREST)
    seen = _seen_by(person, narrowed)
    hits = _hits(question, words, seen, OPENING if near else SOONER)
    if len(hits) >= FEW or not near:
        return Found(question, words, hits)
    return _with_more(question, words, seen, hits) if hits else _near(question, words, seen)


def with_some(asked: str, person: Person, narrowed: Narrowed, limit: int) -> list[Hit]:
    """What resembles a text: the more of its words and the rarer they stand, the better."""
    question = Question(read(asked).words)
    words = expand(question) if question.words else []
    return _with_some(words, _seen_by(person, narrowed))[:limit] if words else []


def numbers_among(kind: str, asked: str, rows: QuerySet[Any], column: str = "pk") -> list[int]:
    """For whoever picks one of these rows: those that are found, best first, or else those by like words.

    Which rows there are to pick from is decided by whoever asks.
    """
    question = read(asked)
    if not question.words:
        return []
    seen = Seen(as_written(Q(kind=kind) & Q(target_id__in=rows.order_by().values(column))))
    hits = _hits(question, expand(question), seen) or _hits(question, expand(question, slips=True), seen)
    return [hit.target_id for hit in hits]


def those_found(kind: str, asked: str, rows: QuerySet[Any], path: str = "pk", *, near: bool = True) -> Q:
    """For whoever narrows a list: the condition that a row is found, however many are.

    Where none is and `near`, those by like words. `path` leads from a row to the thing of that kind. Which
    rows there are is decided by whoever asks.
    """
    question = read(asked)
    if question.phrases:  # which are looked for in the texts themselves
        return Q(**{f"{path}__in": numbers_among(kind, asked, rows, path)})
    found = Q(pk__in=[])
    for slips in (False, True)[: 1 + near] if question.words else ():
        found = _has_words(kind, question, expand(question, slips=slips), path)
        if rows.filter(found).exists():
            break
    return found


def _has_words(kind: str, question: Question, words: list[Worths], path: str) -> Q:
    """Its text has them all, or all but those that say what kind it is."""
    found = Q(**{f"{path}__in": targets_with_each(words, Q(kind=kind))})
    for meant in kinds_meant(question):
        if meant.kind == kind:
            others = [worths for place, worths in enumerate(words) if place not in meant.places]
            found |= Q(**{f"{path}__in": targets_with_each(others, meant.condition)})
    return found


def _seen_by(person: Person, narrowed: Narrowed) -> Seen:
    asked_for = [source for kind, source in sources().items() if narrowed.asks_for(kind)]
    return seen_by(person, asked_for, narrowed.condition(person))


def _with_more(question: Question, words: list[Worths], seen: Seen, hits: list[Hit]) -> Found:
    """Behind what says matsvinn, what says svinn; where that is little too, what has some of the words."""
    wider = with_last_parts(question, words)
    every = {hit.pk: hit for hit in hits}
    every |= {hit.pk: hit for hit in _hits(question, wider, seen) if wider != words and hit.pk not in every}
    if len(every) < FEW and len(words) > 1 and not question.phrases:
        every |= {hit.pk: hit for hit in _with_any(question, wider, seen)[:ENOUGH] if hit.pk not in every}
    return Found(question, wider, list(every.values()), more=len(every) - len(hits))


def _near(question: Question, words: list[Worths], seen: Seen) -> Found:
    if about := [] if question.phrases else _about(question, words, seen):
        return Found(question, words, about, is_near=True)
    words = expand(question, slips=True)
    hits = _hits(question, words, seen) or _with_any(question, words, seen)
    return Found(question, words, hits, is_near=True)


def _hits(question: Question, words: list[Worths], seen: Seen, wanted: Wanted = OPENING) -> list[Hit]:
    meant = kinds_meant(question)
    found = {hit.pk: hit for kind in meant for hit in _of_kind(kind, words, seen, wanted)}
    hits = [*found.values(), *(hit for hit in seen.newest(words, wanted) if hit.pk not in found)]
    if question.phrases:
        texts = SearchText.objects.filter(pk__in=[hit.pk for hit in hits]).values_list("pk", "title", "text")
        said = {pk for pk, *parts in texts if _has_phrases(parts, question)}
        hits = [hit for hit in hits if hit.pk in said]
    return best_first(hits, question.words, words, meant)[:MOST]


def _of_kind(meant: Meant, words: list[Worths], seen: Seen, wanted: Wanted) -> list[Hit]:
    """What is of the kind has those words that mean it; the others it has to say."""
    others = [worths for place, worths in enumerate(words) if place not in meant.places]
    return seen.newest(others, wanted, meant)


def _with_any(question: Question, words: list[Worths], seen: Seen) -> list[Hit]:
    return _about(question, words, seen) or _with_some(words, seen)


def _about(question: Question, words: list[Worths], seen: Seen) -> list[Hit]:
    """Where a kind is meant, what has some of the other words; what is of it first, in whatever state."""
    meant = kinds_meant(question)
    called = {place for kind in meant for place in kind.places}
    others = [worths for place, worths in enumerate(words) if place not in called]
    return _with_some(others, seen, {kind.kind for kind in meant}) if called and others else []


def _with_some(words: list[Worths], seen: Seen, kinds: Set[str] = frozenset()) -> list[Hit]:
    every = {stem: worth for worths in words for stem, worth in worths.items()}
    together = sorted(every, key=lambda stem: (-every[stem], stem))[:MOST_TOGETHER]
    return most_alike_first(seen.newest([together], WHOLE), words, kinds)


def _has_phrases(texts: Iterable[str], question: Question) -> bool:
    said = [f" {' '.join(all_words(part))} " for part in texts]
    return all(any(f" {' '.join(phrase)} " in part for part in said) for phrase in question.phrases)
