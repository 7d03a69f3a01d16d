"""Hostile text in every field of a proposal, on its page, in the lists and in the table of decisions."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import batched

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from files.kinds import TEXT
from files.naming import clean_name
from proposals.models import Proposal
from tests.cast import World
from tests.hostile.a_proposal import OF_A_DECIDED_ONE, OF_A_WITHDRAWN_ONE, Texts, decided, withdrawn
from tests.hostile.corpus import CORPUS, FAMILIES, some_of
from tests.hostile.formats import in_the_table_of_decisions
from tests.hostile.reading import Reading
from tests.hostile.surfaces import page_of
from tests.hostile.ways_in import cleaned, takes, text_fields

pytestmark = pytest.mark.hostile

SignIn = Callable[..., Client]
Make = Callable[[World, str], Proposal]
CLEAN = "Ord"
TOGETHER = 5  # in a list; more would not stand on its first page
LISTS = ("proposals:list", "proposals:decisions", "notices:list")


@pytest.fixture
def client(world: World, signed_in: SignIn) -> Client:
    return signed_in(world.convener)


LIVES: dict[str, tuple[Make, dict[type, Texts]]] = {
    "decided": (decided, OF_A_DECIDED_ONE),
    "withdrawn": (withdrawn, OF_A_WITHDRAWN_ONE),
}


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("life", LIVES)
def test_hostile_proposal_is_kept_as_it_is(world: World, life: str, family: str) -> None:
    make, kept = LIVES[life]
    wrong: list[str] = []
    for text in some_of(FAMILIES[family], 6):
        with transaction.atomic():
            wrong += _altered(make(world, text), kept, text)
            transaction.set_rollback(True)

    assert wrong == []


# How a page shows what was kept, no database changes.
@pytest.mark.one_database
@pytest.mark.usefixtures("unindexed")
@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("life", LIVES)
def test_hostile_proposal_is_shown_as_it_is(world: World, client: Client, life: str, family: str) -> None:
    """A page of its own for each, and some together in the lists."""
    make, _kept = LIVES[life]
    wrong: list[str] = []
    clean: dict[int, dict[str, Reading]] = {}
    for texts in batched(some_of(FAMILIES[family], 6), TOGETHER, strict=False):
        if len(texts) not in clean:
            with _made(make, world, [CLEAN] * len(texts)) as proposals:
                clean[len(texts)] = _pages(client, proposals)
        with _made(make, world, texts) as proposals:
            pages = _pages(client, proposals)
            wrong += [
                f"{page}, {fault}" for page in pages for fault in pages[page].unlike(clean[len(texts)][page])
            ]
            files = [clean_name(f"{text}.txt", TEXT) for text in texts] if make is decided else []
            wrong += _missing(pages, proposals, files)
            wrong += in_the_table_of_decisions(client, proposals)

    assert wrong == []


@contextmanager
def _made(make: Make, world: World, texts: Sequence[str]) -> Iterator[list[Proposal]]:
    """A proposal for each text, gone again afterwards."""
    with transaction.atomic():
        yield [make(world, text) for text in texts]
        transaction.set_rollback(True)


def _pages(client: Client, proposals: list[Proposal]) -> dict[str, Reading]:
    """The page of each by its place in the row, and the lists that all of them stand in."""
    pages = {str(place): page_of(client, each.get_absolute_url()) for place, each in enumerate(proposals)}
    lists = LISTS if proposals[0].decision else ("proposals:list",)
    asked = {"proposals:list": {"state": proposals[0].state.value}}
    pages |= {route: page_of(client, reverse(route), **asked.get(route, {})) for route in lists}
    return {name: Reading(html) for name, html in pages.items()}


def _missing(pages: dict[str, Reading], proposals: list[Proposal], files: list[str]) -> Iterator[str]:
    """Titles, and names of files, that are not where they should be."""
    for page, reading in pages.items():
        own = [int(page)] if page.isdecimal() else []
        titles = [str(proposals[place]) for place in own or range(len(proposals))]
        text = "\n".join(reading.texts)
        for words in [*titles, *[files[place] for place in own if files]]:
            if words not in text:
                yield f"{page}: {words[:60]!r} is not there"


def _altered(proposal: Proposal, kept: dict[type, Texts], text: str) -> list[str]:
    wrong = []
    for form, texts in kept.items():
        stored = texts(proposal)
        assert stored.keys() == text_fields(form).keys(), f"say where {form.__name__} keeps its texts"
        wrong += [
            f"{text[:60]!r}: {form.__name__}.{name} is stored as {value[:60]!r}"
            for name, value in stored.items()
            if value not in cleaned(text)
        ]
    return wrong


def test_every_field_takes_most_of_the_corpus() -> None:
    for form in (*OF_A_DECIDED_ONE, *OF_A_WITHDRAWN_ONE):
        for name, field in text_fields(form).items():
            taken = [text for text in CORPUS if takes(field, text)]
            assert len(taken) >= len(CORPUS) * 0.9, f"{form.__name__}.{name}"
