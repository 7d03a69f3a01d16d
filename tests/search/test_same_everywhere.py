"""What is found does not depend on the database: each finds what a few lines of Python find, in one order.

A run has one database, so each is held to the same reference, and to the same table of questions.
"""

import random
from pathlib import Path
from typing import Any

import pytest

from people.models import Person
from search.expanding import worths
from search.finding import MOST, find
from search.indexing import entry_of, same
from search.kind_names import Meant, kinds_meant
from search.models import SearchText
from search.questions import read
from search.reindexing import untrue
from search.sources import sources
from search.vocabulary import Known
from search.words import all_words, stems, stems_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

HERE = Path(__file__).parent
CHANCE = random.Random(14)


def asked_for(name: str) -> list[tuple[str, str, str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("|") for line in lines if line and not line.startswith("#")]
    return [(words.strip(), kind.strip(), title.strip()) for words, kind, title in rows]


def coordinator() -> Person:
    return Person.objects.filter(memberships__seat=1, memberships__left_at=None).order_by("pk")[0]


@pytest.mark.parametrize(("name", "least"), [("questions.txt", 40), ("more_questions.txt", 95)])
def test_questions_are_answered_among_the_first_five(demo: None, name: str, least: int) -> None:
    person = coordinator()
    missed = []
    for words, kind, title in asked_for(name):
        first = [(hit.kind, hit.title) for hit in find(words, person).hits[:5]]
        if not any(hit_kind == kind and hit_title.startswith(title) for hit_kind, hit_title in first):
            missed.append((words, title, first))

    assert len(asked_for(name)) >= least
    assert len(missed) <= 2, missed


def a_question(words: list[str]) -> str:
    """One to three words of the texts: as they stand, half typed, without their dots, or with a slip."""
    asked = []
    for word in CHANCE.sample(words, CHANCE.randint(1, 3)):
        cut = CHANCE.choice([word, word, word[: max(2, len(word) - 2)], word.replace("å", "a"), word.upper()])
        asked.append(cut)
    return " ".join(asked)


def has_each(wanted: list[Any], said: set[str], meant: list[Meant], text: SearchText) -> bool:
    """Of the words each is said, or is what the thing is called."""
    called = {place for kind in meant if kind.is_of(text.kind, text.state) for place in kind.places}
    return all(place in called or not said.isdisjoint(word) for place, word in enumerate(wanted))


def test_both_databases_find_what_plain_python_finds(demo: None) -> None:
    person = coordinator()
    rows = {(text.kind, text.target_id): text for text in SearchText.objects.all()}
    said = {thing: stems_of(f"{text.title} {text.text}") for thing, text in rows.items()}
    words = sorted({word for text in rows.values() for word in all_words(f"{text.title} {text.text}")})
    known = [Known(word, tuple(sorted(stems(word)))) for word in words]
    readable = {
        (kind, number)
        for kind, source in sources().items()
        for number in source.visible_to(person).values_list("pk", flat=True)
    }

    for _ in range(60):
        asked = a_question(words)
        question = read(asked)
        wanted = [worths(word, question, known, {}).keys() for word in question.words]
        things = [
            thing
            for thing in readable & said.keys()
            if wanted and has_each(wanted, said[thing], kinds_meant(question), rows[thing])
        ]
        newest = sorted(things, key=lambda thing: -rows[thing].pk)[:MOST]

        found = find(asked, person)
        assert {(hit.kind, hit.target_id) for hit in found.exact} ^ set(newest) == set(), asked


def test_the_demo_is_indexed_as_it_stands(demo: None) -> None:
    assert list(untrue()) == []


@pytest.mark.parametrize("kind", [kind for kind, source in sources().items() if source.one])
def test_what_is_asked_for_one_by_one_says_what_all_together_say(demo: None, kind: str) -> None:
    source = sources()[kind]
    together = {row.pk: entry_of(source, row) for row in source.rows()}

    for number, entry in together.items():
        (row,) = source.one(number)  # type: ignore[misc]
        assert same(entry_of(source, row), entry)
    assert len(together) > 20
    assert list(source.one(0)) == []  # type: ignore[misc]
