"""What led to what: told once, never in a circle, and taken back when it was wrong."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from directions.events import DirectionEvent
from directions.lineage import LinkKind
from directions.models import DirectionLink
from groups.models import GroupLink
from people.models import Act
from tests.cast import World
from tests.factories.directions import make_direction
from tests.factories.groups import make_group

SignIn = Callable[..., Client]


def test_link_is_told_in_both_directions(world: World) -> None:
    earlier, later = make_direction("Förr"), make_direction("Nu")

    link = DirectionLink.objects.link(earlier, later, LinkKind.REPLACES, by=world.coordinator)

    assert DirectionLink.objects.around(earlier) == ([], [link])
    assert DirectionLink.objects.around(later) == ([link], [])
    assert Act.objects.get(verb=DirectionEvent.LINKED).target == later


@pytest.mark.parametrize("length", [2, 3, 8])
def test_lineage_never_goes_in_a_circle(world: World, length: int) -> None:
    chain = [make_group() for _ in range(length)]
    for earlier, later in pairwise(chain):
        GroupLink.objects.link(earlier, later, LinkKind.CONTINUES, by=world.coordinator)

    with pytest.raises(ValidationError):
        GroupLink.objects.link(chain[-1], chain[0], LinkKind.MERGED_INTO, by=world.coordinator)
    assert GroupLink.objects.count() == length - 1


def test_two_branches_may_meet_again(world: World) -> None:
    spring, left, right, mouth = (make_direction() for _ in range(4))

    for earlier, later in [(spring, left), (spring, right), (left, mouth), (right, mouth)]:
        DirectionLink.objects.link(earlier, later, LinkKind.SPLIT_FROM, by=world.coordinator)

    assert DirectionLink.objects.count() == 4


def test_nothing_leads_to_itself_or_twice_to_the_same(world: World) -> None:
    one, other = make_direction(), make_direction()
    DirectionLink.objects.link(one, other, LinkKind.CONTINUES, by=world.coordinator)

    for earlier, later in [(one, one), (one, other)]:
        with pytest.raises(ValidationError):
            DirectionLink.objects.link(earlier, later, LinkKind.REPLACES, by=world.coordinator)
    assert DirectionLink.objects.count() == 1


@pytest.mark.parametrize("kind", ["directions", "groups"])
def test_coordinator_links_by_hand_is_told_of_a_circle_and_takes_it_back(
    world: World, signed_in: SignIn, kind: str
) -> None:
    make = make_direction if kind == "directions" else make_group
    earlier, later = make("Förr"), make("Nu")
    client = signed_in(world.coordinator)
    onward = {"way": "onward", "other": later.slug, "kind": "continues"}

    assert client.post(reverse(f"{kind}:lineage", args=[earlier.slug]), onward).status_code == 302
    refused = client.post(reverse(f"{kind}:lineage", args=[later.slug]), onward | {"other": earlier.slug})
    assert refused.status_code == 422
    assert later.links_back.get().earlier == earlier

    address = reverse(f"{kind}:unlink", args=[later.slug, later.links_back.get().pk])
    assert client.post(address).status_code == 302
    assert not later.links_back.exists()
    assert client.post(address).status_code == 404
