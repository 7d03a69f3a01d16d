"""A workshop's pages, in the states that they can be in."""

from playwright.sync_api import Page

from tests.browser.acts import send_nothing
from tests.browser.look import ANYONE, Look


def _place(page: Page) -> None:
    page.locator(".running__place button").click()
    page.locator(".field__error").first.wait_for()


def _merge(page: Page) -> None:
    page.locator("form[action$='merge/']").evaluate("form => form.noValidate = true")
    page.locator("form[action$='merge/'] button").click()
    page.locator(".field__error").first.wait_for()


def _mark(page: Page) -> None:
    """One more than one has."""
    page.locator(".to-mark form[action$='/mark/'] button").first.click()
    page.locator("#now .field__error").wait_for()


WORKSHOPS = [
    Look("workshops", "employee", "workshops:list"),
    Look("workshop to plan", "coordinator", "workshops:new"),
    Look("workshop to plan, sent empty", "coordinator", "workshops:new", first=send_nothing),
    Look("workshop to change", "communicator", "workshops:edit", "workshop to run"),
    Look("workshop under way", "coordinator", "workshops:detail", "workshop to run"),
    Look("workshop, its result", "coordinator", "workshops:detail", "closed workshop"),
    Look("direction out of a theme", "employee", "directions:detail", "direction"),
    Look("workshop to run", "coordinator", "workshops:run", "workshop to run"),
    Look("workshop to run, sent empty", "coordinator", "workshops:run", "workshop to run", "", _place),
    Look("workshop to run, not open", "coordinator", "workshops:run", "planned workshop"),
    Look("guests", "coordinator", "workshops:guests", "workshop with guests"),
    Look("theme", "coordinator", "workshops:theme", "theme"),
    Look("theme, merged into none", "coordinator", "workshops:theme", "theme", "", _merge),
    Look("screen", "coordinator", "workshops:screen", "workshop to run"),
    Look("screen, marks", "coordinator", "workshops:screen", "marked workshop"),
    Look("screen, before", "coordinator", "workshops:screen", "planned workshop"),
    Look("code", ANYONE, "workshops:join"),
    Look("code, wrong", ANYONE, "workshops:join", first=send_nothing),
    Look("code, wrong in the address", ANYONE, "/w/000000/", status=404),
    Look("at the door, as a guest", ANYONE, "workshops:take_part", "workshop with guests"),
    Look("at the door", "employee", "workshops:take_part", "workshop to run"),
    Look("at the door, too late", "manager", "workshops:take_part", "closed workshop"),
    Look("not for you", "employee", "workshops:take_part", "storgrupp's workshop", status=403),
    Look("taking part", "member", "workshops:take_part", "workshop to run"),
    Look("taking part, sent empty", "member", "workshops:take_part", "workshop to run", "", send_nothing),
    Look("taking part, marks", "member", "workshops:take_part", "marked workshop"),
    Look("taking part, a mark too many", "member", "workshops:take_part", "marked workshop", "", _mark),
    Look("taking part, before", "member", "workshops:take_part", "planned workshop"),
    Look("taking part, after", "member", "workshops:take_part", "left workshop"),
]
