"""Hundreds of hostile texts in a real browser: no script runs, nothing is fetched, no policy is violated.

What a page must never do, `watch.py` sees on every page. Here a dialog would be seen, too, and every element
that no text may make.
"""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from feedback.views import reading
from tests.browser.visitor import Visitor
from tests.cast import World
from tests.factories.feedback import make_post, make_shared
from tests.hostile.corpus import CORPUS, FAMILIES
from ui import lengths

pytestmark = [pytest.mark.browser, pytest.mark.one_database, pytest.mark.hostile]

# Elements and attributes that a text has no way of making, inside what is shown of texts.
NEVER = (
    "script, style, iframe, object, embed, svg, math, img, video, audio, form, input, button, base, link, "
    "meta, template, details, "
    "[style], [onload], [onerror], [onclick], [onfocus], [onmouseover], [hx-get], [data-hx-get], [id='x']"
)
LEADS = """places => [...places].flatMap(place => [...place.querySelectorAll("a[href]")])
  .map(link => link.protocol).filter(one => !["http:", "https:", "mailto:"].includes(one))"""


def look(page: Page, address: str, places: str) -> int:
    """How many places of text there are on the page, once it has been seen to be harmless."""
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.goto(address, wait_until="load")

    shown = page.locator(places)
    assert shown.locator(NEVER).count() == 0
    assert shown.evaluate_all(LEADS) == []
    assert dialogs == []
    return shown.count()


def test_hundreds_of_hostile_headlines_and_excerpts_do_nothing(
    world: World, visitor: Callable[..., Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "PER_PAGE", len(CORPUS))
    for text in CORPUS:
        make_shared(world.convener, world.coordinator, group=world.group, title=text[:120], text=text)
    page = visitor(world.employee).page

    assert look(page, reverse("feedback:list", query={"page": 1}), ".brief__title, .brief__words") == 2 * len(
        CORPUS
    )
    titles = page.locator(".brief__title a").evaluate_all("links => links.map(link => link.textContent)")
    typed = [text[:120].replace("\r\n", "\n").replace("\r", "\n") for text in reversed(CORPUS)]
    assert titles == typed


@pytest.mark.parametrize("family", FAMILIES)
def test_hostile_text_as_a_whole_does_nothing(
    world: World, visitor: Callable[..., Visitor], family: str
) -> None:
    """One piece of a family's texts, after each other: the formatting that they ask for is made."""
    whole = "\n\n".join(FAMILIES[family])[: lengths.TEXT]
    post = make_post(world.convener, group=world.group, text=whole, title=FAMILIES[family][0][:120])

    assert look(visitor(world.coordinator).page, post.get_absolute_url(), "main .prose") == 1
