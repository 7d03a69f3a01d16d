"""The words of what ended groups learned, brought to their Swedish stems as search brings them to theirs."""

from functools import lru_cache

from search.words import LONGEST, SWEDISH_STOP_WORDS, all_words, swedish_stems

__all__ = ["LONGEST", "content_words", "stems"]

VOCABULARY = 30_000  # words whose stems are remembered: all that an organisation writes, and then some


def content_words(text: str) -> list[str]:
    """The words of a text that say what it is about, in lower case and in the order they stand."""
    return [word for word in all_words(text) if word not in SWEDISH_STOP_WORDS]


stems = lru_cache(maxsize=VOCABULARY)(swedish_stems)
