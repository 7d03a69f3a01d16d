"""What a word of a question may stand as in a text: inflected, half typed, in a compound, misspelt, renamed.

Everything follows from the words that stand in the texts (`search/vocabulary.py`), so it is the same on every
database.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from string import digits

from search.models import Synonym
from search.questions import Question
from search.vocabulary import Known, Vocabulary, vocabulary
from search.words import stems

MOST = 200  # stems of one word
NEAREST = 60  # of a word that is being written, for suggestions: six are shown, and each stem is looked up
# What a stem is worth that is found so.
ITSELF, RENAMED, BEGINS, ENDS = 1.0, 0.9, 0.7, 0.7
WITHIN, LIKE, LAST = 0.5, 0.4, 0.3
HALF, HALF_OF_LAST = 3, 2  # letters from which a word may be half typed
HEAD, PART = 4, 5  # letters of a stem from which it is also looked for at the end of, or inside, others
SHORTEST_SLIP, LONG = 4, 7  # letters of a word that may be misspelt; from LONG on it may be so in two places
ENDING = 2  # letters of an ending behind a word that stands last in a compound
# What stands before a word without making a compound of it: föräldrar are not äldre, nor is ansvar svar.
PREFIXES = [
    "an",
    "av",
    "be",
    "ent",
    "er",
    "för",
    "in",
    "miss",
    "om",
    "på",
    "till",
    "under",
    "upp",
    "ut",
    "över",
]
COMPOUNDS = ("förskol",)  # though they begin so
SHORTEST_FIRST, SHORT_FIRSTS = 3, ("el",)  # letters of the first part of a compound
MOST_SLIPS = 3  # words of a question that are looked for among like ones
# Letters of a compound, of its first part, and of a last part that needs no first.
COMPOUND, FIRST, SURE = 8, 3, 5

# Stems whose vowel turns when they are several: all there are, but for those whose other stem means something
# else (tand and tända, bror and bröd, natt and nät).
TURNS = """
bok böck, bot böt, brand bränd, dotter döttr, fot föt, gås gäs, hand händ, land länd, ledamot ledamöt,
man män, mor mödr, mus mös, rot röt, son sön, strand stränd
"""
TURNING = [(one, several) for one, several in map(str.split, TURNS.split(","))]

_elided = re.compile(r"([^aeiouyåäö])e([lnr])$")
_eliding = re.compile(r"([^aeiouyåäöer])([lnr])$")

Worths = dict[str, float]  # of each stem that counts for one word


def expand(question: Question, *, slips: bool = False, most: int = MOST) -> list[Worths]:
    """For each word of a question, the stems that it is found by; with `slips` those of like words too, and
    of the last part of a compound.
    """
    known, renamed = vocabulary(), _renamed()
    found = [worths(word, question, _alike(word, question, known), renamed, most) for word in question.words]
    if slips:
        _add_like_ones(question, found, known)
    return found


def with_last_parts(question: Question, found: list[Worths]) -> list[Worths]:
    """The same, each word that is a compound with the stems of what it is a kind of."""
    known, wider = vocabulary(), [dict(worths) for worths in found]
    for place in _asked(question):
        _add(wider[place], last_parts(question.words[place], known), LAST)
    return wider


def worths(
    word: str, question: Question, known: Iterable[Known], renamed: Mapping[str, set[str]], most: int = MOST
) -> Worths:
    own = _own_stems(word)
    found = dict.fromkeys(own, ITSELF)
    if word in question.exact:
        return found
    for stem in [other for mine in own for other in renamed.get(mine, ())]:
        found.setdefault(stem, RENAMED)
    shortest = HALF_OF_LAST if word == question.half_typed else HALF
    heads, parts = tuple(_long(own, word, HEAD)), _long(own, word, PART)
    related = ((_relation(word, heads, parts, other, shortest), other) for other in known)
    # the nearest first, then the shortest; then any order, as long as it is the same on every database
    nearest = sorted((-worth, len(other.word), other) for worth, other in related if worth)
    for worth, _length, other in nearest:
        if len(found) >= most:
            break
        _add(found, other.stems, -worth)
    return found


def _own_stems(word: str) -> set[str]:
    """Its stems; those of a word that loses its e (socker, sockret; cykel, cyklar) or turns its vowel."""
    own = set(stems(word))
    own |= {turned for stem in own for turned in _turned(stem)}
    for stem in [*own, word]:
        own.add(_elided.sub(r"\1\2", stem))
        if _eliding.search(stem):
            own |= stems(_eliding.sub(r"\1e\2", stem))
    return own


def _turned(stem: str) -> Iterator[str]:
    """Also of a compound: mormor and mormödrar."""
    for one, several in TURNING:
        for known, other in ((one, several), (several, one)):
            if stem.endswith(known):
                yield stem.removesuffix(known) + other


def _relation(word: str, heads: tuple[str, ...], parts: list[str], other: Known, shortest: int) -> float:
    if len(word) >= shortest and other.word.startswith(word):
        return BEGINS
    if any(stem.endswith(head) and _is_behind(head, stem) for head in heads for stem in other.stems):
        return ENDS
    if _is_last_in(word, other.word):
        return ENDS
    within = (_is_behind(part, stem) for part in parts for stem in other.stems if part in stem)
    return WITHIN if any(within) else 0


def _is_behind(part: str, compound: str) -> bool:
    """What it stands behind may be a word; planering is no ring."""
    first = compound[: compound.rindex(part)]
    if not first or compound.startswith(COMPOUNDS):
        return True
    if first in PREFIXES or (part == "ring" and first.endswith("e")):
        return False
    return len(first) >= SHORTEST_FIRST or first in SHORT_FIRSTS


def _is_last_in(word: str, compound: str) -> bool:
    """As it is written, for one whose stem is too short to be looked for: fika in klartextfikat."""
    place = compound.rfind(word) if len(word) >= HEAD else -1
    fits = place >= HEAD and len(compound) - place - len(word) <= ENDING
    return fits and _is_behind(word, compound)


def _long(own: Iterable[str], word: str, least: int) -> list[str]:
    """Of so many letters; what has been shortened by one (buss: bus) counts it."""
    return [stem for stem in own if len(stem) + word.startswith(stem + stem[-1]) >= least]


def _alike(word: str, question: Question, known: Vocabulary) -> Iterable[Known]:
    """Every word that may be a form, a half, or a compound of this one."""
    if word in question.exact:
        return []
    found: dict[str, Known] = {}
    if (HALF_OF_LAST if word == question.half_typed else HALF) <= len(word) < HEAD:
        found |= {other.word: other for other in known.beginning_with(word)}
    for letters in _shortest({*_long(_own_stems(word), word, HEAD), *([word] if len(word) >= HEAD else [])}):
        found |= {other.word: other for other in known.having(letters)}
    return found.values()


def _shortest(several: set[str]) -> set[str]:
    """What has the others has these: to look for each of them reads all words anew."""
    return {letters for letters in several if not any(other in letters for other in several - {letters})}


def _renamed() -> dict[str, set[str]]:
    """For each stem of a word that is called otherwise too, the stems of those others."""
    found: dict[str, set[str]] = {}
    for synonym in Synonym.objects.all():
        every = {stem for word in synonym.listed for stem in stems(word)}
        for stem in every:
            found.setdefault(stem, set()).update(every)
    return found


def _add_like_ones(question: Question, found: list[Worths], known: Vocabulary) -> None:
    for place in _asked(question):
        for other in like(question.words[place], known):
            _add(found[place], stems(other), LIKE)
        _add(found[place], last_parts(question.words[place], known), LAST)


def _asked(question: Question) -> list[int]:
    """The places of the first words that need not be meant as they stand."""
    return [place for place, word in enumerate(question.words) if word not in question.exact][:MOST_SLIPS]


def _add(worths: Worths, stems: Iterable[str], worth: float) -> None:
    for stem in stems:
        worths.setdefault(stem, worth)


def like(word: str, known: Vocabulary) -> list[str]:
    """Those that somebody may have meant who wrote it with a slip."""
    if len(word) < HALF_OF_LAST or word[0] in digits:
        return []
    most = 2 if len(word) >= LONG else 1
    return known.like(word, most if len(word) >= SHORTEST_SLIP else 0)


def last_parts(word: str, known: Vocabulary) -> set[str]:
    """What a compound is a kind of, where that stands in some text: skollunch is lunch. The longest one."""
    own = _own_stems(word) if len(word) >= COMPOUND else set()
    for first in range(FIRST, len(word) - HEAD + 1):
        found = {stem[first:] for stem in own if _is_last_part(stem[:first], stem[first:], known)}
        if found:
            return found
    return set()


def _is_last_part(first: str, last: str, known: Vocabulary) -> bool:
    """A short one counts after a first part that stands in some text as well: lampa in skolgårdslampa."""
    if len(last) < HEAD or not any(last in other.stems for other in known.having(last)):
        return False
    return len(last) >= SURE or any(known.beginning_with(first.removesuffix("s")))
