"""Words brought to their stems, so that whoever writes "skolorna" finds "skola". Swedish first, and English.

The same on every database, since it is done here and not there. A word is letters alone or digits alone, in
small letters, with å, ä and ö as letters however they were typed.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

import snowballstemmer

from ui.letters import composed as in_one_piece

WORD = re.compile(r"[^\W\d_]+|\d+")
LONGEST = 40  # letters of a word that are looked at
VOCABULARY = 60_000  # words whose stems are remembered: all that an organisation writes, and then some

# A definite ending that the stemmer leaves: skola|n, svinn|et, möte|na. It may be a part of the word as
# well (plan, brev): so a word keeps its own stem, and gets this one beside it.
DEFINITE = re.compile(r"(?<=\w{3})(?:(?<=a)n|et|na)s?$")
DOUBLED = re.compile(r"([^\Waeiouyåäö\d_])\1$")

# Words that only look inflected: without this list "buller" is one with "bulle", and "lager" with "lag". What
# is told of them has lost a vowel, bullr|et, vattn|et, or has not, papper|et.
WHOLE_WORDS = """
buller feber filter finger foder foster fönster hunger lager läger mönster nummer papper register semester
silver socker syster tecken vatten väder väsen ålder
"""
FORMS = {
    form + genitive: whole
    for whole in WHOLE_WORDS.split()
    for short in (DOUBLED.sub(r"\1", whole[:-2]) + whole[-1], whole[:-2] + whole[-1])
    for form in (whole, f"{whole}n", f"{whole}et", f"{short}et", f"{short}en", f"{short}ar", f"{short}arna")
    for genitive in ("", "s")
}
ENDS = tuple(FORMS)

# The words every text is full of. They say nothing of what it is about.
SWEDISH = """
alla allt att av bara blev bli blir bör de dem den denna deras dess det detta du då där efter eller en er ett
fick från få får för ger ha hade han har hon hos hur här i in inte jag kan kunde kunna man med mellan men mer
mot mycket nu någon något några när och om oss på sig sin sina ska skulle som så till ur ut utan vad var vara
vi vid vilka vill vår våra vårt än är åt över
"""
ENGLISH = """
about and are as at be by do for from has have how in is it of on or our that the their this to was we were
what when where which who why with you your
"""
SWEDISH_STOP_WORDS = frozenset(SWEDISH.split())
STOP_WORDS = SWEDISH_STOP_WORDS | frozenset(ENGLISH.split())
Stemmed = Callable[[str], Iterable[str]]  # the stems of a word


def all_words(text: str) -> list[str]:
    """Every word of a text, in the order they stand."""
    return [word[:LONGEST] for word in WORD.findall(folded(text))]


def content_words(text: str) -> list[str]:
    """Those that say what it is about."""
    return [word for word in all_words(text) if word not in STOP_WORDS]


def composed(text: str) -> str:
    """On one line, each letter in one piece (NFC), without what no database takes."""
    kept = text.replace("\x00", " ").encode("utf-8", "ignore").decode()
    return " ".join(in_one_piece(kept).split())


def folded(text: str) -> str:
    return in_one_piece(text).casefold()


def placed_words(text: str) -> Iterator[tuple[str, int, int]]:
    """Each word, with where it begins and ends in the text as it stands, which is composed (NFC)."""
    small = folded(text)
    if len(small) == len(text):  # each letter stands where it stood: there is no ß
        for found in WORD.finditer(small):
            yield found.group()[:LONGEST], found.start(), found.end()
    else:
        for found in WORD.finditer(text):
            yield folded(found.group())[:LONGEST], found.start(), found.end()


def stems_of(text: str, stemmed: Stemmed | None = None) -> set[str]:
    """All stems of a text: what it is found by."""
    words, stemmed = dict.fromkeys(content_words(text)), stemmed or stems
    return {stem for word in words for stem in stemmed(word)}


@lru_cache(maxsize=VOCABULARY)
def stems(word: str) -> frozenset[str]:
    """The stems a word may have: mostly one, more where its ending may be definite or English."""
    return swedish_stems(word) | ({_stem(word, "english")} if word.isascii() else set())


def swedish_stems(word: str) -> frozenset[str]:
    if word.endswith(ENDS):
        return frozenset({_whole(word)})
    return frozenset({_stem(word, "swedish"), _stem(DEFINITE.sub("", word), "swedish")})


def _whole(word: str) -> str:
    """In its plain form, also as the last part of a longer one: "trafikbullret", "trafikbuller"."""
    form = max(filter(word.endswith, ENDS), key=len)
    return word.removesuffix(form) + FORMS[form]


def _stem(word: str, language: str) -> str:
    """A stemmer of its own for each word: it remembers where it is, and threads would share that."""
    stem: str = snowballstemmer.stemmer(language).stemWord(word)
    return DOUBLED.sub(r"\1", stem)
