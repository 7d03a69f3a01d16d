"""A workshop with a facilitator, an employee and a guest at once, each in a browser of their own."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from directions.models import Direction
from tests.browser.keyboard import Keyboard
from tests.browser.visitor import Visitor
from tests.cast import World
from tests.factories.workshops import make_note, make_workshop
from ui.dates import today
from workshops.models import Mark, State, Workshop

pytestmark = pytest.mark.browser

Arrives = Callable[..., Visitor]
SOON = 10_000  # milliseconds: three rounds of asking


def test_question_becomes_answers_themes_marks_and_a_direction(
    world: World, visitor: Arrives, javascript: bool
) -> None:
    goran = visitor(world.coordinator, javascript=javascript)
    workshop = _is_planned_and_opened(goran)
    screen = visitor(world.communicator)
    screen.goes_to(reverse("workshops:screen", args=[workshop.code]))
    guest = visitor(width=390, javascript=False)
    hanna = visitor(world.employee, width=390)

    _guest_comes_in_by_code_and_writes(guest, workshop)
    _employee_writes_and_signs(hanna, workshop)
    expect(screen.page.locator(".screen__counts")).to_contain_text("2 lappar", timeout=SOON)
    _answers_arrive_and_are_placed(goran, world, javascript)
    expect(screen.heading("Möten")).to_be_visible(timeout=SOON)
    _marks_are_placed(goran, guest, hanna)
    expect(screen.page.locator(".screen__counts")).to_contain_text("2 markeringar", timeout=SOON)
    _theme_becomes_a_direction(goran, workshop)

    hanna.sees("The workshop is closed. Thank you!")
    hanna.follows("Read what was said")
    expect(hanna.content.get_by_role("link", name="Färre möten")).to_be_visible()
    guest.goes_to(reverse("workshops:take_part", args=[workshop.code]))
    guest.sees("If you work here, you can read its result after signing in.")
    guest.goes_to(workshop.get_absolute_url())
    expect(guest.heading("There is nothing here")).to_be_visible()


def _is_planned_and_opened(goran: Visitor) -> Workshop:
    goran.goes_to(reverse("workshops:list"))
    goran.follows("Plan a workshop")
    goran.page.locator("#id_question").fill("Vad ska vi sluta göra?")
    goran.page.locator("#id_commissioned_by").fill("förvaltningschefen")
    goran.page.locator("#id_lets_guests_in").check()
    goran.page.locator("#id_held_on").fill(str(today()))
    goran.page.locator("#id_allowance").fill("1")
    goran.presses("Plan the workshop")
    goran.follows("Run the workshop", inside=goran.content)
    goran.presses("Open it for notes")
    goran.sees("The workshop is now open for notes.")
    return Workshop.objects.get()


def _guest_comes_in_by_code_and_writes(guest: Visitor, workshop: Workshop) -> None:
    guest.goes_to(reverse("workshops:join"))
    guest.field("The workshop's code").fill("000000" if workshop.code != "000000" else "111111")
    guest.presses("Continue")
    guest.sees("There is no workshop with that code. Look at the screen again.")
    guest.field("The workshop's code").fill(workshop.spoken_code)
    guest.presses("Continue")
    guest.presses("Take part")
    guest.field("Write a note").fill("x" * 10_000)
    guest.presses("Send the note")
    expect(guest.page.locator(".field__error")).to_be_visible()
    assert len(guest.field("Write a note").input_value()) == 10_000
    guest.field("Write a note").fill("Mötet om mötet")
    guest.presses("Send the note")
    guest.sees("Your note has been sent. Write another one if you like.")
    guest.sees("Mötet om mötet")


def _employee_writes_and_signs(hanna: Visitor, workshop: Workshop) -> None:
    hanna.goes_to(reverse("workshops:take_part", args=[workshop.code]))
    hanna.presses("Take part")
    hanna.field("Write a note").fill("Avstämningen före avstämningen")
    hanna.choice("checkbox", "Put my name under it").check()
    hanna.presses("Send the note")
    hanna.sees("Your note has been sent. Write another one if you like.")
    expect(hanna.content.get_by_text("Mötet om mötet")).to_have_count(0)


def _answers_arrive_and_are_placed(goran: Visitor, world: World, javascript: bool) -> None:
    first = goran.page.get_by_label("Mötet om mötet")
    if not javascript:
        goran.follows("Look for new notes")
    expect(first).to_be_visible(timeout=SOON)
    first.check()
    signed = goran.page.get_by_label("Avstämningen före avstämningen")
    expect(signed).to_be_visible(timeout=SOON)
    signed.check()
    expect(first).to_be_checked()
    expect(goran.content.get_by_text(world.employee.name)).to_have_count(1)
    goran.field("A new theme").fill("Möten")
    goran.presses("Place")
    goran.sees("Placed in “%(theme)s”.", theme="Möten")


def _marks_are_placed(goran: Visitor, guest: Visitor, hanna: Visitor) -> None:
    goran.presses("Start placing marks")
    goran.sees("Everybody can now place their marks.")
    place = hanna.page.get_by_role("button", name=hanna.word("Place a mark"))
    expect(place).to_be_visible(timeout=SOON)  # by itself: she has not touched her phone
    expect(hanna.page.locator("#id_text")).to_be_hidden()
    place.click()
    hanna.sees("Your mark is here.")
    guest.page.reload()
    guest.page.get_by_role("button", name=guest.word("Place a mark")).click()
    guest.sees("Your mark is here.")
    assert Mark.objects.count() == 2


def _theme_becomes_a_direction(goran: Visitor, workshop: Workshop) -> None:
    goran.presses("Close the workshop")
    goran.sees("The workshop is closed. Its result can still be read.")
    goran.page.get_by_role("link", name=goran.word("Start a direction")).click()
    expect(goran.page.locator("#id_title")).to_have_value("Möten")
    goran.page.locator("#id_title").fill("Färre möten")
    goran.page.locator("#id_purpose").fill("Tid till annat.")
    goran.presses("Start the direction")
    expect(goran.content.get_by_role("link", name="Möten").first).to_be_visible()
    assert Direction.objects.get(title="Färre möten").theme.workshop == workshop  # type: ignore[union-attr]


def test_form_comes_by_itself_when_answers_are_let_in(world: World, visitor: Arrives) -> None:
    workshop = make_workshop(state=State.PLANNED)
    hanna = visitor(world.employee, width=390)
    hanna.goes_to(reverse("workshops:take_part", args=[workshop.code]))
    hanna.presses("Take part")
    hanna.sees("You are in. It begins soon.")
    expect(hanna.field("Write a note")).to_be_hidden()

    workshop.go_to(State.OPEN, by=world.coordinator)

    expect(hanna.field("Write a note")).to_be_visible(timeout=SOON)
    hanna.field("Write a note").fill("Nu kan jag skriva")
    hanna.presses("Send the note")
    hanna.sees("Nu kan jag skriva")


def test_what_is_being_written_when_the_answers_close_is_not_lost(world: World, visitor: Arrives) -> None:
    workshop = make_workshop()
    hanna = visitor(world.employee, width=390)
    hanna.goes_to(reverse("workshops:take_part", args=[workshop.code]))
    hanna.presses("Take part")
    hanna.field("Write a note").fill("Jag var mitt i en mening")

    workshop.go_to(State.CLOSED, by=world.coordinator)

    thanks = hanna.content.locator("strong", has_text=hanna.word("The workshop is closed. Thank you!"))
    thanks.wait_for(timeout=SOON)  # besides being announced
    expect(hanna.field("Write a note")).to_have_value("Jag var mitt i en mening")
    hanna.presses("Send the note")
    hanna.sees("The workshop is closed, so nothing more can be added to it.")
    expect(hanna.field("Write a note")).to_have_value("Jag var mitt i en mening")


@pytest.mark.parametrize("width", [320, 1280])
def test_answers_are_placed_by_keyboard_alone(world: World, visitor: Arrives, width: int) -> None:
    workshop = make_workshop()
    answers = [make_note(workshop, f"Lapp nummer {number}") for number in (1, 2, 3)]
    goran = visitor(world.coordinator, width=width)
    goran.goes_to(reverse("workshops:run", args=[workshop.code]))
    keys = Keyboard(goran.page)
    keys.tabs_to(answers[0].text)
    goran.page.keyboard.press("Space")
    keys.tabs_to(answers[1].text)
    goran.page.keyboard.press("Space")
    keys.tabs_to(goran.word("A new theme"))
    assert keys.focus["outlined"]
    goran.page.keyboard.type("Möten")
    goran.page.keyboard.press("Enter")

    goran.sees("Placed in “%(theme)s”.", theme="Möten")
    assert [answer.text for answer in workshop.themes.get().answers.all()] == [
        one.text for one in answers[:2]
    ]
