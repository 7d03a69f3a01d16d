"""What narrows a list stands in one row on a desk: fields, and the button beside them."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, expect

from proposals.models import Outcome
from tests.browser.visitor import Visitor
from tests.cast import World
from tests.factories.people import make_person
from tests.factories.proposals import make_decided

pytestmark = [pytest.mark.browser, pytest.mark.one_database]

ENOUGH_TO_SEARCH = 20


def _edges(place: Locator) -> list[tuple[int, int]]:
    boxes = [one.bounding_box() for one in place.all() if one.is_visible()]
    return [(round(box["y"]), round(box["y"] + box["height"])) for box in boxes if box]


def test_button_stands_in_line_with_the_fields_beside_it(
    world: World, visitor: Callable[..., Visitor]
) -> None:
    make_decided(world.convener, world.group, world.storgrupp_member, world.director, Outcome.APPROVED)
    for number in range(ENOUGH_TO_SEARCH):
        make_person(f"Medarbetare {number}", manager=world.manager)
    lists = [
        (world.manager, reverse("groups:list")),
        (world.manager, reverse("groups:my_people")),
        (world.manager, reverse("river:learned")),
        (world.coordinator, reverse("feedback:list")),
        (world.storgrupp_member, reverse("feedback:sent_to", args=[world.storgrupp.slug])),
        (world.coordinator, reverse("proposals:list")),
        (world.coordinator, reverse("proposals:decisions")),
        (world.coordinator, reverse("admin:feedback_feedback_changelist")),
    ]
    for person, address in lists:
        page = visitor(person).page
        page.goto(address)
        narrowing = page.locator(".filter, .narrow__form")
        (search,) = _edges(narrowing.locator("input[type=search]"))
        (button,) = _edges(narrowing.get_by_role("button"))
        first_row = _edges(narrowing.locator("select"))

        assert {search, button, *first_row} == {search}, address
        page.close()


def test_what_is_chosen_is_said_in_one_line_on_a_phone_and_what_was_found_follows(
    world: World, visitor: Callable[..., Visitor]
) -> None:
    page = visitor(world.manager, width=390, has_touch=True).page
    for address, chosen in [
        (f"{reverse('groups:list')}?open=on", "Med lediga platser"),
        (f"{reverse('feedback:list')}?kind=question", "Fråga"),
    ]:
        page.goto(address)

        expect(page.locator(".filter select:visible")).to_have_count(0)
        expect(page.locator("#chosen")).to_contain_text(chosen)
        expect(page.locator("#results")).to_be_in_viewport()


def test_chosen_line_follows_what_is_chosen_on_the_spot(
    world: World, visitor: Callable[..., Visitor]
) -> None:
    page = visitor(world.manager, width=390).page
    page.goto(reverse("groups:list"))
    page.locator("#chosen").click()
    page.locator("#id_open").check()

    expect(page.locator("#chosen strong")).to_be_visible()


def test_what_narrows_is_folded_by_a_finger_that_has_chosen(
    world: World, visitor: Callable[..., Visitor]
) -> None:
    for address, field in [
        (reverse("groups:list"), "#id_direction"),
        (reverse("feedback:list"), "#id_kind"),
        (reverse("feedback:sent_to", args=[world.storgrupp.slug]), "#id_kind"),
    ]:
        page = visitor(world.storgrupp_member, width=390, has_touch=True, is_mobile=True).page
        page.goto(address)
        page.locator("#chosen").tap()
        page.locator(field).select_option(index=1)

        expect(page.locator(field)).to_be_hidden()
        expect(page.locator("#chosen strong")).to_be_visible()
        expect(page.locator("#chosen")).to_be_focused()
        page.close()


def test_what_narrows_stays_open_for_a_keyboard(world: World, visitor: Callable[..., Visitor]) -> None:
    page = visitor(world.manager, width=390).page
    page.goto(reverse("groups:list"))
    page.locator("#chosen").click()
    page.locator("#id_direction").press("ArrowDown")

    expect(page.locator("#chosen strong")).to_be_visible()
    expect(page.locator("#id_direction")).to_be_focused()
