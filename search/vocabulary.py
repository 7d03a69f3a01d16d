"""The words that stand in some text, kept in memory by each process, and those that are new.

Looking through all of them is what a database does slowly and a process at once: in 40,000 words it finds a
part of some in less than a millisecond, and those that differ by two letters in a few. They are no secret
(`SearchWord`), and some 10 MB.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, QuerySet
from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.models import SearchWord
from search.words import stems
from ui.prepared import Place, prepared
from ui.swedish import bare

OVERLAP = 1_000  # rows read again, since of two that learn at once the later one may be certain first
LONG = 6  # letters of a stem that is told from others: hand and land are too like each other
LARGE = 5_000  # words that came later, from which all are laid together anew


class Known(NamedTuple):
    """A word that stands in some text."""

    word: str
    stems: tuple[str, ...]


class Latest(NamedTuple):
    """The row that was learned last: as long as it is the same, nothing has changed."""

    number: int = 0
    lot: int = 0


class Shelf:
    """Many words laid out to be looked through: each a line of its letters and its stems."""

    def __init__(self, rows: dict[str, str]) -> None:
        self.rows = rows
        self.words = [Known(word, tuple(stems.split())) for word, stems in rows.items()]
        self.stems = dict(self.words)
        lines = [f"\n{word}\t{stems}".encode() for word, stems in rows.items()]
        self._ends = list(accumulate(map(len, lines)))
        self._lines = b"".join(lines)
        self._by_length: dict[int, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
        for known in self.words:
            for form in {known.word, *(stem for stem in known.stems if len(stem) >= LONG)}:
                plain = bare(form)
                words, forms = self._by_length[len(plain)]
                words.append(known.word)
                forms.append(plain)

    def having(self, letters: str) -> Iterator[Known]:
        """Those in whose line these letters stand."""
        wanted, at = letters.encode(), -1
        while (at := self._lines.find(wanted, at + 1)) >= 0:
            place = bisect_right(self._ends, at)
            yield self.words[place]
            at = self._ends[place] - 1

    def like(self, word: str, most: int) -> Iterator[tuple[int, str]]:
        """Those that differ by so many slips at most, themselves or their long stems, with how many.

        An å that is typed as a, and a ć as c, is none.
        """
        asked = bare(word)
        for length in range(len(asked) - most, len(asked) + most + 1):
            words, forms = self._by_length.get(length, ([], []))
            near = process.extract(asked, forms, scorer=OSA.distance, score_cutoff=most, limit=None)
            yield from ((distance, words[place]) for _form, distance, place in near)


class Vocabulary:
    """All words as they were learned until `latest`: one long shelf, and a short one of those since."""

    def __init__(self, shelves: Iterable[Shelf] = (), latest: Latest = Latest()) -> None:  # noqa: B008 - a tuple
        self.shelves = list(shelves)
        self.latest = latest

    def beginning_with(self, letters: str) -> Iterator[Known]:
        return self.having(f"\n{letters}")

    def having(self, letters: str) -> Iterator[Known]:
        return (known for shelf in self.shelves for known in shelf.having(letters))

    def like(self, word: str, most: int) -> list[str]:
        """The nearest ones of those that somebody may have meant who wrote it with a slip."""
        near = [pair for shelf in self.shelves for pair in shelf.like(word, most) if pair[1] != word]
        least = min((distance for distance, _word in near), default=0)
        return sorted({other for distance, other in near if distance == least})

    def with_later_ones(self, latest: Latest) -> "Vocabulary":
        """Together with those learned since, or all anew where the rows are not those that were read."""
        if not self.shelves or not _is_there(self.latest):
            return Vocabulary([Shelf(_rows(after=0))], latest)
        long, *short = self.shelves
        came = {word for shelf in short for word in shelf.rows}
        later = {word: stems for shelf in short for word, stems in shelf.rows.items()}
        read = _rows(after=self.latest.number - OVERLAP).items()
        later |= {word: stems for word, stems in read if word not in long.rows and word not in came}
        if len(later) > LARGE:
            return Vocabulary([Shelf(long.rows | later)], latest)
        return Vocabulary([long, Shelf(later)], latest)


_kept = Vocabulary()


def vocabulary() -> Vocabulary:
    """As it is now. It is replaced whole, so that threads see one or the other."""
    global _kept
    learned = latest()
    if learned != _kept.latest:
        _kept = _kept.with_later_ones(learned)
    return _kept if learned.number else Vocabulary()


def latest() -> Latest:
    """What was learned last, as the database knows."""
    words: Any = _latest_words()
    return next((Latest(word["pk"], word["lot"]) for word in words), Latest())


@prepared()
def _latest_words() -> QuerySet[Any, Any]:
    return SearchWord.objects.order_by("-pk").values("pk", "lot")[:1]


def learn(words: Iterable[str]) -> None:
    """Take in those that are new. Of those that this process knows the database is not asked, as long as it
    is the one that they were read from.
    """
    kept, every = _kept, set(words)
    known = {word for shelf in kept.shelves for word in every if word in shelf.rows}
    if not known or not SearchWord.objects.learn(every - known, if_there=kept.latest):
        SearchWord.objects.learn(every)


def _is_there(latest: Latest) -> bool:
    return bool(_word_of(number=latest.number, lot=latest.lot))


@prepared(number=BigIntegerField(), lot=BigIntegerField())
def _word_of(number: Place, lot: Place) -> QuerySet[SearchWord]:
    return SearchWord.objects.filter(pk=number, lot=lot)


def stems_as_known(word: str) -> Iterable[str]:
    """Those of a word of some text as they were kept: to find them takes a hundred times as long."""
    for shelf in _kept.shelves:
        if word in shelf.stems:
            return shelf.stems[word]
    return stems(word)


def _rows(after: int) -> dict[str, str]:
    return dict(SearchWord.objects.filter(pk__gt=after).values_list("word", "stems"))
