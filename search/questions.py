"""What somebody asks for: words, phrases in quotes, and whether the last word is still being typed."""

import re
from dataclasses import dataclass

from search.words import STOP_WORDS, all_words

LONGEST = 300  # letters of a question that are looked at
MOST_WORDS = 8
QUOTED = re.compile(r"[\"“”»«]([^\"“”»«]+)[\"“”»«]")


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
    words = [word for word in dict.fromkeys(every) if word not in STOP_WORDS][:MOST_WORDS]
    phrases = (tuple(all_words(phrase)) for phrase in QUOTED.findall(asked))
    is_half = bool(every) and asked[-1:].isalnum()
    return Question(
        tuple(words),
        tuple(phrase for phrase in phrases if len(phrase) > 1)[:MOST_WORDS],
        every[-1] if is_half else "",
    )
