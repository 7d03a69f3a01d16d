"""Whom the organisation's sign-in lets in: by what never changes, and never by chance."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test import Client
from django.urls import reverse
from environs import Env
from pytest_django import Settings

from identity.door import REMEMBERED, Identity, forget_refusals, let_in
from identity.events import IdentityEvent
from identity.models import Reason, Refusal
from identity.providers import OIDC, providers
from people.events import PersonEvent
from people.models import Act, Person
from tests.cast import World
from tests.identity.conftest import LOGIN, Configured, come
from tests.identity.issuer import Issuer
from tests.people.test_sign_in import ASK, CONFIRM, code_from, sent
from ui.dates import now

pytestmark = pytest.mark.django_db


def who(client: Client) -> object:
    return client.get(reverse("home")).context["user"]


def test_directorys_number_lets_in_and_the_account_is_known_from_then_on(
    world: World, work: Issuer, client: Client
) -> None:
    work.claims["employeeid"] = world.employee.directory_id
    answer = come(client, work)
    assert answer.url == reverse("home")
    assert who(client) == world.employee

    del work.claims["employeeid"]  # the number has gone from the token, and so has the address from the row
    Person.objects.filter(pk=world.employee.pk).update(email=None, directory_id="another")
    again = Client()
    assert come(again, work).url == reverse("home")
    assert who(again) == world.employee
    assert Act.objects.filter(verb=IdentityEvent.CONNECTED, person=world.employee).count() == 1
    signed_in = Act.objects.filter(verb=PersonEvent.SIGNED_IN, by=world.employee)
    assert [act.facts for act in signed_in] == [{"way": "socialaccount"}] * 2


def test_of_an_account_its_number_is_kept_and_nothing_else(
    world: World, work: Issuer, client: Client
) -> None:
    work.claims |= {"employeeid": world.employee.directory_id, "email": "amir@elsewhere.example"}
    before = Person.objects.filter(pk=world.employee.pk).values().get()
    come(client, work)

    account = SocialAccount.objects.get()
    assert (account.user_id, account.provider, account.uid) == (world.employee.pk, OIDC, "7")
    assert account.extra_data == {}
    assert not SocialToken.objects.exists()
    after = Person.objects.filter(pk=world.employee.pk).values().get()
    assert after | {"last_login": None} == before | {"last_login": None}


def test_without_an_address_one_is_let_in_all_the_same(world: World, work: Issuer, client: Client) -> None:
    Person.objects.filter(pk=world.employee.pk).update(email=None)
    work.claims["employeeid"] = world.employee.directory_id

    come(client, work)
    assert who(client).pk == world.employee.pk


def test_whoever_has_a_new_account_there_is_the_same_person(
    world: World, work: Issuer, client: Client
) -> None:
    work.claims["employeeid"] = world.employee.directory_id
    come(client, work)
    work.claims["sub"] = "8"
    come(Client(), work)
    assert SocialAccount.objects.get().uid == "8"

    work.claims = {"sub": "7"}  # the old account opens nothing any more
    assert come(Client(), work).status_code == 403


@pytest.mark.parametrize(
    "claims",
    [{}, {"employeeid": ""}, {"employeeid": "  "}, {"employeeid": "4711-nobody"}, {"employeeid": None}],
)
def test_stranger_is_turned_away_in_words_and_the_administrator_sees_why(
    world: World, work: Issuer, client: Client, claims: dict[str, str | None]
) -> None:
    work.claims |= claims
    answer = come(client, work)

    number = (claims.get("employeeid") or "").strip()
    assert answer.status_code == 403
    assert (number or "inget skickades") in answer.content.decode()
    assert "_auth_user_id" not in client.session
    refusal = Refusal.objects.get()
    assert (refusal.reason, refusal.directory_id, refusal.person) == (Reason.UNKNOWN, number, None)
    assert Act.objects.get(verb=IdentityEvent.TURNED_AWAY).target == refusal
    assert not Person.objects.filter(name=work.claims["name"]).exclude(pk=world.employee.pk).exists()


def test_name_is_never_who_one_is(world: World, work: Issuer, client: Client) -> None:
    work.claims |= {"name": world.director.name, "preferred_username": world.director.email}
    assert come(client, work).status_code == 403


def test_address_is_who_one_is_only_where_the_installation_says_so(
    world: World, work: Issuer, configured: Configured
) -> None:
    work.claims |= {"email": world.employee.email.upper(), "email_verified": True}
    assert come(Client(), work).status_code == 403
    assert Refusal.objects.get().email == ""  # what is not asked for is not kept

    configured(work.address, MATCH_EMAIL="on")
    client = Client()
    come(client, work)
    assert who(client) == world.employee


def test_address_that_was_given_to_another_does_not_open_who_had_it(
    world: World, work: Issuer, configured: Configured
) -> None:
    configured(work.address, MATCH_EMAIL="on")
    work.claims |= {"email": world.employee.email}
    come(Client(), work)

    work.claims |= {"sub": "8"}  # a new employee of the same name has been given the address
    assert come(Client(), work).status_code == 403
    assert Refusal.objects.get().reason == Reason.TAKEN
    assert SocialAccount.objects.get().uid == "7"


@pytest.mark.parametrize("known", [True, False])
def test_closed_account_stays_closed(world: World, work: Issuer, client: Client, known: bool) -> None:
    work.claims["employeeid"] = world.employee.directory_id
    if known:
        come(Client(), work)
    Person.objects.filter(pk=world.employee.pk).update(is_active=False)

    assert come(client, work).url == reverse("account_inactive")
    assert "_auth_user_id" not in client.session
    assert Refusal.objects.get().person == world.employee


def test_entra_is_told_by_the_claims_that_it_sends(
    world: World, work: Issuer, configured: Configured
) -> None:
    """Its `sub` is another for each application, its `oid` the same; it sends nothing more when asked."""
    configured(work.address, ID_CLAIM="oid", NUMBER_CLAIM="extension_number", USERINFO="off")
    work.claims |= {"oid": "aa-bb", "extension_number": world.employee.directory_id}
    client = Client()
    come(client, work)

    assert who(client) == world.employee
    assert SocialAccount.objects.get().uid == "aa-bb"


def test_whoever_sat_there_before_is_signed_out(world: World, work: Issuer, signed_in: object) -> None:
    client = signed_in(world.manager)  # type: ignore[operator]
    before = client.session.session_key
    work.claims["employeeid"] = world.employee.directory_id
    come(client, work)

    assert who(client) == world.employee
    assert client.session.session_key != before


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_windows_connect_once(world: World) -> None:
    identity = Identity(OIDC, "7", world.employee.directory_id, "")

    def once(_number: int) -> int:
        try:
            return int(let_in(identity).user_id)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as threads:
        assert set(threads.map(once, range(6))) == {world.employee.pk}
    assert SocialAccount.objects.count() == 1
    assert Act.objects.filter(verb=IdentityEvent.CONNECTED).count() == 1


def test_refusals_are_forgotten(world: World, work: Issuer, client: Client) -> None:
    come(client, work)
    forget_refusals()
    assert Refusal.objects.count() == 1

    Refusal.objects.update(at=now() - REMEMBERED - timedelta(minutes=1))
    forget_refusals()
    assert not Refusal.objects.exists()


def test_page_of_the_ways_in(world: World, work: Issuer, client: Client, settings: Settings) -> None:
    wanted = reverse("groups:list")
    both = client.get(ASK, {"next": wanted}).content.decode()
    assert f'href="{LOGIN}?next=%2Fgroups%2F"' in both
    assert 'name="email"' in both

    settings.SIGN_IN_BY_CODE = False
    alone = client.get(ASK).content.decode()
    assert f'href="{LOGIN}"' in alone
    assert 'name="email"' not in alone
    assert client.post(ASK, {"email": world.employee.email}).url == ASK
    assert sent() == []

    settings.SIGN_IN_BY_CODE, settings.SOCIALACCOUNT_PROVIDERS = True, {}
    assert LOGIN not in client.get(ASK).content.decode()
    assert client.get(LOGIN).status_code == 404


def test_code_by_mail_is_written_down_as_such(world: World, client: Client) -> None:
    client.post(ASK, {"email": world.employee.email})
    client.post(CONFIRM, {"code": code_from(sent()[0])})
    assert Act.objects.get(verb=PersonEvent.SIGNED_IN).facts == {"way": "code"}


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"RIKTNING_OIDC_ISSUER": "http://idp.service.example"}, "https"),
        ({"RIKTNING_SAML_METADATA": "http://idp.service.example/metadata"}, "https"),
        ({"RIKTNING_SAML_METADATA": "idp.xml", "RIKTNING_SAML_KEY_FILE": "own.key"}, "come together"),
        ({"RIKTNING_SIGN_IN_BY_CODE": "off"}, "nobody could sign in"),
    ],
)
def test_what_would_let_nobody_or_anybody_in_is_not_started(
    monkeypatch: pytest.MonkeyPatch, told: dict[str, str], words: str
) -> None:
    monkeypatch.setenv("RIKTNING_OIDC_ISSUER", "")
    monkeypatch.setenv("RIKTNING_SAML_METADATA", "")
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=words):
        providers(Env(prefix="RIKTNING_"))
