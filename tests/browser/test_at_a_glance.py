"""Pages that answer at a glance: what stands in the first screen, measured with the whole demo in them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from people.models import Person
from portal.home import FIRST
from tests import kept_rows
from tests.browser.acts import open_more
from tests.browser.visitor import Visitor
from tests.cast import World

pytestmark = [pytest.mark.one_database, pytest.mark.browser]

ONE_SCREEN = 1_000
PHONE = 390
BOTTOM_BAR = 60
OVERLAPS = Path(__file__).with_name("overlaps.js").read_text()


def top_of(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box
    return box["y"]


def bottom_of(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box
    return box["y"] + box["height"]


def height(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollHeight"))


def test_the_demo_is_seen_at_a_glance(transactional_db: None, visitor: Callable[..., Visitor]) -> None:
    """One test, for the demo takes seconds to load: the overview, the first page, the queue and the year."""
    kept_rows.demo()
    karin = Person.objects.get(directory_id="karin-holmqvist")
    desk, phone = (visitor(karin, width=width).page for width in (1280, PHONE))

    desk.goto(reverse("groups:overview"))
    assert desk.locator("tbody tr").count() > 5
    assert height(desk) <= ONE_SCREEN

    for page, seen in ((desk, 900), (phone, 2 * 844)):
        page.goto(reverse("home"))
        for place in ("#own-groups a", "#next-meeting a"):
            assert bottom_of(page, place) <= seen, place
    assert phone.locator(".task:visible").count() == FIRST
    assert desk.locator(".task:visible").count() > FIRST
    phone.locator(".tasks__more summary").click()
    assert phone.locator(".task:visible").count() == desk.locator(".task:visible").count()

    goran = Person.objects.get(directory_id="goran-petrovic")
    for width, seen in ((1280, 900), (PHONE, 844 - BOTTOM_BAR)):
        queue = visitor(goran, width=width).page
        queue.goto(reverse("admin:feedback_feedback_changelist"))
        assert bottom_of(queue, "#result_list tbody tr:nth-child(2)") <= seen
        queue.close()

    for page in (desk, phone):
        page.goto(reverse("river:year"))
        assert top_of(page, ".page-head strong") < 844
    desk.goto(reverse("river:year"))
    assert top_of(desk, ".day--today") < 900
    desk.locator(".year__list details").last.evaluate("month => month.open = true")
    desk.mouse.wheel(0, 2_000)
    expect(desk.locator(".wheel .number")).to_be_in_viewport()

    phone.goto(reverse("groups:organisation"))
    assert phone.evaluate(OVERLAPS, [".chart--tall text", 0]) == []


@pytest.mark.parametrize("who", ["employee", "manager", "coordinator", "administrator"])
def test_a_wide_screen_leads_wherever_the_telephone_does(
    world: World, visitor: Callable[..., Visitor], who: str
) -> None:
    person: Any = getattr(world, who)
    led_to = {width: _places(visitor(person, width=width).page) for width in (PHONE, 1280)}

    assert len(led_to[PHONE]) > 10
    assert led_to[PHONE] - led_to[1280] == set()


def _places(page: Page) -> set[str]:
    """Every place that the menus lead to, the one that is opened too."""
    page.goto(reverse("home"))
    open_more(page)
    links = page.locator("header.masthead a:visible, .tabbar a:visible, #more a:visible")
    return {link.get_attribute("href") or "" for link in links.all()}
