"""On a phone a list of the admin begins with its rows: what narrows it is folded, and each value is named."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from feedback.models import SavedFilter
from tests.browser.scene import Scene
from tests.browser.visitor import Visitor
from tests.cast import World

pytestmark = [pytest.mark.browser, pytest.mark.one_database]

LISTS = {
    "feedback_feedback": "coordinator",
    "portal_page": "coordinator",
    "accessibility_shortcoming": "coordinator",
    "people_person": "administrator",
    "people_act": "administrator",
    "notices_notice": "administrator",
}
PHONE, DESK = 390, 1280
SCREEN = 844 - 64  # without the bottom bar


@pytest.mark.parametrize("name", LISTS)
def test_rows_are_in_the_first_screen_of_a_phone(
    world: World, scene: Scene, visitor: Callable[..., Visitor], name: str
) -> None:
    scene.the("shortcoming")
    page = visitor(getattr(world, LISTS[name]), width=PHONE).page
    page.goto(reverse(f"admin:{name}_changelist"))

    row = page.locator("#result_list tbody tr").first.bounding_box()
    assert row
    assert row["y"] < SCREEN


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_many_saved_views_are_folded_on_a_phone_and_nothing_lies_beside_it(
    world: World, scene: Scene, visitor: Callable[..., Visitor], width: int
) -> None:
    for number in range(6):
        SavedFilter.objects.keep(f"Vy {number}", f"q={number}", by=world.coordinator)
    goran = visitor(world.coordinator, width=width)
    goran.goes_to(reverse("admin:feedback_feedback_changelist"))
    last = goran.page.get_by_role("link", name="Vy 5")

    expect(last).to_be_visible(visible=width == DESK)
    if width == PHONE:
        goran.page.locator(".views-rest > summary").click()
    last.click()
    expect(goran.page.get_by_role("link", name="Vy 5")).to_be_visible()
    wide = "all => all.filter(one => one.scrollWidth > one.clientWidth).length"
    assert goran.page.locator(".views").evaluate_all(wide) == 0


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_filters_are_folded_on_a_phone_and_open_where_there_is_room(
    world: World, scene: Scene, visitor: Callable[..., Visitor], width: int
) -> None:
    linh = visitor(world.administrator, width=width)
    linh.goes_to(reverse("admin:people_person_changelist"))
    filters = linh.page.locator("#changelist-filter").get_by_role("link", name=linh.word("No"), exact=True)

    expect(filters.first).to_be_visible(visible=width == DESK)
    if width == PHONE:
        linh.page.get_by_text(linh.word("Narrow the list")).click()
        expect(filters.first).to_be_visible()


def test_a_narrowed_list_says_so_on_a_phone(
    world: World, scene: Scene, visitor: Callable[..., Visitor]
) -> None:
    linh = visitor(world.administrator, width=PHONE)
    linh.goes_to(reverse("admin:people_person_changelist") + "?is_manager__exact=1")

    expect(linh.page.get_by_role("link", name=linh.word("Clear all filters"))).to_be_visible()


def test_values_are_named_on_a_phone_and_what_holds_nothing_is_left_out(
    world: World, scene: Scene, visitor: Callable[..., Visitor]
) -> None:
    page = visitor(world.administrator, width=PHONE).page
    page.goto(reverse("admin:people_person_changelist"))
    cells = page.locator("#result_list tbody td:visible")

    said = cells.evaluate_all("all => all.map(one => getComputedStyle(one, '::before').content)")
    words = cells.all_inner_texts()

    assert said
    assert all(word.endswith(': "') for word in said)
    assert "-" not in words
