"""What axe finds on a page, and what it cannot decide by itself, each with the reason why it is well.

A finding of the second kind that nothing here explains is a fault: look at it, mend it, or write why it is
well. What explains nothing any longer is taken away.
"""

import re
from collections.abc import Iterator

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe().axe_script  # half a megabyte: put into each page of a context at once, it is sent but once
# Nodes of what is broken or unsure alone: told of all that is well, a page takes half as long again.
# Nor does it fetch our sheets anew and put them into the page, which the policy would not let it do.
# Of what is in a picture, the picture: "svg.river". Its texts come and go with what there is to draw.
FIND = """axe.run({resultTypes: ['violations', 'incomplete'], preload: false}).then((found) => {
  const of = ({ id, help }, { target, any, all, none }) => {
    const place = target.join(" ");
    const picture = document.querySelector(place)?.closest("svg");
    const messages = [...any, ...all, ...none].map(({ message }) => message);
    return [id, picture ? `svg.${picture.classList[0]}` : place, messages.join("; ") || help];
  };
  const told = (results) => results.flatMap((rule) => rule.nodes.map((node) => of(rule, node)));
  return { violations: told(found.violations), unsure: told(found.incomplete) };
})"""

# (rule, place): why it is well. axe looks for the background of a text by boxes: a picture has none.
EXPLAINED = {
    ("color-contrast", "svg.plot__picture"): "weeks in soft ink on the page's own paper, under the bars",
    ("color-contrast", "svg.wheel"): "months and the day in ink on paper and on its shade, nothing over it",
    ("color-contrast", "svg.chart"): "names in ink on the boxes' own sheet; the lines end there",
    ("color-contrast", "svg.river"): "names in their direction's ink, with a rim of paper to the streams",
}

# Nor does it see past a bar that lies over a page as it stands, which other places on it scroll under.
NOT_SEEN = re.compile("overlap|obscured|too short to determine")


def found_by_axe(page: Page) -> Iterator[str]:
    """What is wrong with the page as it now stands, in words."""
    found = _run(page)
    yield from map(": ".join, found["violations"])
    for rule, place, told in found["unsure"]:
        if (rule, place) not in EXPLAINED and not (rule == "color-contrast" and NOT_SEEN.search(told)):
            yield f"{rule}: {place}: {told} (axe is unsure)"


def violations_on(page: Page) -> list[str]:
    """Without what axe is unsure of: it does not see past what lies over a page."""
    return list(map(": ".join, _run(page)["violations"]))


def explained_on(page: Page) -> set[tuple[str, str]]:
    return {(rule, place) for rule, place, _told in _run(page)["unsure"]} & set(EXPLAINED)


def _run(page: Page) -> dict[str, list[list[str]]]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found: dict[str, list[list[str]]] = page.evaluate(FIND)
    return found
