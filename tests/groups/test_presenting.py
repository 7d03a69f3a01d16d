"""What a body said is written down once, and corrected beside it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from groups import presenting
from groups.events import GroupEvent
from groups.models import Presentation
from people.models import Act
from tests.access.things import the
from tests.cast import World

SignIn = Callable[..., Client]


def test_correction_keeps_both_and_says_who_and_why(world: World, signed_in: SignIn) -> None:
    heard: Any = the("heard presentation", world)
    address = reverse("groups:record_presentation", args=[heard.pk])
    client = signed_in(world.director)

    form = client.get(address).context["form"]
    sent = {"said": "Sluta.", "why": "Fel möte.", "version": form["version"].value()}
    assert client.post(address, sent).status_code == 302

    heard.refresh_from_db()
    page = client.get(heard.stage.get_absolute_url()).content.decode()
    assert (heard.said, heard.words, heard.said_by) == ("Fortsätt så.", "Sluta.", world.coordinator)
    assert all(words in page for words in ("Fortsätt så.", "Sluta.", "Fel möte.", world.director.name))
    assert Act.objects.filter(verb=GroupEvent.PRESENTATION_CORRECTED, by=world.director).count() == 1


def test_correction_of_what_one_has_not_read_is_not_saved(world: World, signed_in: SignIn) -> None:
    heard: Any = the("heard presentation", world)
    presenting.correct(heard, "Pausa.", "Fel.", seen=1, by=world.coordinator)
    address = reverse("groups:record_presentation", args=[heard.pk])
    client = signed_in(world.director)

    page = client.post(address, {"said": "Sluta.", "why": "Fel.", "version": "1"})

    assert (page.status_code, heard.corrections.count()) == (422, 1)
    assert all(words in page.content.decode() for words in ("Pausa.", "Sluta."))
    assert page.context["form"]["version"].value() == "2"


def test_second_who_writes_down_what_was_said_overwrites_nothing(world: World, signed_in: SignIn) -> None:
    heard: Any = the("heard presentation", world)
    address = reverse("groups:record_presentation", args=[heard.pk])

    page = signed_in(world.director).post(address, {"said": "Sluta."})

    assert page.status_code == 422
    assert "Sluta." in page.content.decode()
    assert Presentation.objects.get(pk=heard.pk).words == "Fortsätt så."


def test_correction_sent_twice_is_one(world: World, signed_in: SignIn) -> None:
    heard: Any = the("heard presentation", world)
    address = reverse("groups:record_presentation", args=[heard.pk])
    client = signed_in(world.director)
    key = "0b9f0d6e-6a86-4d6b-9c22-5c8a4b4f8f11"

    for _time in range(2):
        sent = {"said": "Sluta.", "why": "Fel.", "version": "1", "form_key": key}
        assert client.post(address, sent).status_code == 302

    assert heard.corrections.count() == 1


def test_correction_that_says_the_same_is_none(world: World) -> None:
    heard: Any = the("heard presentation", world)

    with pytest.raises(ValidationError):
        presenting.correct(heard, heard.said, "Fel.", seen=1, by=world.director)
