"""Ten pages by IBM Equal Access, which finds other faults than axe."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.looks import LOOKS
from tests.browser.scene import Scene
from tests.browser.visitor import Visitor
from tests.missing import tool

pytestmark = [pytest.mark.browser, pytest.mark.one_database]

PAGES = [
    "sign in",
    "home, with feedback to review",
    "direction",
    "stage",
    "group, as a member",
    "meeting to plan",
    "reconsider, sent empty",
    "organisation",
    "workshop to run",
    "obstacle to report, sent empty",
]
# What is folded has no names yet: it is looked at as whoever opens it finds it.
OPEN = """() => document.querySelectorAll("details").forEach((part) => {
  part.removeAttribute("name");
  part.open = true;
})"""
# A form without a name is no landmark (HTML-AAM, "form"): that several are not told apart hurts nobody.
CHECK = """() => new ace.Checker().check(document, ["WCAG_2_2"]).then(({ results }) => results
  .filter(({ value }) => value[0] === "VIOLATION" && value[1] === "FAIL")
  .filter(({ ruleId, snippet }) => ruleId !== "aria_form_label_unique" || snippet.includes("aria-label"))
  .map(({ ruleId, message, path, snippet }) => `${ruleId}: ${message} ${path.dom} ${snippet}`))"""


def test_equal_access_finds_nothing(scene: Scene, visitor: Callable[..., Visitor]) -> None:
    checker = tool("ace.js").read_text()
    looks = {look.name: look for look in LOOKS}
    people: dict[str, Page] = {}
    faults: list[Any] = []
    for name in PAGES:
        look = looks[name]
        if look.who not in people:
            people[look.who] = visitor(look.person(scene.world)).page
        page = people[look.who]
        page.goto(look.address(scene))
        if look.first:
            look.first(page)
        page.evaluate(OPEN)
        page.evaluate(checker)
        faults += [f"{name}: {fault}" for fault in page.evaluate(CHECK)]
    assert not faults, "\n" + "\n".join(faults)
