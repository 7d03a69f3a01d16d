"""A second factor: when it is asked for, what is one, and how often each is good."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings as installed
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from identity import factors
from identity.events import IdentityEvent
from people.events import PersonEvent
from people.models import Act, Person
from tests.cast import World
from tests.identity.conftest import come
from tests.identity.issuer import Issuer
from tests.identity.ways import (
    ADD_PASSKEY,
    HTTPS,
    MAKE_CODES,
    SECOND,
    STEP,
    WAYS_IN,
    add_app,
    add_passkey,
    by_code,
    by_passkey,
    code_of,
    key_of,
    options_on,
    shown_codes,
    who,
)

pytestmark = pytest.mark.django_db

SignIn = Callable[..., Client]
HOME = reverse("home")


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


# The app with codes, of one's own will


def test_code_of_the_app_is_asked_for_after_the_code_by_mail(world: World, signed_in: SignIn) -> None:
    secret = add_app(signed_in(world.employee))
    browser = Client()

    asked = by_code(browser, world.employee, next=reverse("groups:list"))
    assert asked.url == STEP
    assert not is_in(browser)
    before = key_of(browser)
    answer = browser.post(STEP, {"code": code_of(secret)}, **HTTPS)

    assert answer.url == reverse("groups:list")
    assert who(browser) == world.employee
    assert key_of(browser) != before
    signed = Act.objects.filter(verb=PersonEvent.SIGNED_IN, by=world.employee).latest("pk")
    assert signed.facts == {"way": "code+totp"}


def test_code_of_the_app_is_good_for_once(world: World, signed_in: SignIn) -> None:
    secret = add_app(signed_in(world.employee))
    code = code_of(secret)
    first, second = Client(), Client()
    by_code(first, world.employee)
    first.post(STEP, {"code": code}, **HTTPS)
    by_code(second, world.employee)
    second.post(STEP, {"code": code}, **HTTPS)

    assert (is_in(first), is_in(second)) == (True, False)
    refused = Act.objects.get(verb=IdentityEvent.FACTOR_REFUSED)
    assert (refused.by, refused.person) == (None, world.employee)


def test_five_wrong_codes_and_the_right_one_waits(world: World, signed_in: SignIn) -> None:
    secret = add_app(signed_in(world.employee))
    browser = Client()
    by_code(browser, world.employee)
    for _time in range(5):
        browser.post(STEP, {"code": "000000"}, **HTTPS)

    answer = browser.post(STEP, {"code": code_of(secret)}, **HTTPS)

    assert "fem minuter" in answer.content.decode()
    assert not is_in(browser)


def test_recovery_code_works_once_and_is_refused_the_second_time(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.employee)
    add_app(client)
    codes = shown_codes(client)
    first, second, third = Client(), Client(), Client()
    for browser, code in ((first, codes[0]), (second, codes[0]), (third, codes[1])):
        by_code(browser, world.employee)
        browser.post(STEP, {"code": code}, **HTTPS)

    assert [is_in(browser) for browser in (first, second, third)] == [True, False, True]
    assert len(factors.codes_left(world.employee)) == 8


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_recovery_code_lets_one_in(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.employee)
    add_app(client)
    (code, *_rest) = shown_codes(client)
    browsers = [Client() for _ in range(4)]
    for browser in browsers:
        by_code(browser, world.employee)

    def enter(browser: Client) -> int:
        try:
            return int(browser.post(STEP, {"code": code}, **HTTPS).status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(browsers)) as pool:
        list(pool.map(enter, browsers))

    assert [is_in(browser) for browser in browsers].count(True) == 1


def test_recovery_codes_are_shown_once_and_only_here(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.employee)
    add_app(client)
    other = signed_in(world.employee)

    assert shown_codes(other) == []
    assert len(shown_codes(client)) == 10
    assert shown_codes(client) == []


def test_codes_made_anew_take_the_place_of_those_before(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.employee)
    add_app(client)
    before = shown_codes(client)
    client.post(MAKE_CODES, **HTTPS)

    assert set(shown_codes(client)).isdisjoint(before)
    browser = Client()
    by_code(browser, world.employee)
    browser.post(STEP, {"code": before[0]}, **HTTPS)
    assert not is_in(browser)


def test_what_codes_are_made_from_is_sealed(world: World, signed_in: SignIn, settings: Settings) -> None:
    client = signed_in(world.employee)
    secret = add_app(client)
    codes = shown_codes(client)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    assert not any(code in kept for code in codes)

    settings.FACTOR_KEY = "another key"
    browser = Client()
    by_code(browser, world.employee)
    for code in (code_of(secret), codes[0]):
        assert browser.post(STEP, {"code": code}, **HTTPS).status_code == 200
    assert not is_in(browser)


def test_passkey_alone_asks_nothing_after_a_code(world: World, signed_in: SignIn) -> None:
    add_passkey(signed_in(world.employee))
    browser = Client()
    assert by_code(browser, world.employee).url == HOME


def test_passkey_asks_for_no_code_of_the_app(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.employee)
    add_app(client)
    passkey = add_passkey(client)
    browser = Client()
    assert by_passkey(browser, passkey).url == HOME
    assert is_in(browser)


def test_passkey_as_a_second_step(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.employee)
    add_app(client)
    passkey = add_passkey(client)
    browser = Client()
    by_code(browser, world.employee)
    credential = passkey.get(options_on(browser.get(STEP, **HTTPS)))

    assert browser.post(STEP, {"credential": credential}, **HTTPS).url == HOME
    signed = Act.objects.filter(verb=PersonEvent.SIGNED_IN, by=world.employee).latest("pk")
    assert signed.facts == {"way": "code+webauthn"}


def test_anothers_passkey_is_no_second_step(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.employee)
    add_app(client)
    add_passkey(client)
    passkey = add_passkey(signed_in(world.manager))
    browser = Client()
    by_code(browser, world.employee)
    credential = passkey.get(options_on(browser.get(STEP, **HTTPS)))
    browser.post(STEP, {"credential": credential}, **HTTPS)

    assert not is_in(browser)
    assert Act.objects.filter(verb=IdentityEvent.FACTOR_REFUSED, person=world.employee).exists()


def test_organisations_own_sign_in_has_asked_already(
    world: World, signed_in: SignIn, work: Issuer, settings: Settings
) -> None:
    add_app(signed_in(world.employee))
    work.claims["employeeid"] = world.employee.directory_id
    assert come(Client(), work).url == HOME

    settings.SECOND_FACTOR_AT_WORK = False
    assert come(Client(), work).url == STEP


# Suspended: no request later, however they had signed in


@pytest.mark.revoke
@pytest.mark.parametrize("way", ["passkey", "code and app", "code and recovery", "work", "half way"])
def test_suspended_person_is_out_on_the_next_request(
    world: World, signed_in: SignIn, work: Issuer, way: str
) -> None:
    first = signed_in(world.employee)
    secret, passkey = add_app(first), add_passkey(first)
    codes = shown_codes(first)
    browser = Client()
    if way == "passkey":
        by_passkey(browser, passkey)
    elif way == "work":
        work.claims["employeeid"] = world.employee.directory_id
        come(browser, work)
    else:
        by_code(browser, world.employee)
    if way.startswith("code"):
        browser.post(STEP, {"code": codes[0] if "recovery" in way else code_of(secret)}, **HTTPS)
    assert is_in(browser) is (way != "half way")
    Person.objects.filter(pk=world.employee.pk).update(is_active=False)

    if way == "half way":
        assert browser.post(STEP, {"code": code_of(secret)}, **HTTPS).url == reverse("account_inactive")
    answers = [browser.get(address, **HTTPS) for address in (HOME, WAYS_IN, ADD_PASSKEY, reverse("me"))]
    assert {answer.status_code for answer in answers} == {302}
    assert all(reverse(installed.LOGIN_URL) in answer.url for answer in answers)


# Where one goes afterwards

FOREIGN = [
    f"{before}evil.example{after}"
    for before in (
        "//", "///", "////", "/\\", "\\\\", "http://", "https://", "https:", "http:///", "HTTPS://", "ftp://",
        "//user@", "https://testserver@", "https://testserver:x@", "/\t/", "\t//", " //", "\n//", "\x00//",
        "javascript://",
    )
    for after in ("", "/groups/", "/?next=/groups/")
]  # fmt: skip


@pytest.mark.one_database  # where an address leads no database changes
def test_nothing_leads_elsewhere_afterwards(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.employee)
    passkey = add_passkey(client)
    led_to = set()
    for elsewhere in FOREIGN:
        refused = Client().post(
            reverse("mfa_login_webauthn"), {"credential": "{}", "next": elsewhere}, **HTTPS
        )
        asked = client.get(SECOND, {"next": elsewhere}, **HTTPS)
        led_to |= {by_passkey(Client(), passkey, next=elsewhere).url, asked.url, refused.url}

    assert len(set(FOREIGN)) == 60
    assert led_to == {HOME, reverse("account_login")}
