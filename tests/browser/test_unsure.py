"""What axe cannot decide by itself (its *incomplete* results), each with the reason why it is well.

Each kind of page once. A finding that nothing here explains fails: look at it, mend it, or write why it is
well. What explains nothing any longer is taken away.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.looks import LOOKS, Look
from tests.browser.scene import Scene
from tests.browser.test_accessibility import AXE
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.one_database]

# Of what is in a picture, the picture: "svg.river". Its texts come and go with what there is to draw.
UNSURE = """axe.run({resultTypes: ['incomplete'], preload: false}).then(({ incomplete }) => incomplete
  .flatMap(({ id, nodes }) => nodes.map(({ target, any, all, none }) => {
    const place = target.join(" ");
    const picture = document.querySelector(place)?.closest("svg");
    const told = [...any, ...all, ...none].map(({ message }) => message).join("; ");
    return [id, picture ? `svg.${picture.classList[0]}` : place, told];
  })))"""

# (rule, place): why it is well. axe looks for the background of a text by boxes: a picture has none.
EXPLAINED = {
    ("color-contrast", "svg.plot__picture"): "weeks in soft ink on the page's own paper, under the bars",
    ("color-contrast", "svg.wheel"): "months and the day in ink on paper and on its shade, nothing over it",
    ("color-contrast", "svg.chart"): "names in ink on the boxes' own sheet; the lines end there",
    ("color-contrast", "svg.river"): "names in their direction's ink, with a rim of paper to the streams",
}


def kinds_of_page() -> list[Look]:
    """The first look at each route: what stands on a page, and not what is done there."""
    first: dict[str, Look] = {}
    for look in LOOKS:
        if look.status == 200 and not look.first:
            first.setdefault(look.route, look)
    return list(first.values())


def test_what_axe_is_unsure_of_is_explained(scene: Scene, visitor: Callable[..., Visitor]) -> None:
    people: dict[str, Page] = {}
    found: dict[tuple[str, str], str] = {}
    for look in kinds_of_page():
        if look.who not in people:
            people[look.who] = visitor(look.person(scene.world)).page
        page = people[look.who]
        page.goto(look.address(scene))
        page.evaluate(AXE)
        for rule, place, told in page.evaluate(UNSURE):
            found.setdefault((rule, place), f"{look.name}: {rule}: {place}: {told}")

    unexplained = [told for key, told in found.items() if key not in EXPLAINED]
    assert unexplained == [], "\n" + "\n".join(unexplained)
    assert set(EXPLAINED) == set(found), "explains nothing any longer"
