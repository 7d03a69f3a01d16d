"""What somebody asks for: words, phrases in quotes, and whether the last word is still being typed."""

import re
from dataclasses import dataclass

from search.words import STOP_WORDS, all_words

LONGEST = 300  # letters of a question that are looked at
MOST_WORDS = 8
HALF_A_WORD = 3  # letters by which one knows what somebody is writing
# How a whole question is put. It says nothing of what the question is about, as long as other words do.
ASKING = """
vem vems vilken vilket varför vart hände hänt finns fanns
who whom whose did does there anyone happened
"""
# Nor do these, of a question that begins with one of those: vilka sitter i gruppen, hur går det med lamporna.
BEGINNING = """
vem vems vilka vilken vilket vad hur när var varför vart
who whom whose what how when where which why
"""
DOING = """
sitter satt ingår ingick jobbar jobbade jobbat arbetar arbetade arbetat håller höll gör gjorde gjort går gick
gått kom kommer kommit fram leder ledde träffas träffades möts möttes nästa senast senaste provat prövat
sits sat works worked working doing done goes going went came leads led meets met next last tried
"""
QUOTED = re.compile(r"[\"“”»«]([^\"“”»«]+)[\"“”»«]")
_asking, _beginning, _doing = (frozenset(words.split()) for words in (ASKING, BEGINNING, DOING))


@dataclass(frozen=True)
class Question:
    """`words` say what it is about, each once. Those of `exact` are meant as they stand, in a phrase."""

    words: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...] = ()
    half_typed: str = ""

    @property
    def exact(self) -> set[str]:
        return {word for phrase in self.phrases for word in phrase}


def read(asked: str) -> Question:
    asked = asked[:LONGEST]
    every = all_words(asked)
    is_half = bool(every) and asked[-1:].isalnum()
    if is_half and len(every) > 1 and _may_become_small(every[-1]):
        every.pop()
    phrases = [phrase for phrase in map(all_words, QUOTED.findall(asked)) if len(phrase) > 1][:MOST_WORDS]
    quoted = {word for phrase in phrases for word in phrase}
    words = [word for word in dict.fromkeys(every) if word not in STOP_WORDS]
    untold = (_asking | _doing if _beginning.intersection(every[:2]) else _asking) - quoted
    telling = [word for word in words if word not in untold]
    return Question(
        tuple((telling or words)[:MOST_WORDS]),
        tuple(map(tuple, phrases)),
        every[-1] if is_half else "",
    )


def _may_become_small(word: str) -> bool:
    """Two letters of a word that says nothing, as far as one can tell: "lunch me" is "lunch med" soon."""
    return len(word) < HALF_A_WORD and any(small.startswith(word) for small in STOP_WORDS)
