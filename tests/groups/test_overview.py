"""The overview says first how much asks for attention, and each of those words leads to what it counts."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import World
from tests.factories.directions import make_direction, make_stage
from tests.factories.groups import make_group, seat
from ui.dates import today

SignIn = Callable[..., Client]
OVERVIEW = "groups:overview"


def page(client: Client, query: str = "") -> str:
    return " ".join(client.get(reverse(OVERVIEW) + query).content.decode().split())


def table(shown: str) -> str:
    return shown.partition("<tbody>")[2].partition("</tbody>")[0]


def test_what_is_counted_leads_to_what_it_counts(world: World, signed_in: SignIn) -> None:
    late, calm = make_direction("Sen"), make_direction("Lugn")
    make_stage(late, ends_on=today() - timedelta(days=3))
    make_stage(calm, ends_on=today() + timedelta(days=60))
    full = make_group("Trångt", direction=calm, seats=1, started_on=today())
    roomy = make_group("Gott om plats", direction=calm, seats=9, started_on=today())
    seat(world.member, full)
    client = signed_in(world.storgrupp_member)

    shown = page(client)
    stages, groups = table(page(client, "?only=late")), table(page(client, "?only=full"))

    assert f'<a href="{reverse(OVERVIEW)}?only=full">1 grupp är full</a>' in shown
    assert late.title in stages
    assert calm.title not in stages
    assert full.name in groups
    assert roomy.name not in groups
    assert late.title not in groups
    assert table(page(client, "?only=nonsense")) == table(shown)


@pytest.mark.parametrize("query", ["", "?only=soon"])
def test_what_is_vacant_is_named(world: World, signed_in: SignIn, query: str) -> None:
    leaderless = make_group("Två system för mycket", direction=world.direction)

    shown = page(signed_in(world.storgrupp_member), query)

    assert 'href="#vacant"' in shown
    assert f"{leaderless.name}</a>: Ingen är sammankallande." in shown.partition('id="vacant"')[2]


@pytest.mark.parametrize(
    ("who", "is_meant"),
    [("director", True), ("storgrupp_member", True), ("coordinator", True), ("member", False)],
)
def test_home_leads_there_whom_it_is_meant_for(
    world: World, signed_in: SignIn, who: str, is_meant: bool
) -> None:
    home = signed_in(getattr(world, who)).get(reverse("home")).content.decode()

    own = home.partition('id="own-groups"')[2].partition("</section>")[0]
    assert (reverse(OVERVIEW) in own) == is_meant
