"""What "More" opens lies at its button, wherever that is, and inside the window."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from tests.browser.acts import open_more
from tests.browser.keyboard import Keyboard
from tests.browser.visitor import Visitor
from tests.cast import World

pytestmark = [pytest.mark.browser, pytest.mark.one_database]


@pytest.mark.parametrize(
    ("width", "height"), [(360, 640), (900, 700), (992, 700), (1280, 900), (1280, 500), (1920, 900)]
)
def test_it_opens_at_its_button_and_inside_the_window(
    world: World, visitor: Callable[..., Visitor], width: int, height: int
) -> None:
    page = visitor(world.manager).page
    page.set_viewport_size({"width": width, "height": height})
    page.goto(reverse("home"))
    open_more(page)

    button = page.locator("[popovertarget=more]:visible").bounding_box()
    sheet = page.locator("#more").bounding_box()
    assert button
    assert sheet
    is_beside = sheet["x"] <= button["x"] <= sheet["x"] + sheet["width"]
    gap = max(sheet["y"] - button["y"] - button["height"], button["y"] - sheet["y"] - sheet["height"])
    assert is_beside
    assert 0 <= gap <= 8
    assert min(sheet["x"], sheet["y"]) >= 0
    assert sheet["x"] + sheet["width"] <= width
    assert sheet["y"] + sheet["height"] <= height


def test_keyboard_comes_from_the_button_into_it_and_back(
    world: World, visitor: Callable[..., Visitor]
) -> None:
    karin = visitor(world.manager)
    karin.goes_to(reverse("home"))
    keys = Keyboard(karin.page)

    keys.enters(karin.word("More"))
    karin.page.keyboard.press("Tab")
    assert keys.focus["words"] == karin.word("The annual cycle")

    karin.page.keyboard.press("Escape")
    assert keys.focus["words"] == karin.word("More")
