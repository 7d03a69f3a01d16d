"""Hostile text in every field of a proposal, on its page, in the lists and in the table of decisions."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from files.kinds import TEXT
from files.naming import clean_name
from proposals.models import Proposal
from tests.cast import World
from tests.hostile.a_proposal import OF_A_DECIDED_ONE, OF_A_WITHDRAWN_ONE, Texts, decided, withdrawn
from tests.hostile.corpus import CORPUS, FAMILIES
from tests.hostile.formats import in_the_table_of_decisions
from tests.hostile.reading import Reading
from tests.hostile.surfaces import page_of
from tests.hostile.ways_in import cleaned, takes, text_fields

pytestmark = pytest.mark.hostile

SignIn = Callable[..., Client]
Make = Callable[[World, str], Proposal]
CLEAN = "Ord"
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
    for text in FAMILIES[family][::3]:
        with transaction.atomic():
            wrong += _altered(make(world, text), kept, text)
            transaction.set_rollback(True)

    assert wrong == []


# How a page shows what was kept, no database changes.
@pytest.mark.one_database
@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("life", LIVES)
def test_hostile_proposal_is_shown_as_it_is(world: World, client: Client, life: str, family: str) -> None:
    make, _kept = LIVES[life]
    with transaction.atomic():
        clean = _pages(client, make(world, CLEAN))
        transaction.set_rollback(True)

    wrong: list[str] = []
    for text in FAMILIES[family][::3]:
        with transaction.atomic():
            proposal = make(world, text)
            pages = _pages(client, proposal)
            if make is decided and clean_name(f"{text}.txt", TEXT) not in "\n".join(pages["its page"].texts):
                wrong.append(f"{text[:60]!r}: its file is not there")
            for address, page in pages.items():
                wrong += [f"{address}, {text[:60]!r}: {one}" for one in page.unlike(clean[address])]
                if str(proposal) not in "\n".join(page.texts):
                    wrong.append(f"{address}, {text[:60]!r}: the title is not there")
            wrong += in_the_table_of_decisions(client, proposal)
            transaction.set_rollback(True)

    assert wrong == []


def _pages(client: Client, proposal: Proposal) -> dict[str, Reading]:
    """Its own page, and the lists that it stands in."""
    pages = {"its page": page_of(client, proposal.get_absolute_url())}
    lists = LISTS if proposal.decision else ("proposals:list",)
    asked = {"proposals:list": {"state": proposal.state.value}}
    pages |= {route: page_of(client, reverse(route), **asked.get(route, {})) for route in lists}
    return {name: Reading(html) for name, html in pages.items()}


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
