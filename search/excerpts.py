"""The sentence of a text that says most of what was asked for, with the words marked."""

import re
from collections.abc import Collection, Iterator, Set
from typing import NamedTuple

from search.vocabulary import stems_as_known
from search.words import placed_words

LONGEST = 220  # letters of a sentence that are shown
MOST_SENTENCES = 300  # that are looked at
SENTENCE_ENDS = re.compile(r"(?<=[.!?…])\s+")


class Piece(NamedTuple):
    """A stretch of a text, which is one of the words looked for, or lies between them."""

    words: str
    is_marked: bool


def marked(text: str, wanted: Set[str]) -> list[Piece]:
    """The whole text in pieces. `wanted` are stems."""
    pieces, end = [], 0
    for first, last in _places(text, wanted):
        pieces += [Piece(text[end:first], False), Piece(text[first:last], True)]
        end = last
    return [piece for piece in [*pieces, Piece(text[end:], False)] if piece.words]


def excerpt(text: str, words: list[Collection[str]]) -> list[Piece]:
    """Its best sentence in pieces: with most of the words, each given by its stems; or how it begins."""
    wanted = {stem for word in words for stem in word}
    best, most = "", 0
    for number, sentence in enumerate(_sentences(text)):
        count = _count(sentence, words)
        if count > most or not best:
            best, most = sentence, count
        if most == len(words) or number == MOST_SENTENCES:
            break
    return marked(_shortened(best, wanted), wanted)


def _sentences(text: str) -> Iterator[str]:
    begins = 0
    for end in SENTENCE_ENDS.finditer(text):
        yield text[begins : end.start()]
        begins = end.end()
    yield text[begins:]


def _count(sentence: str, words: list[Collection[str]]) -> int:
    there = {stem for word, _first, _last in placed_words(sentence) for stem in stems_as_known(word)}
    return sum(1 for word in words if not there.isdisjoint(word))


def _places(text: str, wanted: Set[str]) -> Iterator[tuple[int, int]]:
    for word, first, last in placed_words(text):
        if not wanted.isdisjoint(stems_as_known(word)):
            yield first, last


def _shortened(sentence: str, wanted: Set[str]) -> str:
    """What is too long is cut around the first word looked for, between words."""
    if len(sentence) <= LONGEST:
        return sentence
    first = next((first for first, _last in _places(sentence, wanted)), 0)
    begins = 0 if first < LONGEST * 2 // 3 else sentence.rfind(" ", 0, first - LONGEST // 3) + 1
    part = sentence[begins : begins + LONGEST].rsplit(" ", 1)[0]
    return f"{'… ' if begins else ''}{part} …"
