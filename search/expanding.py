"""What a word of a question may stand as in a text: inflected, half typed, in a compound, misspelt, renamed.

Everything follows from the words that stand in the texts. The database only picks those that come into
question; what they are worth is decided here, so that it is the same on every database.
"""

import re
from collections.abc import Iterable, Mapping
from string import digits
from typing import NamedTuple

from django.db.models import Q
from django.db.models.functions import Length
from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.models import SearchWord, Synonym
from search.questions import Question
from search.words import stems

MOST = 200  # stems of one word
ITSELF, RENAMED, BEGINS, ENDS, WITHIN, LIKE = 1.0, 0.9, 0.7, 0.7, 0.5, 0.4  # what a stem found so is worth
HALF, HALF_OF_LAST = 3, 2  # letters from which a word may be half typed
HEAD, PART = 4, 5  # letters of a stem from which it is also looked for at the end of, or inside, others
SHORTEST_SLIP, LONG = 4, 7  # letters of a word that may be misspelt; from LONG on it may be so in two places
MOST_SLIPS = 3  # words of a question that are looked for among like ones

_elided = re.compile(r"([^aeiouyåäö])e([lnr])$")
_eliding = re.compile(r"([^aeiouyåäöer])([lnr])$")
_without_marks = str.maketrans("åäöéü", "aaoeu")

Worths = dict[str, float]  # of each stem that counts for one word


class Known(NamedTuple):
    """A word that stands in some text."""

    word: str
    stems: tuple[str, ...]


def expand(question: Question, *, slips: bool = False) -> list[Worths]:
    """For each word of a question, the stems that it is found by; with `slips` those of like words too."""
    known = _known(question)
    renamed = _renamed()
    found = [worths(word, question, known, renamed) for word in question.words]
    if slips:
        _add_like_ones(question, found)
    return found


def worths(word: str, question: Question, known: Iterable[Known], renamed: Mapping[str, set[str]]) -> Worths:
    own = _own_stems(word)
    found = dict.fromkeys(own, ITSELF)
    if word in question.exact:
        return found
    for stem in [other for mine in own for other in renamed.get(mine, ())]:
        found.setdefault(stem, RENAMED)
    shortest = HALF_OF_LAST if word == question.half_typed else HALF
    related = [(_relation(word, own, other, shortest), other) for other in known]
    related.sort(key=_in_what_order)
    for worth, other in related:
        if worth and len(found) < MOST:
            found |= {stem: worth for stem in other.stems if stem not in found}
    return found


def like(word: str, others: Iterable[str]) -> list[str]:
    """Those that somebody may have meant who wrote it with a slip: the nearest ones."""
    if len(word) < SHORTEST_SLIP or word[0] in digits:
        return []
    listed = sorted(other for other in others if other != word)
    most = 2 if len(word) >= LONG else 1
    plain = [other.translate(_without_marks) for other in listed]
    asked = word.translate(_without_marks)
    near = process.extract(asked, plain, scorer=OSA.distance, score_cutoff=most, limit=None)
    least = min((distance for _plain, distance, _place in near), default=0)
    return [listed[place] for _plain, distance, place in near if distance == least]


def _own_stems(word: str) -> set[str]:
    """Its stems, and those of a word that loses its e: socker and sockret, cykel and cyklar."""
    own = set(stems(word))
    for stem in [*own, word]:
        own.add(_elided.sub(r"\1\2", stem))
        if _eliding.search(stem):
            own |= stems(_eliding.sub(r"\1e\2", stem))
    return own


def _relation(word: str, own: Iterable[str], other: Known, shortest: int) -> float:
    if len(word) >= shortest and other.word.startswith(word):
        return BEGINS
    if any(its.endswith(stem) for stem in _long(own, word, HEAD) for its in other.stems):
        return ENDS
    if any(stem in its for stem in _long(own, word, PART) for its in other.stems):
        return WITHIN
    return 0


def _in_what_order(related: tuple[float, Known]) -> tuple[float, int, str]:
    """The nearest first, then the shortest; then any order, as long as it is the same on every database."""
    worth, known = related
    return -worth, len(known.word), known.word


def _long(own: Iterable[str], word: str, least: int) -> list[str]:
    """Of so many letters; what has been shortened by one (buss: bus) counts it."""
    return [stem for stem in own if len(stem) + word.startswith(stem + stem[-1]) >= least]


def _known(question: Question) -> list[Known]:
    """Every word that may be a form, a half, or a compound of one of the question's."""
    wanted = Q(pk__in=[])
    for word in set(question.words) - question.exact:
        if len(word) >= (HALF_OF_LAST if word == question.half_typed else HALF):
            wanted |= Q(word__startswith=word)
        for stem in _long(_own_stems(word), word, HEAD):
            wanted |= Q(stems__contains=stem)
    rows = SearchWord.objects.filter(wanted).values_list("word", "stems")
    return [Known(word, tuple(listed.split())) for word, listed in rows]


def _renamed() -> dict[str, set[str]]:
    """For each stem of a word that is called otherwise too, the stems of those others."""
    found: dict[str, set[str]] = {}
    for synonym in Synonym.objects.all():
        every = {stem for word in synonym.listed for stem in stems(word)}
        for stem in every:
            found.setdefault(stem, set()).update(every)
    return found


def _add_like_ones(question: Question, found: list[Worths]) -> None:
    asked = [place for place, word in enumerate(question.words) if word not in question.exact][:MOST_SLIPS]
    lengths = [len(question.words[place]) for place in asked] or [0]
    near = SearchWord.objects.annotate(length=Length("word"))
    near = near.filter(length__gte=min(lengths) - 2, length__lte=max(lengths) + 2)
    others = list(near.values_list("word", flat=True))
    for place in asked:
        for other in like(question.words[place], others):
            for stem in stems(other):
                found[place].setdefault(stem, LIKE)
