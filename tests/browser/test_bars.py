"""The bars that frame every page: places that stay where they are, and nothing twice."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from tests.browser.acts import open_more
from tests.browser.visitor import Visitor
from tests.cast import World

pytestmark = [pytest.mark.browser, pytest.mark.one_database]


def lefts(page: Page) -> list[float]:
    edges = "items => items.map(item => item.getBoundingClientRect().left)"
    return page.locator(".tabbar__item").evaluate_all(edges)


def test_places_of_the_bottom_bar_stay_when_one_is_chosen(
    world: World, visitor: Callable[..., Visitor]
) -> None:
    page = visitor(world.convener, width=390).page
    places = []
    for name in ("home", "groups:list", "feedback:list"):
        page.goto(reverse(name))
        places.append(lefts(page))

    assert places[0] == places[1] == places[2]


def test_name_of_the_portal_keeps_off_the_search(world: World, visitor: Callable[..., Visitor]) -> None:
    page = visitor(world.convener, width=390).page
    page.goto(reverse("home"))

    name = page.locator(".masthead__name").bounding_box()
    search = page.locator(".masthead input").first.bounding_box()
    assert name
    assert search
    assert search["x"] - name["x"] - name["width"] >= 14


@pytest.mark.parametrize(("width", "is_in_the_bar"), [(1280, True), (390, False)])
def test_more_holds_what_the_bar_does_not(
    world: World, visitor: Callable[..., Visitor], width: int, is_in_the_bar: bool
) -> None:
    page = visitor(world.director, width=width).page
    page.goto(reverse("home"))
    open_more(page)

    for name in ("river:river", "groups:organisation"):
        way = page.locator(f'#more a[href="{reverse(name)}"]')
        assert way.is_visible() != is_in_the_bar
    assert page.locator(f'#more a[href="{reverse("proposals:list")}"]').is_visible()


PARTS = [".seek__form", ".seek__field", ".seek__go", ".seek__go svg", ".masthead__name", ".icon-link"]
SHAPE = """field => {
  const {font, color} = getComputedStyle(field);
  const {top, height} = field.getBoundingClientRect();
  return [font, color, top, height].join(' ');
}"""


@pytest.mark.parametrize("width", [1280, 390])
def test_search_in_the_head_is_the_same_behind_the_scenes(
    world: World, visitor: Callable[..., Visitor], width: int
) -> None:
    page = visitor(world.coordinator, width=width).page
    shapes = []
    for name in ("home", "admin:feedback_feedback_changelist", "admin:index"):
        page.goto(reverse(name))
        shapes.append([page.locator(f".masthead {part}").first.evaluate(SHAPE) for part in PARTS])

    assert shapes[0] == shapes[1] == shapes[2]
