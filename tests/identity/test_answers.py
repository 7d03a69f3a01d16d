"""What the organisation's sign-in could answer, or somebody in its name: only what holds lets anybody in."""

import time
from collections.abc import Callable
from typing import Any

import jwt
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from prometheus_client import REGISTRY

from tests.cast import World
from tests.identity.conftest import CALLBACK, LOGIN, Configured, come
from tests.identity.issuer import ANOTHERS, CLIENT, Issuer, signed

pytestmark = [pytest.mark.django_db, pytest.mark.hostile]

Bent = Callable[[Issuer], None]


@pytest.fixture
def known(world: World, work: Issuer) -> Issuer:
    work.claims["employeeid"] = world.employee.directory_id
    return work


def bend(**said: Any) -> Bent:
    return lambda work: [setattr(work, name, value) for name, value in said.items()] and None


def by_another(claims: dict[str, Any]) -> str:
    return signed(claims, ANOTHERS)


def by_a_key_nobody_shows(claims: dict[str, Any]) -> str:
    return signed(claims, ANOTHERS, kid="2")


def by_nobody(claims: dict[str, Any]) -> str:
    return jwt.encode(claims, None, algorithm="none", headers={"kid": "1"})


def by_the_shared_secret(claims: dict[str, Any]) -> str:
    return jwt.encode(claims, "between us" * 4, algorithm="HS256", headers={"kid": "1"})


MINUTE = 60

DO_NOT_HOLD: dict[str, Bent] = {
    "signed by another": bend(sign=by_another),
    "a key that nobody shows": bend(sign=by_a_key_nobody_shows),
    "not signed": bend(sign=by_nobody),
    "signed with the shared secret": bend(sign=by_the_shared_secret),
    "no token at all": bend(sign=lambda _claims: None),
    "a word for a token": bend(sign=lambda _claims: "nonsense"),
    "a list for a token": bend(sign=lambda _claims: [1]),
    "another's issuer": bend(token={"iss": "https://evil.example"}),
    "made for another": bend(token={"aud": "another"}),
    "made for two, asked by another": bend(token={"aud": [CLIENT, "another"], "azp": "another"}),
    "too old": bend(token={"exp": int(time.time()) - 2 * MINUTE}),
    "from tomorrow": bend(token={"nbf": int(time.time()) + 24 * 60 * MINUTE}),
    "made tomorrow": bend(token={"iat": int(time.time()) + 24 * 60 * MINUTE}),
    "no end": bend(token={"exp": None}),
    "nobody": bend(token={"sub": None}, claims={"employeeid": "1"}),
    "a list for a number": bend(token={"sub": ["7"]}),
    "a very long number": bend(token={"sub": "7" * 500}, userinfo={"sub": "7" * 500}),
    "a number that no database takes": bend(token={"sub": "7\0"}, userinfo={"sub": "7\0"}),
    "an answer to another question": bend(token={"nonce": "another"}),
    "an answer to no question": bend(token={"nonce": None}),
    "told of another": bend(userinfo={"sub": "8"}),
    "an issuer by another name": bend(config={"issuer": "https://evil.example"}),
}


@pytest.mark.parametrize("bent", DO_NOT_HOLD.values(), ids=DO_NOT_HOLD)
def test_answer_that_does_not_hold_lets_nobody_in(known: Issuer, client: Client, bent: Bent) -> None:
    sent = client.get(LOGIN)
    code = known.asked(sent.url)
    bent(known)
    answer = client.get(CALLBACK, {"code": code, "state": known.questions[code]["state"]})

    assert answer.status_code == 400
    assert "Inloggningen gick inte igenom" in answer.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "said", ["7\0", "\0", ["7"], {"7": "7"}, 7, True, 7.5, "7" * 5000, "' OR 1=1 --", "%", "*"]
)
@pytest.mark.parametrize("claim", ["employeeid", "email"])
def test_whatever_a_claim_holds_it_is_nobody(
    known: Issuer, client: Client, configured: Configured, claim: str, said: object
) -> None:
    configured(known.address, MATCH_EMAIL="on")
    known.claims = {"sub": "7", claim: said}
    assert come(client, known).status_code == 403


@pytest.mark.parametrize("apart", [-50, 50])
def test_clocks_may_differ_by_some_seconds(known: Issuer, client: Client, apart: int) -> None:
    moment = int(time.time()) + apart
    known.token = {"iat": moment, "nbf": moment, "exp": moment + 30 if apart < 0 else moment + 300}
    assert come(client, known).url == reverse("home")


def test_answer_is_taken_once_and_by_whoever_asked(known: Issuer, client: Client) -> None:
    code = known.asked(client.get(LOGIN).url)
    told = {"code": code, "state": known.questions[code]["state"]}

    assert Client().get(CALLBACK, told).status_code == 400  # another browser
    assert client.get(CALLBACK, told).url == reverse("home")
    client.post(reverse("account_logout"))
    assert client.get(CALLBACK, told).status_code == 400  # again


@pytest.mark.parametrize("state", ["", "nonsense", "x" * 3000, "\0", "' OR 1=1"])
def test_answer_to_a_question_that_was_not_asked(known: Issuer, client: Client, state: str) -> None:
    code = known.asked(client.get(LOGIN).url)
    assert client.get(CALLBACK, {"code": code, "state": state}).status_code == 400


def test_whoever_changes_their_mind_is_back_at_the_ways_in(known: Issuer, client: Client) -> None:
    code = known.asked(client.get(LOGIN).url)
    told = {"error": "access_denied", "state": known.questions[code]["state"]}
    assert client.get(CALLBACK, told).url == reverse("account_login")


def test_where_one_was_going_is_kept_and_nothing_else_that_the_address_asks(
    known: Issuer, client: Client
) -> None:
    asked = {"next": "/groups/", "process": "connect", "scope": "admin", "auth_params": "prompt=none"}
    sent = client.get(LOGIN, asked)
    assert "admin" not in sent.url
    assert "prompt" not in sent.url
    code = known.asked(sent.url)
    answer = client.get(CALLBACK, {"code": code, "state": known.questions[code]["state"]})
    assert answer.url == "/groups/"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "http:///evil",
        "javascript:0",
        "/\\evil.example",
        "\t//e.e",
    ],
)
@pytest.mark.parametrize("process", ["login", "redirect", "connect"])
def test_nobody_is_led_elsewhere(known: Issuer, client: Client, elsewhere: str, process: str) -> None:
    assert come(client, known, next=elsewhere, process=process).url == reverse("home")


def test_sign_in_that_is_away_is_told_and_a_code_offered(client: Client, configured: Configured) -> None:
    configured("http://127.0.0.1:9")  # nobody listens there
    started = time.monotonic()
    answer = client.get(LOGIN)

    assert time.monotonic() - started < 3
    assert answer.status_code == 503
    assert reverse("account_login") in answer.content.decode()


def test_sign_in_that_sleeps_is_not_waited_for(known: Issuer, client: Client) -> None:
    """Three seconds at the most (bar); two of them are waited for, the rest is for a busy machine."""
    assert settings.SOCIALACCOUNT_REQUESTS_TIMEOUT <= 2
    known.sleeps = 10
    started = time.monotonic()
    answer = client.get(LOGIN)

    assert time.monotonic() - started < 6
    assert answer.status_code == 503


@pytest.mark.parametrize("status", [500, 503])
def test_sign_in_that_fails_on_the_way_back_is_told(known: Issuer, client: Client, status: int) -> None:
    code = known.asked(client.get(LOGIN).url)
    told = {"code": code, "state": known.questions[code]["state"]}
    known.status = status
    assert client.get(CALLBACK, told).status_code == 503


def test_addresses_answer_nothing_but_get(known: Issuer, client: Client) -> None:
    for address in (LOGIN, CALLBACK):
        assert client.post(address).status_code == 405


@pytest.mark.parametrize(
    ("bent", "why"),
    [
        (bend(claims={"sub": "7"}), "unknown"),
        (bend(sign=by_another), "answer does not hold"),
        (bend(status=503), "issuer away"),
    ],
)
def test_refusals_are_counted(known: Issuer, client: Client, bent: Bent, why: str) -> None:
    def count() -> float:
        return REGISTRY.get_sample_value("riktning_sign_ins_refused_total", {"why": why}) or 0

    before = count()
    code = known.asked(client.get(LOGIN).url)
    bent(known)
    client.get(CALLBACK, {"code": code, "state": known.questions[code]["state"]})
    assert count() == before + 1
