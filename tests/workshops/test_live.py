"""What follows a workshop asks every three seconds: 304 from one row while nothing has happened."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.models import Person
from tests.cast import World
from tests.factories.workshops import make_note, make_participant, make_theme, make_workshop
from workshops import grouping
from workshops.models import Answer, Mark, State, Workshop

SignIn = Callable[[Person], Client]


def ask(client: Client, address: str, tag: str = "") -> Any:
    headers = {"HX-Request": "true"} | ({"If-None-Match": tag} if tag else {})
    return client.get(address, headers=headers)


def address_of(name: str, workshop: Workshop) -> str:
    return reverse(f"workshops:{name}", args=[workshop.code])


@pytest.mark.parametrize("name", ["run", "screen"])
def test_view_of_everything_is_unchanged_until_somebody_writes_or_marks(
    world: World, signed_in: SignIn, name: str
) -> None:
    workshop = make_workshop()
    client, address = signed_in(world.coordinator), address_of(name, workshop)
    guest = make_participant(workshop)
    tag = ask(client, address)["ETag"]
    assert ask(client, address, tag).status_code == 304

    Answer.objects.give(guest, "Nytt", key=uuid4())
    changed = ask(client, address, tag)
    assert changed.status_code == 200
    assert changed["ETag"] != tag

    theme = make_theme(workshop)
    workshop.go_to(State.MARKING, by=world.coordinator)
    guest.workshop.refresh_from_db()
    tag = ask(client, address)["ETag"]
    Mark.objects.place(guest, theme)
    assert ask(client, address, tag).status_code == 200


def test_participants_view_is_unchanged_whatever_others_write(world: World, signed_in: SignIn) -> None:
    workshop = make_workshop()
    make_participant(workshop, world.employee)
    client, address = signed_in(world.employee), address_of("take_part", workshop)
    tag = ask(client, address)["ETag"]
    Answer.objects.give(make_participant(workshop), "Nytt", key=uuid4())
    grouping.begin_theme(workshop, "Möten", by=world.coordinator)
    assert ask(client, address, tag).status_code == 304

    workshop.go_to(State.MARKING, by=world.coordinator)
    changed = ask(client, address, tag)
    assert changed.status_code == 200
    assert "Möten" in changed.content.decode()
    tag = changed["ETag"]
    assert ask(client, address, tag).status_code == 304
    grouping.begin_theme(workshop, "Papper", by=world.coordinator)
    assert ask(client, address, tag).status_code == 200


def test_one_participants_tag_is_not_anothers(world: World, signed_in: SignIn) -> None:
    workshop = make_workshop()
    tags = set()
    for person in (world.employee, world.manager):
        make_participant(workshop, person)
        tags.add(ask(signed_in(person), address_of("take_part", workshop))["ETag"])

    assert len(tags) == 2


def test_question_with_nothing_new_costs_one_look_at_the_workshop(
    world: World, signed_in: SignIn, client: Client
) -> None:
    """A guest's is one query in all; somebody signed in has themselves read with their session besides."""
    workshop = make_workshop(lets_guests_in=True)
    client.post(address_of("come_in", workshop))
    signed = signed_in(world.employee)
    make_participant(workshop, world.employee)
    address = address_of("take_part", workshop)
    for browser, cost in ((client, 1), (signed, 2)):
        tag = ask(browser, address)["ETag"]
        with CaptureQueriesContext(connection) as queries:
            assert ask(browser, address, tag).status_code == 304
        assert len(queries) == cost


def test_answers_arrive_after_those_that_are_there(world: World, signed_in: SignIn) -> None:
    workshop = make_workshop()
    there, new = make_note(workshop, "Fanns"), make_note(workshop, "Kom")
    client, address = signed_in(world.coordinator), address_of("run", workshop)

    arrived = ask(client, f"{address}?after={there.pk}").content.decode()

    assert "Kom" in arrived
    assert "Fanns" not in arrived
    assert f"?after={new.pk}" in arrived


@pytest.mark.parametrize("after", ["x", "-1", "9" * 5000])
def test_nonsense_after_is_not_found(world: World, signed_in: SignIn, after: str) -> None:
    address = address_of("run", make_workshop())

    assert ask(signed_in(world.coordinator), f"{address}?after={after}").status_code == 404


def test_whole_pages_are_never_taken_for_their_part(world: World, signed_in: SignIn) -> None:
    workshop = make_workshop()
    client, address = signed_in(world.coordinator), address_of("screen", workshop)
    part = ask(client, address)

    whole = client.get(address, headers={"If-None-Match": part["ETag"]})

    assert whole.status_code == 200
    assert "HX-Request" in whole["Vary"]
    assert whole["ETag"] != part["ETag"]
