"""Text alone at twice its size on a phone: every page is read without scrolling sideways (WCAG 1.4.4)."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.looks import AREAS
from tests.browser.scene import Scene
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.one_database]

PHONE = 390
# As a browser's own setting of the size of text does: every size of ours is in rem.
TWICE = "() => { document.documentElement.style.fontSize = '200%' }"
SIDEWAYS = """() => {
  const wide = document.documentElement.scrollWidth;
  if (wide <= innerWidth) return [];
  // The innermost that reach past the edge: what is around them is only as wide as they are.
  const past = [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1);
  const innermost = past.filter((one) => !past.some((other) => other !== one && one.contains(other)));
  // A table of figures that stays one on a phone may need both ways (WCAG 1.4.10 excepts it).
  if (innermost.length && innermost.every((one) => one.closest("table:not(.table)"))) return [];
  const told = innermost.slice(0, 3).map((one) => one.outerHTML.replace(/\\s+/g, " ").slice(0, 120));
  return [`${wide} px wide`, ...told];
}"""


@pytest.mark.parametrize("area", AREAS)
def test_text_of_twice_the_size_scrolls_no_page_sideways(
    scene: Scene, visitor: Callable[..., Visitor], area: str
) -> None:
    faults = []
    people: dict[str, Page] = {}
    for look in AREAS[area]:
        if look.who not in people:
            people[look.who] = visitor(look.person(scene.world), width=PHONE).page
        page = people[look.who]
        page.goto(look.address(scene))
        if look.first:
            look.first(page)
        page.evaluate(TWICE)
        faults += [f"{look.name}: {fault}" for fault in page.evaluate(SIDEWAYS)]
    assert not faults, "\n" + "\n".join(faults)
