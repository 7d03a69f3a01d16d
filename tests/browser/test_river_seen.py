"""The river is seen by whoever sees little, and read and touched on a telephone: with the demo in it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from directions.models import Direction
from directions.models.direction import Hue
from people.models import Person
from tests import kept_rows
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.one_database, pytest.mark.browser]

ENOUGH = 3.0  # to 1: WCAG 1.4.11, of what must be seen to understand a picture
APART = 4  # pixels between two names
FINGER = 24  # pixels: WCAG 2.5.8
PHONES = [360, 390, 412]
CONTRASTS = Path(__file__).with_name("contrasts.js").read_text()
OVERLAPS = Path(__file__).with_name("overlaps.js").read_text()
AS_GATHERED = """() => {
  for (const ribbon of document.querySelectorAll('.river--wide .ribbon')) {
    const sheaf = ribbon.cloneNode();
    sheaf.setAttribute('class', 'sheaf');
    ribbon.after(sheaf);
  }
}"""
READABLE = 10  # pixels
SIZES = "all => all.map(text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)"
HIT = "hit => parseFloat(getComputedStyle(hit).strokeWidth) * hit.getScreenCTM().a"


@pytest.fixture
def karin(transactional_db: None) -> Person:
    """Who looks at the demo's river."""
    kept_rows.demo()
    return Person.objects.get(directory_id="karin-holmqvist")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_piece_stands_out_from_the_paper(
    karin: Person, visitor: Callable[..., Visitor], scheme: str
) -> None:
    """In each direction's colour, what has ended and what is to come too; and groups that are gathered."""
    page = visitor(karin, scheme=scheme).page
    page.goto(reverse("river:river"))
    page.evaluate(AS_GATHERED)

    found: list[tuple[str, str, float]] = page.evaluate(CONTRASTS)

    whats = {what for _hue, what, _contrast in found}
    assert {"ribbon", "ended ribbon", "ribbon ahead", "thread", "ended thread", "thread ahead"} <= whats
    assert {"notch", "ended notch", "mouth", "sheaf", "ended sheaf"} <= whats
    assert {hue for hue, _what, _contrast in found} == set(Hue)
    assert {piece for piece in map(tuple, found) if piece[2] < ENOUGH} == set()


@pytest.mark.parametrize("width", PHONES)
def test_names_lie_apart_on_a_telephone_and_no_direction_is_without(
    karin: Person, visitor: Callable[..., Visitor], width: int
) -> None:
    page = opened(visitor, karin, width)

    assert page.locator(".river--tall text:visible").count() > 10
    assert page.evaluate(OVERLAPS, [".river--tall text", APART]) == []
    assert set(page.locator(".river--tall .name").all_text_contents()) == set(
        Direction.objects.values_list("title", flat=True)
    )


def test_what_leads_somewhere_on_a_telephone_is_as_broad_as_a_finger(
    karin: Person, visitor: Callable[..., Visitor]
) -> None:
    """A direction's ribbon; the groups' threads, which have no names there, lead nowhere."""
    page = opened(visitor, karin, min(PHONES))

    led_to = page.locator(".river--tall a[href]")
    assert led_to.count() == Direction.objects.count()
    assert all(hit.evaluate(HIT) >= FINGER for hit in led_to.locator(".hit").all())


def test_words_of_the_strip_on_the_first_page_can_be_read_on_a_telephone(
    karin: Person, visitor: Callable[..., Visitor]
) -> None:
    page = visitor(karin, width=min(PHONES)).page
    page.goto(reverse("home"), wait_until="networkidle")

    sizes = page.locator(".river-strip text").evaluate_all(SIZES)
    assert sizes
    assert min(sizes) >= READABLE


def opened(visitor: Callable[..., Visitor], person: Person, width: int) -> Page:
    page = visitor(person, width=width).page
    page.goto(reverse("river:river"))
    return page
