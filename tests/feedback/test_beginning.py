"""From the tab to writing: whose voice it is, what it is about, and the ways to one's own."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import World
from tests.factories.directions import make_direction
from tests.factories.groups import seat
from ui.dates import today

SignIn = Callable[..., Client]


def page(client: Client, name: str) -> str:
    return client.get(reverse(f"feedback:{name}")).content.decode()


def test_own_groups_and_living_directions_are_offered(world: World, signed_in: SignIn) -> None:
    ended = make_direction(ended_on=today(), ending="ended")
    offered = page(signed_in(world.member), "new")

    assert reverse("feedback:new_for_group", args=[world.group.slug]) in offered
    assert reverse("feedback:new_for_group", args=[world.foreign_group.slug]) not in offered
    assert reverse("feedback:new_about_direction", args=[world.direction.slug]) in offered
    assert ended.slug not in offered


def test_whoever_is_in_no_group_writes_in_their_own_name(world: World, signed_in: SignIn) -> None:
    offered = page(signed_in(world.employee), "new")

    assert "/feedback/for/" not in offered
    assert reverse("feedback:new_about_direction", args=[world.direction.slug]) in offered


@pytest.mark.parametrize(("who", "sits"), [("member", False), ("storgrupp_member", True)])
def test_list_leads_to_writing_to_ones_own_and_to_what_ones_body_got(
    world: World, signed_in: SignIn, who: str, sits: bool
) -> None:
    shown = page(signed_in(getattr(world, who)), "list")

    for name in ("feedback:new", "river:contributions"):
        assert f'href="{reverse(name)}"' in shown
    assert (reverse("feedback:sent_to", args=[world.storgrupp.slug]) in shown) == sits


def test_each_way_to_begin_says_who_speaks_and_who_receives(world: World, signed_in: SignIn) -> None:
    """Whoever wants to write to the storgrupp takes a row with its name for the addressee."""
    seat(world.storgrupp_member, world.group)
    world.storgrupp_member.forget_memberships()

    shown = " ".join(page(signed_in(world.storgrupp_member), "new").split())
    own_group, _, body = shown.partition(f"Som {world.storgrupp.name}")

    assert f"Som {world.group.name}" in own_group, "a body comes last"
    assert "Går till storgruppen, styrgruppen och samordningsgruppen." in own_group
    assert "Går till styrgruppen och samordningsgruppen." in body
    assert "Går till samordningsgruppen." in body.partition("I ditt eget namn")[2]


def test_what_ones_body_has_got_is_not_taken_for_a_way_to_send_to_it(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.storgrupp_member)
    words = f"Det {world.storgrupp.name} har fått"

    assert words in page(client, "list")
    assert words in client.get(reverse("feedback:sent_to", args=[world.storgrupp.slug])).content.decode()
