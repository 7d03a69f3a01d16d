"""Under one direction no two living groups have the same name."""

from collections.abc import Callable
from importlib import import_module

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from groups import editing
from groups.models import Group
from tests.cast import World
from tests.factories.groups import make_group
from ui.dates import today

SignIn = Callable[..., Client]


def start(world: World, signed_in: SignIn, name: str, direction: str = "") -> int:
    typed = {"name": name, "kind": "working_group", "direction": direction or world.direction.slug}
    answer = signed_in(world.coordinator).post(reverse("groups:new"), typed)
    if answer.status_code == 422:
        assert 'id="id_name_error"' in answer.content.decode()
    return answer.status_code


@pytest.mark.parametrize("name", ["Lunch med eleverna", "LUNCH MED ELEVERNA", "  lunch  med eleverna "])
def test_name_of_a_living_group_is_refused_with_a_sentence(
    world: World, signed_in: SignIn, name: str
) -> None:
    assert start(world, signed_in, name) == 422


def test_name_of_one_that_has_ended_or_works_elsewhere_is_free(world: World, signed_in: SignIn) -> None:
    make_group("Ärtor", direction=world.direction, ended_on=today())
    elsewhere = make_group("Örter")
    assert elsewhere.direction

    assert start(world, signed_in, "Ärtor") == 302
    assert start(world, signed_in, "Örter") == 302
    assert start(world, signed_in, "ÖRTER", elsewhere.direction.slug) == 422


def test_group_is_not_renamed_to_another_and_keeps_its_own_name(world: World, signed_in: SignIn) -> None:
    address = reverse("groups:edit", args=[world.group.slug])
    client = signed_in(world.coordinator)
    typed = {"name": world.foreign_group.name.upper(), "seats": "9"}

    refused = client.post(address, typed)

    assert refused.status_code == 422
    assert 'id="id_name_error"' in refused.content.decode()
    assert client.post(address, typed | {"name": world.group.name.upper()}).status_code == 302


@pytest.mark.parametrize("name", ["Ärtor", "ÄRTOR", "A\u0308rtor"])
def test_database_itself_holds_it(world: World, name: str) -> None:
    make_group("Ärtor", direction=world.direction)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_group(name, direction=world.direction)
    make_group(name)  # under another direction
    make_group(name, direction=world.direction, ended_on=today())


def test_namesakes_from_before_get_a_number() -> None:
    migration = import_module("groups.migrations.0009_names_of_their_own")
    names = ["Ärtor", "ÄRTOR", "Ärtor (2)", "A\u0308rtor", "Bönor"]
    rows = [*((pk, 1, name) for pk, name in enumerate(names)), (9, 2, "Ärtor")]

    assert migration.new_names(rows) == {1: "ÄRTOR (2)", 2: "Ärtor (2) (2)", 3: "A\u0308rtor (3)"}


def test_program_is_refused_as_a_form_is(world: World) -> None:
    unsaved = Group(kind="working_group", name=world.group.name, direction=world.direction)
    with pytest.raises(ValidationError):
        editing.start(unsaved, by=world.coordinator)
    with pytest.raises(ValidationError):
        make_group(world.group.name).move_to(world.direction, by=world.coordinator)
