"""Where the director decides: what is decided on, and what stands in the way, before the choice."""

import re
from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.urls import reverse

from proposals.models import Proposal
from tests.cast import World
from tests.factories.proposals import decide, make_recommended
from ui.dates import today

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


def choosable(shown: str) -> list[str]:
    radios = re.findall(r'<input type="radio" name="outcome" value="(\w+)"([^>]*)>', shown)
    return [value for value, attributes in radios if "disabled" not in attributes]


def test_only_what_is_possible_can_be_chosen_until_samverkan_is_said(world: World, signed_in: SignIn) -> None:
    """It is asked first, and saves nothing: without script, the choice opens on the page that comes."""
    proposal = recommended(world, changes_how_people_work=True)
    address = reverse("proposals:decide", args=[proposal.pk])
    client = signed_in(world.director)
    day = (today() - timedelta(days=3)).isoformat()

    barred = client.get(address).content.decode()
    opened = client.get(address, {"samverkan_on": day}).content.decode()

    assert choosable(barred) == ["sent_back"]
    assert barred.count("Går inte innan det är sagt när det togs upp i samverkan.") == 2
    assert barred.index('name="samverkan_on"') < barred.index('name="outcome"')
    assert choosable(opened) == ["approved", "declined", "sent_back"]
    assert HINDRANCE not in opened
    assert f'name="samverkan_on" value="{day}"' in opened
    assert Proposal.objects.get(pk=proposal.pk).samverkan_on is None


def test_a_day_of_samverkan_that_does_not_hold_opens_nothing(world: World, signed_in: SignIn) -> None:
    proposal = recommended(world, changes_how_people_work=True)
    address = reverse("proposals:decide", args=[proposal.pk])
    client = signed_in(world.director)

    for day in ((today() + timedelta(days=1)).isoformat(), "i går", ""):
        shown = client.get(address, {"samverkan_on": day}).content.decode()
        assert choosable(shown) == ["sent_back"], day
        assert 'id="id_samverkan_on_error"' in shown


def test_choice_stays_closed_when_something_else_was_wrong(world: World, signed_in: SignIn) -> None:
    proposal = recommended(world, changes_how_people_work=True)
    address = reverse("proposals:decide", args=[proposal.pk])

    again = signed_in(world.director).post(address, {"outcome": "sent_back", "reason": ""})

    assert again.status_code == 422
    assert choosable(again.content.decode()) == ["sent_back"]


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
