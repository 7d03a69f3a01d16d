"""What happens on a page that stays is said to whoever cannot see it, and keeps their place."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.visitor import Visitor
from tests.cast import World
from tests.factories.workshops import make_note, make_participant, make_workshop
from workshops.models import State, Workshop

pytestmark = [pytest.mark.browser, pytest.mark.one_database]

Visit = Callable[..., Visitor]
SOON = 10_000  # milliseconds: three rounds of asking
HELD = "() => document.activeElement.id || document.activeElement.localName"


def test_following_is_said_and_so_is_not_following(world: World, visitor: Visit) -> None:
    hanna = visitor(world.employee)
    hanna.goes_to(world.group.get_absolute_url())
    said = hanna.page.locator("#announced")
    expect(said).to_be_empty()

    hanna.presses("Follow")
    expect(said).to_have_text(hanna.word("You now follow %(thing)s.", thing=world.group))
    expect(hanna.button("Stop following")).to_be_focused()

    hanna.presses("Stop following")
    expect(said).to_have_text(hanna.word("You no longer follow %(thing)s.", thing=world.group))
    expect(hanna.button("Follow")).to_be_focused()


def test_workshop_that_goes_on_is_said_and_the_place_is_kept(world: World, visitor: Visit) -> None:
    workshop = make_workshop(state=State.OPEN)
    participant = make_participant(workshop, world.employee)
    make_note(workshop, participant=participant)
    hanna = visitor(world.employee, width=390)
    hanna.goes_to(reverse("workshops:take_part", args=[workshop.code]))
    hanna.page.locator("#now button").first.focus()

    Workshop.objects.update(state=State.MARKING)

    said = hanna.page.locator("#announced")
    expect(said).to_have_text(hanna.word("Everybody can now place their marks."), timeout=SOON)
    assert hanna.page.evaluate(HELD) == "now"
    Workshop.objects.update(state=State.CLOSED)
    expect(said).to_have_text(hanna.word("The workshop is closed. Thank you!"), timeout=SOON)


def test_note_that_was_sent_is_where_one_is(world: World, visitor: Visit) -> None:
    """A page that comes with a word on what was done is begun at that word."""
    workshop = make_workshop(state=State.OPEN)
    make_participant(workshop, world.employee)
    hanna = visitor(world.employee, width=390)
    hanna.goes_to(reverse("workshops:take_part", args=[workshop.code]))
    hanna.field("Write a note").fill("Färre möten")
    hanna.presses("Send the note")

    expect(hanna.page.locator("#messages .notice")).to_be_focused()


def test_colours_that_somebody_forces_still_tell_what_is_what(world: World, visitor: Visit) -> None:
    amir = visitor(world.member, forced_colors="active")
    amir.goes_to(world.group.get_absolute_url())

    def look(selector: str, name: str) -> str:
        found: str = amir.page.locator(selector).first.evaluate(
            "(element, name) => getComputedStyle(element)[name]", name
        )
        return found

    assert look(".seat.is-taken", "backgroundColor") != look(".seat:not(.is-taken)", "backgroundColor")
    edge = "borderBlockEndColor"
    current, other = (f".masthead__link{which}" for which in ("[aria-current]", ":not([aria-current])"))
    assert look(current, edge) != look(other, edge)


def test_whoever_wants_more_contrast_gets_it(world: World, visitor: Visit) -> None:
    amir = visitor(world.member, contrast="more")
    amir.goes_to(world.group.get_absolute_url())

    colour = amir.page.locator("main .meta").first.evaluate("element => getComputedStyle(element).color")
    assert colour == "rgb(0, 0, 0)"
