"""The glossary, and what the portal says, as tests read them."""

import re
from collections.abc import Iterable
from functools import cache

from babel.messages.pofile import read_po

from portal.setup.catalogues import forms, texts
from tests.repository.files import ROOT

GLOSSARY = ROOT / "docs/glossary.md"
SWEDISH = ROOT / "locale/sv/LC_MESSAGES/django.po"


def not_said() -> dict[str, str]:
    """The last column of the glossary: each word that is not used, with the one that is."""
    row = re.compile(r"^\| (?!Swedish|-)([^|\n]+) \|[^|\n]*\|[^|\n]*\| ([^|\n]+) \|$", re.MULTILINE)
    rows = row.findall(GLOSSARY.read_text())
    return {word: said for said, column in rows for word in column.split(", ")}


def pattern(word: str) -> re.Pattern[str]:
    ending = r"\w*" if word.endswith("*") else r"\b"
    return re.compile(rf"\b{re.escape(word.rstrip('*'))}{ending}", re.IGNORECASE)


@cache
def words_of_pages(language: str) -> list[str]:
    """Every text of ours, as it is read in that language."""
    with SWEDISH.open("rb") as file:
        messages = texts(read_po(file, locale="sv"))
    return [
        form for message in messages for form in forms(message.string if language == "sv" else message.id)
    ]


def wrong_words(sentences: Iterable[str]) -> list[str]:
    patterns = [(pattern(word), said) for word, said in not_said().items()]
    return [
        f"”{sentence}”: not “{found.group()}” but “{said}”"
        for sentence in sentences
        for wrong, said in patterns
        if (found := wrong.search(sentence))
    ]
