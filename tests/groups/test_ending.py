"""Groups and directions end between reconsiderations too, and lead on."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from directions.models import Direction, DirectionLink, Outcome
from groups.models import Group, GroupLink
from groups.outcomes import ChosenOutcome
from groups.reconsidering import InvalidOutcome, end_direction, end_group
from tests.cast import World
from tests.factories.directions import make_direction, make_past_stage
from tests.factories.groups import make_group
from tests.factories.people import make_manager
from tests.factories.reconsidering import ENDS, new_group
from ui.dates import today

SignIn = Callable[..., Client]


def test_group_ends_between_reconsiderations(world: World, signed_in: SignIn) -> None:
    address = reverse("groups:end", args=[world.group.slug])
    client = signed_in(world.coordinator)
    assert client.post(address, {"outcome": "end", "why": "", "learned": ""}).status_code == 422
    assert client.post(address, {"outcome": "continue", "why": "x", "learned": "x"}).status_code == 422

    typed = {"outcome": "end", "why": "Klart.", "learned": "Fråga först."}
    assert client.post(address, typed).status_code == 302
    world.group.refresh_from_db()
    assert world.group.closing_words == "Fråga först."
    assert client.get(address).status_code == 404


def test_body_does_not_end_without_a_successor(world: World) -> None:
    with pytest.raises(ValidationError):
        end_group(world.storgrupp, ENDS, by=world.director)
    world.storgrupp.refresh_from_db()
    assert world.storgrupp.ended_on is None


def test_direction_with_living_groups_does_not_end_and_says_which(world: World) -> None:
    world.stage.delete()

    with pytest.raises(ValidationError, match=world.group.name):
        end_direction(world.direction, ENDS, by=world.coordinator)
    assert not Direction.objects.ended().exists()


def test_direction_in_the_middle_of_a_stage_is_reconsidered_instead(world: World) -> None:
    with pytest.raises(ValidationError, match="1"):
        end_direction(world.direction, ENDS, by=world.coordinator)


def test_direction_without_groups_ends_between_stages(world: World) -> None:
    direction = make_direction()
    make_past_stage(direction, reconsidered_by=world.coordinator)
    other = make_direction("En annan")

    heir = end_direction(
        direction, ChosenOutcome(Outcome.END, "Klart.", "Mycket.", into=other), by=world.director
    )

    direction.refresh_from_db()
    assert (heir, direction.ending) == (other, "merged")
    assert DirectionLink.objects.get().later == other


def test_no_group_begins_in_a_direction_that_has_ended(world: World) -> None:
    ended = make_direction(ended_on=today(), ending="ended")
    group = new_group()
    group.direction = ended

    with pytest.raises(ValidationError):
        Group.objects.start(group, by=make_manager())


def test_nothing_merges_into_what_has_ended(world: World) -> None:
    gone = make_group(ended_on=today())
    with pytest.raises(InvalidOutcome):
        end_group(
            world.group, ChosenOutcome(Outcome.END, "Klart.", "Mycket.", into=gone), by=world.coordinator
        )

    ended, direction = make_direction(ended_on=today(), ending="ended"), make_direction()
    with pytest.raises(ValidationError):
        end_direction(
            direction, ChosenOutcome(Outcome.END, "Klart.", "Mycket.", into=ended), by=world.coordinator
        )
    assert not GroupLink.objects.exists()
    assert not DirectionLink.objects.exists()
