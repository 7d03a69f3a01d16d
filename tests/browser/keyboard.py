"""Hands on a keyboard, eyes on where the focus is: seen at every stop, and never hidden behind a bar."""

from typing import Any

from playwright.sync_api import Page

ENOUGH = 80  # stops of the Tab key: whoever needs more has been forgotten
FOCUS = """() => {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
  const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return {
    what: element.localName,
    words: (element.labels?.[0] ?? element).innerText.replace(/\\s+/g, " ").trim(),
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0,
    uncovered: element.contains(hit),
  };
}"""


class Keyboard:
    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def focus(self) -> dict[str, Any]:
        return dict(self.page.evaluate(FOCUS))

    def tabs_to(self, words: str, *, what: str = "") -> None:
        """Tab until the focus is on what begins with these words; look at every stop on the way."""
        stops = []
        for _ in range(ENOUGH):
            self.page.keyboard.press("Tab")
            focus = self.focus
            stops.append(focus["words"])
            if focus["what"] == "body":
                continue  # out of the page and round again
            assert focus["outlined"], f"nobody sees that the focus is here: {focus}"
            assert focus["uncovered"], f"the focus is behind something: {focus}"
            if focus["words"].startswith(words) and what in ("", focus["what"]):
                return
        raise AssertionError(f"no way to “{words}” by Tab: {stops}")

    def enters(self, words: str, *, what: str = "") -> None:
        self.tabs_to(words, what=what)
        self.page.keyboard.press("Enter")

    def types(self, text: str) -> None:
        self.page.keyboard.type(text)
