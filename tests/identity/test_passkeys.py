"""A passkey is added by whoever has signed in, and signs in alone from then on."""

import json
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from fido2.webauthn import AuthenticatorData
from pytest_django import Settings

from identity.events import IdentityEvent
from identity.models import Reason, Refusal
from notices.models import Notice
from people.events import PersonEvent
from people.models import Act, Person
from tests.cast import World
from tests.identity.authenticator import Passkey
from tests.identity.ways import (
    ADD_PASSKEY,
    BY_PASSKEY,
    HTTPS,
    WAYS_IN,
    add_passkey,
    by_passkey,
    key_of,
    options_on,
    who,
)

pytestmark = pytest.mark.django_db

SignIn = Callable[..., Client]


def test_passkey_signs_in_alone_and_leads_to_where_one_wanted(world: World, signed_in: SignIn) -> None:
    passkey = add_passkey(signed_in(world.employee))
    browser = Client()

    answer = by_passkey(browser, passkey, next=reverse("groups:list"))

    assert answer.url == reverse("groups:list")
    assert who(browser) == world.employee
    signed = Act.objects.get(verb=PersonEvent.SIGNED_IN, by=world.employee)
    assert signed.facts == {"way": "passkey"}
    assert Authenticator.objects.get().last_used_at


def test_session_has_another_number_once_a_passkey_has_signed_in(world: World, signed_in: SignIn) -> None:
    passkey = add_passkey(signed_in(world.employee))
    browser = Client()
    browser.get(BY_PASSKEY, secure=True, headers={"accept": "application/json"})
    before = key_of(browser)

    by_passkey(browser, passkey)

    assert key_of(browser) != before


def test_passkey_that_was_removed_opens_nothing(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.employee)
    passkey = add_passkey(client)
    added = Authenticator.objects.get()
    client.post(reverse("remove_passkey", args=[added.pk]), **HTTPS)
    browser = Client()

    answer = by_passkey(browser, passkey, next=reverse("groups:list"))

    assert answer.url == f"{reverse('account_login')}?next=%2Fgroups%2F"
    assert "_auth_user_id" not in browser.session
    assert not Authenticator.objects.exists()


def test_nobody_removes_anothers(world: World, signed_in: SignIn) -> None:
    add_passkey(signed_in(world.employee))
    address = reverse("remove_passkey", args=[Authenticator.objects.get().pk])

    assert signed_in(world.manager).post(address, **HTTPS).status_code == 404
    assert Authenticator.objects.exists()


def test_whoever_has_left_is_turned_away_with_a_passkey_too(world: World, signed_in: SignIn) -> None:
    passkey = add_passkey(signed_in(world.employee))
    Person.objects.filter(pk=world.employee.pk).update(is_active=False)
    browser = Client()

    assert by_passkey(browser, passkey).url == reverse("account_inactive")
    assert "_auth_user_id" not in browser.session
    assert Refusal.objects.get().reason == Reason.CLOSED


@pytest.mark.parametrize(
    "passkey",
    [
        Passkey(origin="https://evil.example"),
        Passkey(origin="http://testserver"),
        Passkey(flags=AuthenticatorData.FLAG.USER_PRESENT),
    ],
    ids=["elsewhere", "off the protected line", "whoever holds it"],
)
def test_passkey_is_not_added_from_elsewhere_nor_unconfirmed(
    world: World, signed_in: SignIn, passkey: Passkey
) -> None:
    client = signed_in(world.employee)
    credential = passkey.create(options_on(client.get(ADD_PASSKEY, **HTTPS)))

    answer = client.post(ADD_PASSKEY, {"name": "Jobbdatorn", "credential": credential}, **HTTPS)

    assert answer.status_code == 422
    assert not Authenticator.objects.exists()


def test_answer_is_good_for_one_question(world: World, signed_in: SignIn) -> None:
    passkey = add_passkey(signed_in(world.employee))
    browser = Client()
    asked = browser.get(BY_PASSKEY, secure=True, headers={"accept": "application/json"}).json()
    credential = passkey.get(asked["request_options"])
    browser.post(BY_PASSKEY, {"credential": credential}, **HTTPS)

    again = Client()
    again.get(BY_PASSKEY, secure=True, headers={"accept": "application/json"})
    again.post(BY_PASSKEY, {"credential": credential}, **HTTPS)

    assert "_auth_user_id" not in again.session


def test_same_passkey_sent_twice_is_added_once(world: World, signed_in: SignIn) -> None:
    client, passkey = signed_in(world.employee), Passkey()
    add_passkey(client, passkey=passkey)
    add_passkey(client, passkey=passkey)

    assert Authenticator.objects.count() == 1
    assert Act.objects.filter(verb=IdentityEvent.PASSKEY_ADDED).count() == 1


@pytest.mark.parametrize(
    "credential",
    [
        "",
        "nonsense",
        "null",
        "[]",
        "{}",
        "[" * 15_000,
        '{"id": "x", "a": "\\u0000"}',
        json.dumps({"id": "x", "rawId": "x", "type": "public-key", "response": []}),
        json.dumps({"id": "x", "rawId": "x", "type": "public-key", "response": {"clientDataJSON": 7}}),
        json.dumps({"id": "å", "rawId": "å", "type": "public-key", "response": {"clientDataJSON": "å"}}),
        json.dumps({"response": {"userHandle": None}}),
        json.dumps({"response": "x" * 30_000}),
    ],
)
def test_nonsense_for_a_passkey_is_told_in_words(world: World, signed_in: SignIn, credential: str) -> None:
    client = signed_in(world.employee)
    client.get(ADD_PASSKEY, **HTTPS)
    added = client.post(ADD_PASSKEY, {"name": "Jobbdatorn", "credential": credential}, **HTTPS)
    browser = Client()
    browser.get(BY_PASSKEY, secure=True, headers={"accept": "application/json"})
    signed = browser.post(BY_PASSKEY, {"credential": credential}, **HTTPS)

    assert added.status_code == 422
    assert signed.url == reverse("account_login")
    assert "_auth_user_id" not in browser.session


def test_person_is_told_of_what_was_added_and_removed(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.employee)
    add_passkey(client, "Min telefon")
    client.post(reverse("remove_passkey", args=[Authenticator.objects.get().pk]), **HTTPS)

    told = [notice.sentence for notice in Notice.objects.filter(person=world.employee).order_by("pk")]
    assert len(told) == 2
    assert all("Min telefon" in words for words in told)
    addresses = {notice.address for notice in Notice.objects.filter(person=world.employee)}
    assert addresses == {WAYS_IN}


def test_where_passkeys_are_off_there_is_no_button_and_no_way(client: Client, settings: Settings) -> None:
    assert BY_PASSKEY in client.get(reverse("account_login")).content.decode()
    settings.SIGN_IN_BY_PASSKEY = False

    assert BY_PASSKEY not in client.get(reverse("account_login")).content.decode()
    assert client.get(BY_PASSKEY).status_code == 404


def test_ways_in_are_changed_by_whoever_has_just_signed_in(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.employee)
    session = client.session
    session["signed_in_at"] -= 11 * 60
    session.save()

    assert client.get(ADD_PASSKEY, **HTTPS).url == reverse("sign_in_again")
    out = client.post(reverse("sign_in_again"), **HTTPS)
    assert out.url.endswith(f"?next={WAYS_IN}")
    assert "_auth_user_id" not in client.session
