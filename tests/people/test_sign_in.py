"""Signing in with a code by e-mail; accounts come from the directory alone."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from notices.worker import Worker
from tests.cast import World
from tests.factories.people import make_person

ASK = reverse("account_login")
CONFIRM = reverse("account_confirm_login_code")


def sent() -> list[mail.EmailMessage]:
    """What is in people's mailboxes once the worker has looked."""
    Worker([], poll=0).drain()
    return mail.outbox


def code_from(message: mail.EmailMessage) -> str:
    found = re.search(r"^[A-Z0-9]{3,4}-?[A-Z0-9]{3,4}$", str(message.body), re.MULTILINE)
    assert found, message.body
    return found[0]


def test_code_by_mail_signs_in_and_leads_home(world: World, client: Client) -> None:
    asked = client.post(ASK, {"email": world.employee.email.upper()})
    assert asked.url == CONFIRM
    (message,) = sent()
    assert message.to == [world.employee.email]

    answer = client.post(CONFIRM, {"code": code_from(message)})
    assert answer.url == reverse("home")
    assert client.get(reverse("home")).context["user"] == world.employee


def test_code_leads_on_to_the_page_one_came_for(world: World, client: Client) -> None:
    wanted = reverse("groups:list")
    sent_away = client.get(wanted)
    assert sent_away.status_code == 302
    client.post(f"{ASK}?next={wanted}", {"email": world.employee.email, "next": wanted})
    answer = client.post(f"{CONFIRM}?next={wanted}", {"code": code_from(sent()[0]), "next": wanted})
    assert answer.url == wanted


def test_a_megabyte_for_an_address_is_refused_and_not_sent_back(world: World, client: Client) -> None:
    answer = client.post(ASK, {"email": "x" * 1_000_000})
    assert answer.context["form"].errors["email"]
    assert len(answer.content) < 50_000


@pytest.mark.parametrize(
    "elsewhere",
    ["http://testserver/plan/", "http:///plan/", "https://evil.example/", "//evil.example/", "javascript:0"],
)
def test_code_leads_nowhere_else_nor_off_the_protected_line(world: World, elsewhere: str) -> None:
    client = Client(headers={"referer": "https://testserver/"})
    client.post(ASK, {"email": world.employee.email, "next": elsewhere}, secure=True)
    answer = client.post(CONFIRM, {"code": code_from(sent()[0]), "next": elsewhere}, secure=True)
    assert answer.url == reverse("home")


@pytest.mark.slow
@pytest.mark.parametrize(("address", "field"), [(ASK, "email"), (ASK, "next"), ("/w/", "code")])
def test_what_nobody_types_is_not_given_back(world: World, client: Client, address: str, field: str) -> None:
    """A stranger could else have the portal send megabytes, a worker at a time."""
    answer = client.post(address, {"email": "nonsense", field: "/" + "x" * 2_000_000})

    assert answer.context["form"].errors
    assert len(answer.content) < 60_000


def test_whoever_asks_again_gets_another_code(world: World, client: Client) -> None:
    for email in (world.employee.email, world.manager.email):
        client.post(ASK, {"email": email})
        assert client.get(ASK).status_code == 200  # "Another address"
    assert [message.to for message in sent()] == [[world.employee.email], [world.manager.email]]

    client.post(CONFIRM, {"code": code_from(sent()[1])})
    assert client.get(reverse("home")).context["user"] == world.manager


def test_wrong_code_is_told_beside_the_field(world: World, client: Client) -> None:
    client.post(ASK, {"email": world.employee.email})
    answer = client.post(CONFIRM, {"code": "WRONG1"})
    assert 'id="id_code_error"' in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_code_stops_working_after_three_wrong_ones(world: World, client: Client) -> None:
    client.post(ASK, {"email": world.employee.email})
    code = code_from(sent()[0])
    for _ in range(3):
        client.post(CONFIRM, {"code": "WRONG1"})
    client.post(CONFIRM, {"code": code})
    assert "_auth_user_id" not in client.session


def test_unknown_address_gets_the_same_answer_and_no_mail(world: World, client: Client) -> None:
    known = client.post(ASK, {"email": world.employee.email})
    unknown = Client().post(ASK, {"email": "nobody@service.example"})
    assert (unknown.status_code, unknown.url) == (known.status_code, known.url)
    assert len(sent()) == 1


def test_suspended_person_does_not_get_in(world: World, client: Client) -> None:
    client.post(ASK, {"email": world.suspended.email})
    if sent():
        client.post(CONFIRM, {"code": code_from(sent()[0])})
    assert client.get(reverse("home")).status_code == 302


@pytest.mark.parametrize("email", ["", "not an address", "a@b\r\nBcc: c@d.example"])
def test_bad_address_is_told_beside_the_field(world: World, client: Client, email: str) -> None:
    answer = client.post(ASK, {"email": email})
    assert 'id="id_email_error"' in answer.content.decode()
    assert not sent()


def test_person_without_mail_is_nobodys_address(world: World, client: Client) -> None:
    make_person("Utan E-post", email=None)
    make_person("Utan Heller", email=None)
    client.post(ASK, {"email": ""})
    assert not sent()


def test_language_is_kept_on_the_person_and_in_a_cookie(world: World, client: Client) -> None:
    client.force_login(world.employee)
    answer = client.post(reverse("language"), {"language": "en", "next": "/groups/"})
    assert answer.url == "/groups/"
    assert '<html lang="en">' in client.get("/groups/").content.decode()
    world.employee.refresh_from_db()
    assert world.employee.language == "en"


def test_language_chosen_before_signing_in_is_gone_on_in_by_whoever_does_so_first(
    world: World, client: Client
) -> None:
    """They had asked for English and met a Swedish first page."""
    client.post(reverse("language"), {"language": "en"})
    client.post(ASK, {"email": world.employee.email})
    client.post(CONFIRM, {"code": code_from(sent()[0])})
    assert '<html lang="en">' in client.get("/groups/").content.decode()

    client.logout()
    client.post(ASK, {"email": world.member.email})
    client.post(CONFIRM, {"code": code_from(sent()[-1])})
    assert '<html lang="sv">' in client.get("/groups/").content.decode()


@pytest.mark.parametrize(
    "away", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil"]
)
def test_language_never_leads_away_from_here(world: World, client: Client, away: str) -> None:
    answer = client.post(reverse("language"), {"language": "en", "next": away})
    assert answer.url == reverse("home")


def test_unknown_language_changes_nothing(world: World, client: Client) -> None:
    client.force_login(world.employee)
    answer = client.post(reverse("language"), {"language": "xx"})
    assert "django_language" not in answer.cookies
    world.employee.refresh_from_db()
    assert world.employee.language == "sv"
