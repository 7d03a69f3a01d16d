"""Text alone at twice its size on a phone: a page is read without scrolling sideways (WCAG 1.4.4)."""

from playwright.sync_api import Page

PHONE = 390
# As a browser's own setting of the size of text does: every size of ours is in rem.
SIZE = "(size) => { document.documentElement.style.fontSize = size }"
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


def sideways(page: Page) -> list[str]:
    """What reaches past the edge then, in words. The page stands as it stood afterwards."""
    before = page.viewport_size
    assert before
    page.set_viewport_size({**before, "width": PHONE})
    page.evaluate(SIZE, "200%")
    found = list(page.evaluate(SIDEWAYS))
    page.evaluate(SIZE, "")
    page.set_viewport_size(before)
    return [f"text of twice the size: {one}" for one in found]
