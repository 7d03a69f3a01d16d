"""A second factor of those who steer, where the installation wants it: nothing leads past it."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from identity.events import IdentityEvent
from identity.middleware import OPEN
from people.models import Act
from tests.access.routes import ROUTES, Route
from tests.cast import World
from tests.identity.conftest import come
from tests.identity.issuer import Issuer
from tests.identity.ways import (
    ADD_APP,
    ADD_PASSKEY,
    CODES,
    HTTPS,
    MAKE_CODES,
    SECOND,
    STEP,
    WAYS_IN,
    add_app,
    add_passkey,
    by_code,
    code_of,
    key_of,
    shown_codes,
)

pytestmark = pytest.mark.django_db

SignIn = Callable[..., Client]
HOME = reverse("home")
STEERS = ["coordinator", "communicator", "director", "administrator"]
OTHERS = ["employee", "manager", "convener", "storgrupp_member", "steering_member"]


@pytest.fixture
def required(settings: Settings) -> None:
    settings.SECOND_FACTOR = True


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("who_asks", STEERS)
def test_who_steers_is_led_to_make_one_before_anything_else(
    world: World, signed_in: SignIn, required: None, who_asks: str
) -> None:
    client = signed_in(getattr(world, who_asks))
    for address in (HOME, reverse("groups:list"), reverse("admin:index"), WAYS_IN, CODES):
        assert client.get(address, **HTTPS).url.startswith(SECOND), address
    assert client.post(MAKE_CODES, **HTTPS).url == SECOND
    page = client.get(SECOND, **HTTPS).content.decode()
    assert ADD_PASSKEY in page
    assert ADD_APP in page

    add_passkey(client)
    assert client.get(HOME, **HTTPS).status_code == 200


@pytest.mark.parametrize("who_asks", OTHERS)
def test_others_are_not_asked(world: World, signed_in: SignIn, required: None, who_asks: str) -> None:
    assert signed_in(getattr(world, who_asks)).get(HOME, **HTTPS).status_code == 200


def test_nobody_is_asked_where_the_installation_does_not_want_it(world: World, signed_in: SignIn) -> None:
    assert signed_in(world.director).get(HOME, **HTTPS).status_code == 200


def test_made_on_the_way_it_lasts_for_the_next_time(world: World, required: None) -> None:
    browser = Client()
    assert by_code(browser, world.director).url == HOME
    secret = add_app(browser)
    assert len(shown_codes(browser)) == 10
    assert browser.get(HOME, **HTTPS).status_code == 200

    again = Client()
    assert by_code(again, world.director).url == STEP
    assert again.post(STEP, {"code": code_of(secret)}, **HTTPS).url == HOME


def test_session_that_began_before_the_seat_is_asked_for_what_there_is(
    world: World, signed_in: SignIn, required: None
) -> None:
    client = signed_in(world.director)
    secret = add_app(client)
    older = signed_in(world.director)
    wanted = reverse("groups:list")

    led = older.get(wanted, **HTTPS)
    assert led.url == f"{SECOND}?next=%2Fgroups%2F"
    for address in (ADD_PASSKEY, ADD_APP):  # or whoever has the session would make one of their own
        assert older.get(address, **HTTPS).url == SECOND
        assert older.post(address, {"code": "1"}, **HTTPS).url == SECOND
    assert older.post(led.url, {"code": "000000"}, **HTTPS).status_code == 422
    before = key_of(older)
    answer = older.post(led.url, {"code": code_of(secret)}, **HTTPS)

    assert answer.url == wanted
    assert key_of(older) != before
    assert older.get(wanted, **HTTPS).status_code == 200
    assert Act.objects.get(verb=IdentityEvent.FACTOR_USED).facts == {"way": "totp"}
    assert UserSession.objects.filter(session_key=key_of(older)).exists()


def test_organisations_own_sign_in_is_enough(
    world: World, required: None, work: Issuer, settings: Settings
) -> None:
    work.claims["employeeid"] = world.director.directory_id
    browser = Client()
    come(browser, work)
    assert browser.get(HOME, **HTTPS).status_code == 200

    settings.SECOND_FACTOR_AT_WORK = False
    assert browser.get(HOME, **HTTPS).url.startswith(SECOND)


def test_last_one_stays_with_whoever_needs_it(world: World, signed_in: SignIn, required: None) -> None:
    client = signed_in(world.director)
    add_app(client)
    client.post(reverse("remove_app"), **HTTPS)
    assert Authenticator.objects.filter(type="totp").exists()

    add_passkey(client)
    client.post(reverse("remove_app"), **HTTPS)
    assert not Authenticator.objects.filter(type="totp").exists()


@pytest.mark.authz
def test_no_address_leads_past_it(world: World, signed_in: SignIn, required: None) -> None:
    """Every address there is, whole or as a part of a page, asked for and sent to."""
    client = signed_in(world.coordinator)
    answers = {
        (route.name, client_method.__name__, is_part): _led_to(
            client_method(_address(route), **_asked(is_part))
        )
        for route in ROUTES.values()
        if route.name not in OPEN  # some of them sign out
        for client_method in (client.get, client.post)
        for is_part in (False, True)
    }
    past = {name for (name, *_how), led_to in answers.items() if not led_to.startswith(SECOND)}

    assert len(answers) > 800
    assert past == set()


def _address(route: Route) -> str:
    """Of something that need not be there: it is asked before anybody looks."""
    return route.address_of(dict.fromkeys(route.arguments, "1"))


def _asked(is_part: bool) -> dict[str, Any]:
    return {"secure": True, "headers": HTTPS["headers"] | ({"hx-request": "true"} if is_part else {})}


def _led_to(answer: Any) -> str:
    return answer.get("Location") or answer.get("HX-Redirect") or ""
