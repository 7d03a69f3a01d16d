"""Words brought to their stems, so that whoever writes "skolorna" finds "skola". Swedish first.

The same on every database, since it is done here and not there.
"""

import re
from functools import lru_cache

import snowballstemmer

from ui.letters import composed

WORD = re.compile(r"[^\W\d_]+|\d+")
LONGEST = 40  # letters of a word that are looked at
VOCABULARY = 30_000  # words whose stems are remembered: all that an organisation writes, and then some

# A definite ending that the stemmer leaves: skola|n, svinn|et, möte|na. It may be a part of the word as
# well (plan, brev): so a word keeps its own stem, and gets this one beside it.
DEFINITE = re.compile(r"(?<=\w{3})(?:(?<=a)n|et|na)s?$")
DOUBLED = re.compile(r"([^\Waeiouyåäö\d_])\1$")

# The words every text is full of. They say nothing of what it is about.
SMALL = """
alla allt att av bara blev bli blir bör de dem den denna deras dess det detta du då där efter eller en er ett
fick från få får för ger ha hade han har hon hos hur här i in inte jag kan kunde kunna man med mellan men mer
mot mycket nu någon något några när och om oss på sig sin sina ska skulle som så till ur ut utan vad var vara
vi vid vilka vill vår våra vårt än är åt över
"""
STOP_WORDS = frozenset(SMALL.split())


def content_words(text: str) -> list[str]:
    """The words of a text that say what it is about, in lower case and in the order they stand."""
    words = WORD.findall(composed(text).casefold())
    return [word[:LONGEST] for word in words if word not in STOP_WORDS]


@lru_cache(maxsize=VOCABULARY)
def stems(word: str) -> frozenset[str]:
    """The stems a word may have: mostly one, and a second where its ending may be a definite one."""
    return frozenset({_stem(word), _stem(DEFINITE.sub("", word))})


def _stem(word: str) -> str:
    """A stemmer of its own for each word: it remembers where it is, and threads would share that."""
    stem: str = snowballstemmer.stemmer("swedish").stemWord(word)
    return DOUBLED.sub(r"\1", stem)
