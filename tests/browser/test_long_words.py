"""One long word breaks within the page, on a phone as narrow as they come."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from tests.browser.visitor import Visitor
from tests.cast import World
from tests.factories.feedback import make_draft, make_post

pytestmark = [pytest.mark.browser, pytest.mark.one_database]

WORD = "Kommunikationsutvecklingssamordnarnas"
WIDER = """
() => document.scrollingElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("main *")]
  .filter((one) => one.getBoundingClientRect().right > innerWidth).map((one) => one.outerHTML.slice(0, 80))
"""
LONG = (WORD + WORD.lower())[:60]


def test_headline_of_sixty_letters_widens_no_page(world: World, visitor: Callable[..., Visitor]) -> None:
    world.direction.title = world.direction.purpose = world.stage.aim = LONG
    world.direction.save()
    world.stage.save()
    world.group.name = world.group.summary = LONG
    world.group.save()
    make_draft(world.coordinator, direction=world.direction, title=LONG, text=LONG)
    post = make_post(world.member, group=world.group, title=LONG, text=LONG)
    goran = visitor(world.coordinator, width=320)

    for address in (
        reverse("home"),
        world.direction.get_absolute_url(),
        world.stage.get_absolute_url(),
        world.group.get_absolute_url(),
        reverse("directions:list"),
        reverse("groups:list"),
        reverse("groups:overview"),
        reverse("groups:organisation"),
        reverse("feedback:list"),
        post.get_absolute_url(),
    ):
        goran.goes_to(address)
        assert goran.page.evaluate(WIDER) == [], address


HIDDEN = "line => line.scrollHeight > line.clientHeight + 1 || line.scrollWidth > line.clientWidth + 1"


def test_line_shows_all_that_is_written_in_it(
    world: World, visitor: Callable[..., Visitor], javascript: bool
) -> None:
    world.group.summary = "Hur blir lunchen när de som äter är med och bestämmer, och inte bara de som lagar?"
    world.group.save()
    goran = visitor(world.coordinator, width=390, javascript=javascript)
    goran.goes_to(reverse("groups:edit", args=[world.group.slug]))

    summary = goran.page.locator("[name=summary]")
    assert summary.input_value() == world.group.summary
    assert not summary.evaluate(HIDDEN)


def test_line_break_typed_in_a_line_is_saved_as_a_blank(
    world: World, visitor: Callable[..., Visitor], javascript: bool
) -> None:
    goran = visitor(world.coordinator, width=390, javascript=javascript)
    goran.goes_to(reverse("groups:edit", args=[world.group.slug]))
    summary = goran.page.locator("[name=summary]")
    summary.fill("Vem äter?")
    summary.press("Enter")
    summary.press_sequentially("Och vem lagar?")
    goran.presses("Save")

    goran.page.wait_for_url(f"**{world.group.get_absolute_url()}")
    world.group.refresh_from_db()
    assert world.group.summary == "Vem äter? Och vem lagar?"
