"""What a page is on paper: upright A4, the river on one sheet, slips that are cut apart."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils.timezone import now
from pypdf import PdfReader

from groups import joining
from tests.browser.test_at_a_glance import OVERLAPS
from tests.browser.test_briefing_prints import pages
from tests.browser.visitor import Visitor
from tests.cast import World
from tests.factories.groups import seat
from tests.factories.meetings import make_meeting
from tests.factories.people import make_person

pytestmark = [pytest.mark.one_database, pytest.mark.browser]

UPRIGHT = (595, 842)
INSIDE = {"width": 688, "height": 1017}  # 182 by 269 mm in CSS pixels: A4 without its margins


def test_pages_print_upright(world: World, visitor: Callable[..., Visitor]) -> None:
    karin = visitor(world.convener)
    for address in (world.group.get_absolute_url(), reverse("home"), reverse("river:year")):
        karin.goes_to(address)
        assert set(pages(karin.page.pdf(prefer_css_page_size=True))) == {UPRIGHT}


def test_what_is_folded_prints_unfolded_and_without_its_sign(
    world: World, visitor: Callable[..., Visitor]
) -> None:
    for days in (3, 10):
        make_meeting(world.group, starts_at=now() + timedelta(days=days))
    page = visitor(world.employee).page
    page.goto(world.group.get_absolute_url())
    page.emulate_media(media="print")

    signs = page.locator("details.earlier > summary").evaluate_all(
        "all => all.map(one => getComputedStyle(one, '::before').display)"
    )
    assert signs
    assert set(signs) == {"none"}


def test_a_groups_first_sheet_is_filled_though_most_of_its_people_are_folded_on_a_screen(
    world: World, visitor: Callable[..., Visitor]
) -> None:
    for number in range(30):
        seat(make_person(f"Medlem {number}", unit=world.unit), world.group)
    make_meeting(world.group, starts_at=now() + timedelta(days=3))
    page = visitor(world.employee).page
    page.goto(world.group.get_absolute_url())
    first, *_more = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages

    heights: list[float] = []
    first.extract_text(
        visitor_text=lambda text, user, matrix, *_: (
            heights.append(user[3] * matrix[5] + user[5]) if text.strip() else None
        )
    )
    assert min(heights) < UPRIGHT[1] / 5


def test_the_river_prints_on_one_sheet_with_its_heading(
    world: World, visitor: Callable[..., Visitor]
) -> None:
    page = visitor(world.employee).page
    page.goto(reverse("river:river"))
    sheets = pages(page.pdf(prefer_css_page_size=True))
    page.set_viewport_size(INSIDE)  # type: ignore[arg-type]
    page.emulate_media(media="print")

    legend = page.locator(".legend").bounding_box()
    drawn = [page.locator(f".river--{way}").is_visible() for way in ("wide", "tall", "paper")]
    assert drawn == [False, False, True]
    assert page.evaluate(OVERLAPS, [".river--paper text", 0]) == []
    assert legend
    assert legend["y"] + legend["height"] <= INSIDE["height"]
    assert sheets == [UPRIGHT]


def test_whoever_has_gone_to_the_river_in_words_prints_those(
    world: World, visitor: Callable[..., Visitor]
) -> None:
    karin = visitor(world.employee)
    karin.goes_to(reverse("river:river"))
    karin.follows("The river in words")
    karin.page.emulate_media(media="print")

    assert karin.page.locator("#in-words").is_visible()
    assert not karin.page.locator(".river-frame").is_visible()


def test_a_group_on_a_wall_says_how_one_gets_in_and_nothing_to_whoever_printed_it(
    world: World, visitor: Callable[..., Visitor]
) -> None:
    said = {}
    for person in (world.member, world.manager, world.employee):
        page = visitor(person).page
        page.goto(world.group.get_absolute_url())
        page.emulate_media(media="print")
        joining = page.locator("#joining")
        said[person] = joining.inner_text() if joining.is_visible() else ""
        assert page.locator("#joining :is(a, button):visible").count() == 0

    assert said[world.member] == ""
    assert said[world.manager] == said[world.employee] != ""


def test_slips_say_how_to_say_no_and_several_fit_on_a_sheet(
    world: World, visitor: Callable[..., Visitor]
) -> None:
    for name in ("Kalle Kock", "Disa Disk"):
        cook = make_person(name, email=None, manager=world.manager)
        joining.put_forward(world.group, cook, by=world.manager)
    karin = visitor(world.manager)
    karin.goes_to(reverse("groups:notices"))

    assert karin.content.get_by_role("heading", level=2).all_inner_texts() == [
        karin.word("To %(name)s", name=name) for name in ("Disa Disk", "Kalle Kock")
    ]
    assert karin.content.get_by_text(karin.word("Do you not want to?")).count() == 2
    assert pages(karin.page.pdf(prefer_css_page_size=True)) == [UPRIGHT]
