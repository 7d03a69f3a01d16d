"""Every page by axe, and by what axe does not look at: reflow, large text, landmarks, titles, targets.

Every day two corners of the matrix; all twelve with RIKTNING_A11Y=all. axe judges neither meaning nor
order nor wording: that a person does, by hand.
"""

import os
import re
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from people.models import Person
from tests import kept_rows
from tests.access.routes import ROUTES
from tests.browser.axe import AXE, EXPLAINED, explained_on, found_by_axe
from tests.browser.large_text import PHONE, sideways
from tests.browser.looks import ANYONE, AREAS, LOOKS, Look
from tests.browser.not_looked_at import DJANGOS_OWN, NOT_LOOKED_AT
from tests.browser.scene import Scene
from tests.browser.visitor import Visitor

MEASURE = Path(__file__).with_name("measure.js").read_text()
ON_SCREEN_ONLY = """() => [...document.querySelectorAll(
    "button:not(.inbox__words), input:not([type=hidden]), select, textarea, nav, [class*=button]"
  )].filter((thing) => thing.checkVisibility()).map((thing) => `printed: ${thing.outerHTML.slice(0, 90)}`)
"""
TWO_CORNERS = [("light", 320, "sv"), ("dark", 1280, "en")]
WHOLE_MATRIX = list(product(["light", "dark"], [320, 768, 1280], ["sv", "en"]))
CORNERS = WHOLE_MATRIX if os.environ.get("RIKTNING_A11Y") == "all" else TWO_CORNERS

GREETING = {"home", "me"}  # headed with the person's own name

each_corner = pytest.mark.parametrize(
    "corner",
    [
        pytest.param(
            {"scheme": scheme, "width": width, "language": language}, id=f"{scheme}-{width}-{language}"
        )
        for scheme, width, language in CORNERS
    ],
)


def faults_of(page: Page) -> list[str]:
    """What is wrong with the page as it now stands, in words."""
    return [*found_by_axe(page), *page.evaluate(MEASURE)]


@pytest.mark.one_database
@pytest.mark.browser
@each_corner
@pytest.mark.parametrize("area", AREAS)
def test_pages_are_accessible(
    scene: Scene, visitor: Callable[..., Visitor], area: str, corner: dict[str, Any]
) -> None:
    faults = []
    people: dict[str, Visitor] = {}
    for look in AREAS[area]:
        if look.who not in people:
            people[look.who] = visitor(look.person(scene.world), **corner)
            people[look.who].page.add_init_script(AXE)
        faults += [f"{look.name}: {fault}" for fault in _looked_at(look, people[look.who].page, scene)]
    assert not faults, "\n" + "\n".join(faults)


def _looked_at(look: Look, page: Page, scene: Scene) -> list[str]:
    answer = page.goto(look.address(scene))
    if not answer or answer.status != look.status:
        return [f"answered {answer and answer.status}"]
    if look.first:
        look.first(page)
    is_narrow = page.viewport_size and page.viewport_size["width"] < PHONE
    # Its rules for phones, not the width, are what matters for large text; paper is wide.
    return [*faults_of(page), *(sideways(page) if is_narrow else _needless_on_paper(page))]


@pytest.mark.one_database
@pytest.mark.browser
def test_each_explanation_explains_something(scene: Scene, visitor: Callable[..., Visitor]) -> None:
    page = visitor(scene.world.coordinator).page
    explained = set()
    for route in ("river:river", "river:year", "groups:organisation", "admin:feedback_feedback_changelist"):
        page.goto(reverse(route))
        explained |= explained_on(page)

    assert explained == set(EXPLAINED)


def _needless_on_paper(page: Page) -> list[str]:
    """What one presses, fills in or chooses by is no use on paper."""
    page.emulate_media(media="print")
    printed = list(page.evaluate(ON_SCREEN_ONLY))
    page.emulate_media(media="screen")
    return printed


@pytest.mark.one_database
@pytest.mark.browser
@each_corner
def test_demo_is_accessible(
    transactional_db: None, visitor: Callable[..., Visitor], corner: dict[str, Any]
) -> None:
    """Real content is longer than made-up content, and has headings, lists and links of its own."""
    kept_rows.demo()
    karin, goran = (
        visitor(Person.objects.get(directory_id=key), **corner).page
        for key in ("karin-holmqvist", "goran-petrovic")
    )
    queue = reverse("admin:feedback_feedback_changelist")
    addresses = {
        reverse("home"): karin,
        reverse("directions:list"): karin,
        reverse("directions:detail", args=["mat-for-framtiden"]): karin,
        reverse("groups:detail", args=["lunch-med-eleverna"]): karin,
        reverse("page", args=["arbetssatt-och-bakgrund"]): karin,
        queue: goran,
    }
    faults = []
    for address, page in addresses.items():
        page.goto(address)
        faults += [f"{address}: {fault}" for fault in faults_of(page)]
    goran.goto(queue)
    goran.locator("#result_list tbody th a").first.click()
    faults += [f"review: {fault}" for fault in faults_of(goran)]
    assert not faults, "\n" + "\n".join(faults)


def test_every_route_is_looked_at_or_says_why_not() -> None:
    looked_at = {look.route for look in LOOKS}
    named = looked_at | set(NOT_LOOKED_AT)
    assert not looked_at & set(NOT_LOOKED_AT)
    assert set(NOT_LOOKED_AT) <= set(ROUTES)
    assert {route for route in ROUTES if route not in named and not route.startswith(DJANGOS_OWN)} == set()


@pytest.mark.one_database
@pytest.mark.slow
@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_page_has_a_title_of_its_own(scene: Scene, language: str) -> None:
    """Two addresses with the same title cannot be told apart in a list of tabs."""
    Person.objects.update(language=language)
    client = Client()
    addresses: dict[str, set[str]] = {}
    for look in LOOKS:
        if look.first or look.status != 200 or look.who == ANYONE or look.route in GREETING:
            continue
        person = look.person(scene.world)
        assert person
        client.force_login(person)
        address = look.address(scene)
        page = client.get(address).content.decode()
        heading = re.sub(r"<[^>]+>", "", re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)[1])  # type: ignore[index]
        title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)[1].strip()  # type: ignore[index]
        addresses.setdefault(title, set()).add(f"{address.partition('?')[0]} {heading.strip()}")
    assert {title: found for title, found in addresses.items() if len(found) > 1} == {}
