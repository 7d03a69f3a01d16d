"""A passkey of Chromium's own, made and used under the portal's policy, and the app beside it."""

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from playwright.sync_api import expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from people.models import Person
from tests.browser.visitor import Visitor
from tests.cast import World
from tests.identity.ways import code_of

pytestmark = pytest.mark.browser

KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def named_server(live_server: LiveServer) -> str:
    """A passkey belongs to a name, and an address of numbers is none."""
    return live_server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def comes(visitor: Callable[..., Visitor], named_server: str, abroad: list[str]) -> Callable[..., Visitor]:
    def come(person: Person | None = None, **options: object) -> Visitor:
        comer = visitor(person, base_url=named_server, **options)
        context = comer.page.context
        cookies = [
            {"name": cookie["name"], "value": cookie["value"], "url": named_server}
            for cookie in context.cookies()
        ]
        context.add_cookies(cookies)  # type: ignore[arg-type]
        return comer

    abroad.append(named_server)
    return come


def holds_a_key(comer: Visitor, *, verified: bool = True) -> None:
    browser = comer.page.context.new_cdp_session(comer.page)
    browser.send("WebAuthn.enable")
    browser.send("WebAuthn.addVirtualAuthenticator", {"options": KEY | {"isUserVerified": verified}})


def adds_a_passkey(comer: Visitor, name: str) -> None:
    comer.goes_to(reverse("ways_in"))
    comer.follows("Add a passkey")
    comer.field("What you call it").fill(name)
    comer.presses("Add it")
    comer.sees("The passkey is added: from now on you can sign in with it alone.")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_passkey_is_made_and_then_signs_in_alone(
    world: World, comes: Callable[..., Visitor], language: str
) -> None:
    amir = comes(world.employee, language=language)
    holds_a_key(amir)
    refused = watch_the_policy(amir)
    adds_a_passkey(amir, "Jobbdatorn")
    expect(amir.content.get_by_role("strong").get_by_text("Jobbdatorn")).to_be_visible()
    amir.goes_to(reverse("account_logout"))
    amir.presses("Sign out")

    amir.goes_to(reverse("account_login", query={"next": reverse("groups:list")}))
    amir.presses("Sign in with a passkey")

    expect(amir.heading("Groups")).to_be_visible()
    assert Authenticator.objects.get().last_used_at
    assert refused == []


def test_whoever_has_none_is_told_and_can_go_on_by_code(comes: Callable[..., Visitor]) -> None:
    nobody = comes()
    holds_a_key(nobody, verified=False)
    nobody.goes_to(reverse("account_login"))
    nobody.presses("Sign in with a passkey")
    nobody.sees(
        "The browser gave no passkey: it was interrupted, took too long, or there is none here. Try again."
    )
    expect(nobody.field("Work e-mail")).to_be_visible()


def test_director_is_led_to_an_app_and_its_code_before_anything_else(
    world: World, comes: Callable[..., Visitor], settings: Settings
) -> None:
    settings.SECOND_FACTOR = True
    ingrid = comes(world.director)
    ingrid.goes_to(reverse("groups:list"))
    expect(ingrid.heading("You need a second factor")).to_be_visible()
    ingrid.page.get_by_role("link", name=ingrid.word("An app with codes")).click()
    secret = (ingrid.content.locator("code").text_content() or "").replace(" ", "")
    ingrid.field("Code that the app shows").fill(code_of(secret))
    ingrid.presses("Add the app")

    expect(ingrid.heading("Recovery codes")).to_be_visible()
    expect(ingrid.content.locator("ol code")).to_have_count(10)
    with ingrid.page.expect_download() as download:
        ingrid.follows("Download them")
    assert len(download.value.path().read_text().split()) == 10
    ingrid.goes_to(reverse("groups:list"))
    expect(ingrid.heading("Groups")).to_be_visible()


def test_without_javascript_the_app_is_the_way_and_the_page_says_so(
    world: World, comes: Callable[..., Visitor]
) -> None:
    amir = comes(world.employee, javascript=False)
    amir.goes_to(reverse("add_passkey"))
    expect(amir.content.get_by_text("JavaScript")).to_be_visible()
    expect(amir.button("Add it")).to_be_hidden()
    amir.goes_to(reverse("add_app"))
    secret = (amir.content.locator("code").text_content() or "").replace(" ", "")
    amir.field("Code that the app shows").fill(code_of(secret))
    amir.presses("Add the app")
    expect(amir.heading("Recovery codes")).to_be_visible()


def watch_the_policy(comer: Visitor) -> list[str]:
    """What the browser refuses by the portal's policy, as it tells of it."""
    refused: list[str] = []
    comer.page.on(
        "console", lambda said: refused.append(said.text) if "Content Security Policy" in said.text else None
    )
    return refused
