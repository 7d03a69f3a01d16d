"""What browsers, phones and robots ask for by themselves."""

import json
import re
from datetime import datetime

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.cast import World
from ui.dates import now

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def stranger(db: None) -> Client:
    return Client()


def test_manifest_says_what_a_phone_puts_on_its_first_screen(stranger: Client) -> None:
    answer = stranger.get(reverse("manifest"))
    told = json.loads(answer.content)

    assert answer["Content-Type"] == "application/manifest+json"
    assert (told["name"], told["lang"], told["start_url"], told["scope"]) == ("Riktning", "sv", "/", "/")
    assert {(icon["sizes"], icon["purpose"]) for icon in told["icons"]} == {
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    }
    for icon in told["icons"]:
        width = int(icon["sizes"].split("x")[0])
        assert _png(icon["src"])[16:24] == width.to_bytes(4) * 2, "as large as it says"


def _png(address: str) -> bytes:
    """The icon behind a hashed address."""
    name = re.sub(r"\.[0-9a-f]{12}\.", ".", address.removeprefix("/static/"))
    with staticfiles_storage.open(name) as file:
        content: bytes = file.read()
    assert content.startswith(PNG)
    return content


def test_every_page_leads_to_the_manifest(stranger: Client) -> None:
    page = stranger.get(reverse("account_login")).content.decode()

    assert f'<link rel="manifest" href="{reverse("manifest")}">' in page


@pytest.mark.parametrize(("name", "begins"), [("favicon", b"\x00\x00\x01\x00"), ("apple_touch_icon", PNG)])
def test_icon_is_where_browsers_look_for_it(stranger: Client, name: str, begins: bytes) -> None:
    leads = stranger.get(reverse(name))["Location"]
    found = finders.find(re.sub(r"\.[0-9a-f]{12}\.", ".", leads.removeprefix("/static/")))

    assert isinstance(found, str)
    with open(found, "rb") as file:
        assert file.read().startswith(begins)


def test_service_worker_keeps_the_page_without_a_network_and_what_it_is_drawn_with(stranger: Client) -> None:
    answer = stranger.get(reverse("service_worker"))
    script = answer.content.decode()
    kept = json.loads(re.match(r"const KEPT = (\[.*\]);\n", script)[1])  # type: ignore[index]

    assert answer["Content-Type"].startswith("text/javascript")
    page = stranger.get(kept[0]).content.decode()
    drawn_with = re.findall(r'<link rel="(?:stylesheet|icon)" href="([^"]+)"|<script src="([^"]+)"', page)
    assert {sheet or source for sheet, source in drawn_with} == set(kept[1:])


def test_page_without_a_network_is_the_same_for_everybody(world: World, stranger: Client) -> None:
    """Whoever comes first has it kept, and the next one sees it."""
    client = Client()
    client.force_login(world.coordinator)
    world.coordinator.language = "en"
    world.coordinator.save()

    page = stranger.get(reverse("offline")).content.decode()

    assert "Du är inte uppkopplad" in page
    assert '<section class="section" lang="en">' in page
    assert "csrfmiddlewaretoken" not in page
    assert stranger.get(reverse("offline")).cookies == {}


def test_robots_are_asked_to_stay_away(stranger: Client) -> None:
    answer = stranger.get("/robots.txt")

    assert answer.content == b"User-agent: *\nDisallow: /\n"
    assert answer["Content-Type"].startswith("text/plain")


def test_whoever_finds_a_hole_learns_whom_to_tell(stranger: Client, settings: Settings) -> None:
    settings.SECURITY_CONTACT = "mailto:sakerhet@service.example"
    lines = stranger.get("/.well-known/security.txt").content.decode().splitlines()
    told = dict(line.split(": ", 1) for line in lines)

    assert told["Contact"] == "mailto:sakerhet@service.example"
    assert 30 < (datetime.fromisoformat(told["Expires"]) - now()).days < 365
    assert told["Canonical"].endswith("/.well-known/security.txt")


def test_demo_says_whom_to_tell_too(stranger: Client) -> None:
    assert b"Contact: mailto:sakerhet@service.example\n" in stranger.get("/.well-known/security.txt").content


def test_without_anybody_to_tell_there_is_no_such_page(stranger: Client, settings: Settings) -> None:
    settings.SECURITY_CONTACT = ""

    assert stranger.get("/.well-known/security.txt").status_code == 404
