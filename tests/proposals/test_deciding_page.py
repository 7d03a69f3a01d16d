"""Where the director decides: what is decided on, and what stands in the way, before the choice."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from proposals.models import Proposal
from tests.cast import World
from tests.factories.proposals import decide, make_recommended

SignIn = Callable[..., Client]
HINDRANCE = "ingen har sagt när det togs upp i samverkan"


def recommended(world: World, **fields: object) -> Proposal:
    return make_recommended(world.convener, world.group, world.storgrupp_member, **fields)


def page(world: World, signed_in: SignIn, proposal: Proposal, route: str = "decide") -> str:
    address = reverse(f"proposals:{route}", args=[proposal.pk])
    return signed_in(world.director).get(address).content.decode()


def test_what_is_proposed_and_what_it_costs_stands_before_the_choice(world: World, signed_in: SignIn) -> None:
    proposal = recommended(world, text="En skärm i varje rum.", effects="9 000 kronor styck.")

    before, _, choice = page(world, signed_in, proposal).partition('name="outcome"')

    assert choice
    for words in ("En skärm i varje rum.", "9 000 kronor styck.", "Vi har prövat."):
        assert words in before


def test_long_words_are_folded_and_what_they_cost_is_not(world: World, signed_in: SignIn) -> None:
    proposal = recommended(world, text="En skärm. " * 200, effects="9 000 kronor styck.")

    shown = page(world, signed_in, proposal)

    assert "Läs allt som föreslås" in shown
    assert shown.index("En skärm.") < shown.index("</details>") < shown.index("9 000 kronor styck.")


def test_missing_samverkan_is_said_at_the_choice(world: World, signed_in: SignIn) -> None:
    shown = page(world, signed_in, recommended(world, changes_how_people_work=True))

    assert shown.index(HINDRANCE) < shown.index('name="outcome"')
    assert "Till dess kan det bara skickas tillbaka" in shown[: shown.index('name="outcome"')]
    assert HINDRANCE not in page(world, signed_in, recommended(world))


def test_the_proposals_own_page_says_the_same(world: World, signed_in: SignIn) -> None:
    shown = page(world, signed_in, recommended(world, changes_how_people_work=True), "detail")

    assert HINDRANCE in shown


def test_what_an_approval_needs_is_marked(world: World, signed_in: SignIn) -> None:
    shown = page(world, signed_in, recommended(world, changes_how_people_work=True))

    for field, needed in {
        "responsible": "Behövs för att godkänna.",
        "due_on": "Behövs för att godkänna.",
        "samverkan_on": "Behövs för att godkänna eller avslå.",
    }.items():
        hint = shown.partition(f'id="id_{field}_helptext">')[2]
        assert hint.startswith(needed)


def test_what_has_been_decided_was_proposed(world: World, signed_in: SignIn) -> None:
    proposal = recommended(world)
    assert "Vad som föreslås" in page(world, signed_in, proposal, "detail")

    decide(proposal, world.director)

    assert "Vad som föreslogs" in page(world, signed_in, proposal, "detail")
