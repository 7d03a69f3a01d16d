"""Whoever sends a long form with something missing sees where, and what, however the browser says it."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.visitor import Visitor
from tests.cast import World

pytestmark = [pytest.mark.browser, pytest.mark.one_database]


@pytest.mark.parametrize("route", ["feedback:new_for_group", "proposals:new"])
def test_missing_field_is_in_sight_at_once_with_a_sentence(
    world: World, visitor: Callable[..., Visitor], route: str
) -> None:
    page = visitor(world.convener, width=390, has_touch=True, is_mobile=True).page
    page.emulate_media(reduced_motion="no-preference")
    page.goto(reverse(route, args=[world.group.slug]))
    sentence = page.locator(".field__missing:visible")
    expect(sentence).to_have_count(0)

    page.locator("main form.sheet button.button").first.tap()

    expect(sentence.first).to_be_in_viewport()
    assert page.evaluate("document.activeElement.matches(':user-invalid')")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_button_stays_under_the_finger_of_whoever_leaves_a_field_empty(
    world: World, visitor: Callable[..., Visitor]
) -> None:
    page = visitor(world.convener).page
    page.goto(reverse("feedback:new_for_group", args=[world.group.slug]))
    page.locator("#id_title").fill("Kön")
    page.locator("#id_title").fill("")
    leave = page.locator("main form.sheet .actions a").last
    address = leave.get_attribute("href")

    leave.click()

    page.wait_for_url(f"**{address}")
