"""The sheet behind "Mer" keeps within the window, however low that is, and the rest is scrolled to."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from tests.browser.acts import open_more
from tests.browser.visitor import Visitor
from tests.cast import World

pytestmark = [pytest.mark.browser, pytest.mark.one_database]

WINDOWS = [(390, 664), (375, 553), (844, 390), (1280, 640)]


@pytest.mark.parametrize(("width", "height"), WINDOWS)
def test_every_way_behind_more_can_be_reached(
    world: World, visitor: Callable[..., Visitor], width: int, height: int
) -> None:
    page = visitor(world.coordinator, width=width).page
    page.set_viewport_size({"width": width, "height": height})
    page.goto(reverse("home"))
    open_more(page)
    sheet = page.locator("#more")

    box = sheet.bounding_box()
    assert box
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= height
    for way in (sheet.get_by_role("link").first, sheet.get_by_role("link").last):
        way.scroll_into_view_if_needed()
        placed = way.bounding_box()
        assert placed
        assert box["y"] <= placed["y"]
        assert placed["y"] + placed["height"] <= box["y"] + box["height"]
