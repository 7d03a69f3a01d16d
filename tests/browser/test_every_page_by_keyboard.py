"""Every page that is looked at, walked through by Tab: each control in its turn, the focus always in sight.

A page is walked as one of those who may open it, the four roles dealt out in turn and the two widths with
them, so that each role walks a quarter and its menus are walked at both; all of it with RIKTNING_A11Y=all.
What a click or an error opens first (`Look.first`) is walked in `test_keyboard.py`.
"""

import os
from collections.abc import Callable, Iterator
from itertools import cycle, islice, product
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

Stroll = tuple[str, int, Look]


def test_every_page_is_walked_by_keyboard(scene: Scene, visitor: Callable[..., Visitor]) -> None:
    pages: dict[tuple[str, int], Page] = {}
    faults = []
    for who, width, look in _strolls(scene):
        if (who, width) not in pages:
            person = None if who == ANYONE else getattr(scene.world, who)
            pages[who, width] = visitor(person, width=width).page
        page = pages[who, width]
        page.goto(look.address(scene))
        page.wait_for_function(ALL_HERE)
        found = [*_walked(page), *_past_the_menu(page), *_opened_and_closed(page)]
        faults += [f"{look.name} as {who} at {width}: {fault}" for fault in found]
    assert not faults, "\n" + "\n".join(faults)


def _strolls(scene: Scene) -> Iterator[Stroll]:
    looks = {(look.route, look.thing, look.more): look for look in LOOKS if not look.first}
    clients = {role: _signed_in(getattr(scene.world, role)) for role in ROLES}
    turns = cycle(product(WIDTHS, ROLES))
    for look in looks.values():
        asked = list(islice(turns, len(ROLES)))  # a turn may be anybody's: whoever is let in takes it
        may = ((role, width) for width, role in asked if _lets_in(clients[role], scene, look))
        alone = (look.who, asked[0][0])
        if look.who == ANYONE:
            yield *alone, look
        elif WHOLE_MATRIX:
            yield from ((role, width, look) for role, _ in (list(may) or [alone]) for width in WIDTHS)
        else:
            yield *next(may, alone), look


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
