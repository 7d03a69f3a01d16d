"""Where the shared cache is away nobody can be counted: it is said in words, and what was sent is kept."""

import re
import socket
import time
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accessibility.models import Report
from people.models import DirectMail, Person
from portal import engines, health
from portal.backup.restoring import leave_what_is_over
from tests.cast import World
from tests.factories.workshops import make_workshop
from tests.people.test_sign_in import ASK, CONFIRM, code_from, sent
from tests.postgres import free_port
from workshops.models import Answer, Participant, State

SignIn = Callable[[Person], Client]
CODE = "482913"
SENT = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


@pytest.fixture
def away(world: World, settings: Settings) -> None:
    """The cache has an address at which nobody answers."""
    settings.CACHES = engines.caches(f"redis://127.0.0.1:{free_port()}/0")


def code_asked_for(world: World) -> tuple[str, dict[str, str]]:
    return ASK, {"email": world.employee.email, "next": "/groups/"}


def obstacle_reported(world: World) -> tuple[str, dict[str, str]]:
    return reverse("accessibility:report"), {"text": 'Knappen läses\ninte "upp".', "page": "/"}


def workshop_looked_for(world: World) -> tuple[str, dict[str, str]]:
    return reverse("workshops:join"), {"code": CODE}


def workshop_come_into(world: World) -> tuple[str, dict[str, str]]:
    return reverse("workshops:come_in", args=[CODE]), {"text": "Mer tid."}


def note_written_at_the_door(world: World) -> tuple[str, dict[str, str]]:
    return reverse("workshops:take_part", args=[CODE]), {"text": "Mer tid för lunch."}


@pytest.mark.usefixtures("away")
@pytest.mark.parametrize(
    "act",
    [code_asked_for, obstacle_reported, workshop_looked_for, workshop_come_into, note_written_at_the_door],
)
def test_what_cannot_be_counted_is_in_ones_hands_to_be_sent_again(
    world: World, settings: Settings, act: Callable[[World], tuple[str, dict[str, str]]]
) -> None:
    make_workshop(lets_guests_in=True, code=CODE)
    address, typed = act(world)

    answer = Client().post(address, typed)

    page = answer.content.decode()
    assert answer.status_code == 503
    assert "skicka igen om en minut" in page
    assert int(answer["Retry-After"]) > 0
    form = page.partition(f'<form method="post" action="{address}">')[2].partition("</form>")[0]
    again = {unescape(name): unescape(value) for name, value in SENT.findall(form)}
    assert again.pop("csrfmiddlewaretoken", None) is not None
    assert {name: value.replace("\r\n", "\n") for name, value in again.items()} == typed
    assert not any(model.objects.exists() for model in (DirectMail, Report, Participant))

    settings.CACHES = engines.caches("")
    assert Client().post(address, again).status_code in {200, 302, 422}


@pytest.mark.usefixtures("away")
def test_page_that_counts_those_who_guess_says_when_to_come_back(world: World, client: Client) -> None:
    make_workshop(lets_guests_in=True, code=CODE)

    answer = client.get(reverse("workshops:take_part", args=[CODE]))

    assert answer.status_code == 503
    assert "Försök igen om en minut" in answer.content.decode()


@pytest.mark.usefixtures("away")
def test_code_that_has_come_is_taken_and_another_one_is_not_sent(world: World, settings: Settings) -> None:
    cache_away, settings.CACHES = settings.CACHES, engines.caches("")
    client = Client()
    client.post(*code_asked_for(world))
    code = code_from(sent()[0])
    settings.CACHES = cache_away

    assert client.post(CONFIRM, {"action": "resend"}).status_code == 503
    assert not DirectMail.objects.exists()
    assert client.post(CONFIRM, {"code": code}).status_code == 302
    assert client.get(reverse("home")).status_code == 200


@pytest.mark.usefixtures("away")
def test_who_has_signed_in_runs_and_enters_a_workshop(world: World, signed_in: SignIn) -> None:
    workshop = make_workshop(state=State.PLANNED, code=CODE)

    opened = signed_in(world.coordinator).post(reverse("workshops:open", args=[CODE]))
    employee = signed_in(world.employee)
    looked = employee.post(reverse("workshops:join"), {"code": CODE})
    inside = employee.post(reverse("workshops:come_in", args=[CODE]), {"text": "Mer tid för lunch."})

    workshop.refresh_from_db()
    assert (opened.status_code, workshop.state) == (302, State.OPEN)
    assert (looked.status_code, inside.status_code) == (302, 302)
    assert Answer.objects.get().text == "Mer tid för lunch."


@pytest.mark.usefixtures("away")
def test_restoring_and_health_say_so_and_end() -> None:
    assert leave_what_is_over() == 0
    assert health._result(health.database) == "LimitsAway"


def test_cache_that_is_silent_is_given_up_on_soon(settings: Settings, silent: Any) -> None:
    settings.CACHES = engines.caches(f"redis://127.0.0.1:{silent}/0")
    began = time.monotonic()

    assert health._result(lambda: str(cache.get("anything"))) == "LimitsAway"

    assert time.monotonic() - began < 6


@pytest.fixture
def silent() -> Any:
    """The port of a server that takes a connection and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]
