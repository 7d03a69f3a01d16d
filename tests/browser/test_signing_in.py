"""The two ways in that people really take: a code by e-mail, and the demo's cast."""

import re
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings as installed
from django.urls import reverse
from playwright.sync_api import expect
from pytest_django import Settings

from demo.content import cast
from notices.worker import Worker
from people.models import Person
from portal.mail import mailers
from tests.browser.visitor import Visitor
from tests.cast import World
from tests.postgres import free_port

pytestmark = pytest.mark.browser

CODE = re.compile(r"\b[A-Z0-9]{3,4}-[A-Z0-9]{3,4}\b")


class Letterbox:
    """What a real mail server has taken in."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@pytest.fixture
def letterbox(settings: Settings) -> Iterator[Letterbox]:
    """An SMTP server on this machine, and a portal that sends its mail there."""
    letterbox = Letterbox()
    server = Controller(letterbox, hostname="127.0.0.1", port=free_port())
    server.start()
    settings.MAILERS = mailers(f"smtp://127.0.0.1:{server.port}", local=True, folder=Path("unused"))
    yield letterbox
    server.stop()


def test_code_by_mail_leads_to_the_page_one_came_for(
    world: World, arrives: Callable[..., Visitor], language: str, letterbox: Letterbox
) -> None:
    Person.objects.filter(pk=world.employee.pk).update(language=language)
    amir = arrives()
    amir.goes_to(reverse("account_login", query={"next": reverse("groups:list")}))
    amir.field("Work e-mail").fill(world.employee.email or "")
    amir.presses("Send me a code")
    expect(amir.heading("Enter the code")).to_be_visible()
    Worker([], poll=0).drain()
    (letter,) = letterbox.letters
    assert letter["To"] == world.employee.email
    found = CODE.search(letter.get_content())
    assert found, letter.get_content()

    amir.field("Code").fill(found[0])
    amir.presses("Sign in")
    expect(amir.heading("Groups")).to_be_visible()


def test_wrong_code_is_told_beside_the_field(
    world: World, arrives: Callable[..., Visitor], letterbox: Letterbox
) -> None:
    amir = arrives()
    amir.goes_to(reverse("account_login"))
    amir.field("Work e-mail").fill(world.employee.email or "")
    amir.presses("Send me a code")
    amir.field("Code").fill("WRONG-1")
    amir.presses("Sign in")

    expect(amir.field("Code")).to_have_attribute("aria-invalid", "true")
    expect(amir.page.locator(".field__error")).to_be_visible()


def test_demo_lets_one_be_anybody_of_its_cast(
    db: None, arrives: Callable[..., Visitor], language: str
) -> None:
    one = next(one for one in cast() if one["show"])
    Person.objects.create(directory_id=one["key"], name=one["name"], language=language)
    amir = arrives()
    amir.goes_to(reverse("demo:sign_in"))
    amir.content.get_by_role("button", name=one["name"]).click()

    greeting = amir.word("Hello, %(name)s", name=one["name"].split()[0])
    expect(amir.content.get_by_role("heading", name=greeting)).to_be_visible()


def test_signing_out_leads_back_to_the_way_in(world: World, arrives: Callable[..., Visitor]) -> None:
    amir = arrives(world.employee)
    amir.goes_to(reverse("me"))
    amir.follows("Sign out", inside=amir.content)
    amir.presses("Sign out")
    expect(amir.page).to_have_url(re.compile(reverse(installed.LOGIN_URL)))

    amir.goes_to(reverse("groups:list"))
    expect(amir.page).to_have_url(re.compile(reverse(installed.LOGIN_URL)))
    expect(amir.page.get_by_role("navigation")).to_have_count(0)
