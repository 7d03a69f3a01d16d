"""Pages walked through by Tab: each control in its turn, the focus always in sight.

Every other route is walked, as one of those who may open it, the four roles dealt out in turn at each of two
widths; every page, by each role, at both with RIKTNING_A11Y=all. What a click or an error opens first
(`Look.first`) is walked in `test_keyboard.py`.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Page

from people.models import Person
from tests.browser.looks import ANYONE, LOOKS, Look
from tests.browser.scene import Scene
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.one_database, pytest.mark.slow]

WALK = Path(__file__).with_name("walk.js").read_text()
ROLES = ["employee", "manager", "coordinator", "director"]
WIDTHS = [390, 1280]
WHOLE_MATRIX = os.environ.get("RIKTNING_A11Y") == "all"

PAST_THE_MENU = """() => document.activeElement.closest(".masthead") === null"""
ALL_HERE = "() => !document.querySelector('[data-hx-trigger=load]:empty')"
OPEN = """() => document.querySelectorAll(":popover-open").length"""
INSIDE = """() => document.activeElement.closest(":popover-open") !== null"""

Stroll = tuple[str, Look]


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_are_walked_by_keyboard(scene: Scene, visitor: Callable[..., Visitor], width: int) -> None:
    pages: dict[str, Page] = {}
    faults = []
    for who, look in _strolls(scene, width):
        if who not in pages:
            person = None if who == ANYONE else getattr(scene.world, who)
            pages[who] = visitor(person, width=width).page
        page = pages[who]
        page.goto(look.address(scene))
        page.wait_for_function(ALL_HERE)
        found = [*_walked(page), *_past_the_menu(page), *_opened_and_closed(page)]
        faults += [f"{look.name} as {who}: {fault}" for fault in found]
    assert not faults, "\n" + "\n".join(faults)


def _strolls(scene: Scene, width: int) -> Iterator[Stroll]:
    """Whoever is let in, each role the first to be asked in its turn."""
    clients = {role: _signed_in(getattr(scene.world, role)) for role in ROLES}
    for number, look in enumerate(_looks(width)):
        turn = number % len(ROLES)
        roles = [] if look.who == ANYONE else ROLES[turn:] + ROLES[:turn]
        may = [role for role in roles if _lets_in(clients[role], scene, look)] or [look.who]
        yield from ((role, look) for role in may[: None if WHOLE_MATRIX else 1])


def _looks(width: int) -> list[Look]:
    standing = [look for look in LOOKS if not look.first]
    if WHOLE_MATRIX:
        return list({(look.route, look.thing, look.more): look for look in standing}.values())
    routes = list({look.route: look for look in standing}.values())
    return routes[2 * WIDTHS.index(width) :: 2 * len(WIDTHS)]


def _signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def _lets_in(client: Client, scene: Scene, look: Look) -> bool:
    return client.get(look.address(scene)).status_code == look.status


def _walked(page: Page) -> list[str]:
    page.evaluate(WALK)
    for _ in range(page.evaluate("walk.long")):
        page.keyboard.press("Tab")
    return list(page.evaluate("walk.report()"))


def _past_the_menu(page: Page) -> Iterator[str]:
    skip = page.locator("a[href='#content'], a[href='#content-start']").first
    if skip.count():
        skip.focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        if not page.evaluate(PAST_THE_MENU):
            yield "the first link leads nowhere"


def _opened_and_closed(page: Page) -> Iterator[str]:
    for button in page.locator("[popovertarget]:visible").all():
        button.focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        if not page.evaluate(OPEN) or not page.evaluate(INSIDE):
            yield "what a button opens is not come to next"
        page.keyboard.press("Escape")
        if page.evaluate(OPEN) or not button.evaluate("one => one === document.activeElement"):
            yield "Escape does not close it and lead back"
