"""What led to what: told once, never in a circle, and taken back when it was wrong."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from directions.events import DirectionEvent
from directions.forms.lineage import MANY, LinkForm
from directions.lineage import LinkKind
from directions.models import DirectionLink
from groups.models import GroupLink
from people.models import Act
from tests.cast import World
from tests.factories.directions import make_direction
from tests.factories.groups import make_group
from tests.search.making import index_all

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


def test_other_direction_stands_among_those_under_way_or_those_that_have_ended(world: World) -> None:
    make_direction("Äldst", started_on=date(2014, 10, 1), ended_on=date(2016, 5, 1), ending="ended")
    make_direction("Förr", started_on=date(2015, 1, 7), ended_on=date(2019, 5, 1), ending="ended")
    living = make_direction("Nu", started_on=date(2018, 1, 8))

    with override("en"):
        choices = dict(LinkForm(thing=world.direction).fields["other"].choices)  # type: ignore[attr-defined]

    assert (living.slug, "Nu (since 2018)") in choices["Directions under way"]
    ended = [label for _slug, label in choices["Ended directions"]]
    assert ended == ["Förr (ended in 2019)", "Äldst (ended in 2016)"]


@pytest.mark.parametrize("kind", ["directions", "groups"])
def test_other_is_searched_for_among_more_than_fifteen(world: World, signed_in: SignIn, kind: str) -> None:
    make = make_direction if kind == "directions" else make_group
    thing, wanted = make("Nu"), make("Skolgården efter tre")
    address = reverse(f"{kind}:lineage", args=[thing.slug])
    goran = signed_in(world.coordinator)
    assert 'name="q"' not in _form_of(goran.get(address))

    for number in range(MANY):
        make(f"Annat {number}")
    index_all()
    whole, narrowed = (goran.get(address, {"q": words}) for words in ("", "skolgård"))

    assert len(_offered(whole)) > MANY
    assert _offered(narrowed) == {wanted.slug}
    assert f'value="{wanted.slug}" selected' in narrowed.content.decode()
    onward = {"way": "onward", "other": wanted.slug, "kind": "continues"}
    assert goran.post(f"{address}?q=annat", onward).status_code == 302
    assert thing.links_onward.get().later == wanted


def _form_of(page: Any) -> str:
    return str(page.content.decode().partition("<main")[2])


def _offered(page: Any) -> set[str]:
    headings = [part for _heading, part in page.context["form"].fields["other"].choices]
    return {str(value) for part in headings if isinstance(part, list) for value, _label in part}


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
