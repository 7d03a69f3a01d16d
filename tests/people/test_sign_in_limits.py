"""Limits count people, not buildings: nobody is kept out by those who share their address."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from notices.worker import Worker
from people.models import DirectMail
from tests.cast import World
from tests.people.test_sign_in import ASK, CONFIRM, code_from, sent

pytestmark = pytest.mark.slow


def ask(email: str | None, address: str = "192.0.2.1", client: Client | None = None, **headers: Any) -> bool:
    """Whether somebody gets a code, who comes from that address."""
    answer = (client or Client()).post(ASK, {"email": email}, REMOTE_ADDR=address, headers=headers)
    return answer.status_code == 302


@pytest.mark.slow
def test_whole_building_signs_in_at_once(world: World) -> None:
    """300 phones on one wireless network, and colleagues of theirs meanwhile."""
    assert all(ask(f"person{number}@workshop.example") for number in range(300))
    assert ask(world.employee.email)


def test_one_address_has_a_limit_all_the_same(world: World, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"code_from_an_address": "5/m/ip"}

    assert [ask(f"person{number}@workshop.example") for number in range(6)] == [*[True] * 5, False]
    assert ask(world.employee.email, "192.0.2.2")


def test_person_is_not_sent_more_than_a_few(world: World) -> None:
    asked = [ask(world.employee.email, f"192.0.2.{number}") for number in range(1, 41)]

    assert asked.count(True) == 30
    assert asked[:3] == [True] * 3


def test_stranger_who_asks_for_somebody_does_not_keep_them_out(world: World) -> None:
    assert [ask(world.employee.email, "203.0.113.9") for _ in range(4)] == [True, True, True, False]

    assert ask(world.employee.email, "192.0.2.1")


def test_browser_in_which_somebody_signed_in_is_not_kept_out_by_many(world: World, client: Client) -> None:
    client.post(ASK, {"email": world.employee.email})
    client.post(CONFIRM, {"code": code_from(sent()[0])})
    client.post(reverse("account_logout"))
    while ask(world.employee.email, f"203.0.113.{DirectMail.objects.count() + 1}"):
        pass

    assert ask(world.employee.email, client=client)
    assert not ask(world.employee.email, client=Client(), address="192.0.2.77")


@pytest.mark.parametrize("cookie", ["", "x", "WyJhIl0:1:forged"])
def test_forged_browser_is_no_known_one(world: World, settings: Settings, cookie: str) -> None:
    client = Client()
    client.cookies[settings.KNOWN_BROWSER_COOKIE_NAME] = cookie

    assert [ask(world.employee.email, client=client) for _ in range(4)] == [True, True, True, False]


def test_words_say_what_has_happened(world: World, client: Client) -> None:
    for _ in range(3):
        ask(world.employee.email)
    page = client.post(ASK, {"email": world.employee.email}, REMOTE_ADDR="192.0.2.1").content.decode()

    assert "För många koder" in page
    assert "misslyckade" not in page


def test_address_that_a_visitor_claims_does_not_loosen_it(world: World, settings: Settings) -> None:
    """Only what the trusted proxies have added counts: the last of the list."""
    email = world.employee.email
    claims = [f"198.51.100.{number}" for number in range(8)]
    assert [ask(email, **{"X-Forwarded-For": claim}) for claim in claims].count(True) == 3

    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    through = [ask(email, "127.0.0.1", **{"X-Forwarded-For": f"{claim}, 192.0.2.5"}) for claim in claims]
    assert through.count(True) == 3
    assert ask(email, "127.0.0.1", **{"X-Forwarded-For": "192.0.2.6"})


@pytest.mark.parametrize("headers", [{}, {"X-Forwarded-For": ""}, {"X-Forwarded-For": "unix:"}])
def test_nobody_is_shut_out_where_no_address_is_known(
    world: World, settings: Settings, headers: dict[str, str]
) -> None:
    """On a unix socket there is none; too few proxies may have told theirs."""
    for settings.ALLAUTH_TRUSTED_PROXY_COUNT in (0, 1, 2):
        assert ask(world.employee.email, "", **headers)


def test_new_code_is_sent_from_the_code_page(world: World, client: Client) -> None:
    client.post(ASK, {"email": world.employee.email})
    page = client.get(CONFIRM).content.decode()
    assert "15 minuter" in page
    assert 'value="resend"' in page

    client.post(CONFIRM, {"action": "resend"})
    first, second = sent()
    assert code_from(first) != code_from(second)
    client.post(CONFIRM, {"code": code_from(second)})
    assert client.session["_auth_user_id"] == str(world.employee.pk)


def test_code_is_worth_nothing_once_the_address_is_another_ones(world: World, client: Client) -> None:
    client.post(ASK, {"email": world.employee.email})
    code = code_from(sent()[0])
    type(world.employee).objects.filter(pk=world.employee.pk).update(email="ny@service.example")

    client.post(CONFIRM, {"code": code})
    assert "_auth_user_id" not in client.session


def test_code_is_gone_from_the_database_once_it_is_sent(world: World, client: Client) -> None:
    client.post(ASK, {"email": world.employee.email})
    client.post(ASK, {"email": "nobody@service.example"})
    assert DirectMail.objects.count() == 2

    Worker([], poll=0).drain()
    assert not DirectMail.objects.exists()
    assert [message.to for message in mail.outbox] == [[world.employee.email]]
