"""What somebody has written is still there after whatever happens to the page; and on no device of others."""

import re
from collections.abc import Callable
from urllib.parse import urljoin

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import BrowserContext, expect

from feedback.models import Feedback
from people.models import Person
from people.once import DONE_BEFORE
from tests.browser.conftest import session_of
from tests.browser.visitor import Visitor
from tests.cast import World

pytestmark = [pytest.mark.browser, pytest.mark.one_database]

Visit = Callable[..., Visitor]
TEXT = "What do you want to tell?"
WORDS = "Eleverna lagade sin egen lunch.\n\nVi åt."
KEPT = "Object.keys(localStorage).filter(name => name.startsWith('words:')).length"
OFFER = "Restore it"


@pytest.fixture
def address(world: World) -> str:
    return reverse("feedback:new_about_direction", args=[world.direction.slug])


def _writes(visitor: Visitor, address: str, words: str = WORDS) -> None:
    visitor.goes_to(address)
    visitor.choice("radio", "Question").check()
    visitor.field(TEXT).fill(words)
    visitor.page.wait_for_timeout(600)


def _is_kept(visitor: Visitor) -> int:
    return int(visitor.page.evaluate(KEPT))


def _signs_in(context: BrowserContext, person: Person | None) -> None:
    context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    if person:
        url = urljoin(context.pages[0].url, "/")
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session_of(person), "url": url}])


def test_words_come_back_after_a_reload_and_are_gone_once_sent(
    world: World, visitor: Visit, address: str
) -> None:
    amir = visitor(world.employee)
    _writes(amir, address)

    amir.page.reload()
    expect(amir.field(TEXT)).to_have_value("")
    amir.presses(OFFER)
    expect(amir.field(TEXT)).to_have_value(WORDS)
    expect(amir.choice("radio", "Question")).to_be_checked()
    expect(amir.button(OFFER)).to_have_count(0)

    amir.field("Headline").fill("Lunch")
    amir.presses("Save the draft")
    amir.sees("Saved as a draft.")
    assert _is_kept(amir) == 0
    assert Feedback.objects.get().text.replace("\r\n", "\n") == WORDS


def test_words_outlive_a_session_and_are_not_shown_to_whoever_comes_next(
    world: World, visitor: Visit, address: str
) -> None:
    amir = visitor(world.employee)
    _writes(amir, address)
    _signs_in(amir.page.context, None)
    amir.page.reload()
    assert "next=" in amir.page.url

    _signs_in(amir.page.context, world.employee)
    amir.goes_to(address)
    expect(amir.button(OFFER)).to_be_visible()

    _signs_in(amir.page.context, world.member)
    amir.goes_to(address)
    expect(amir.button(OFFER)).to_have_count(0)
    assert _is_kept(amir) == 0


def test_signing_out_leaves_nothing_behind(world: World, visitor: Visit, address: str) -> None:
    amir = visitor(world.employee)
    _writes(amir, address)

    amir.goes_to(reverse("account_logout"))
    amir.content.get_by_role("button", name=amir.word("Sign out")).click()
    expect(amir.page.locator(".masthead__nav")).to_have_count(0)

    assert _is_kept(amir) == 0


def test_thrown_away_is_thrown_away_and_new_words_do_not_push_out_old_ones(
    world: World, visitor: Visit, address: str
) -> None:
    amir = visitor(world.employee)
    _writes(amir, address)
    amir.page.reload()
    amir.field(TEXT).fill("Något annat.")
    amir.page.wait_for_timeout(600)
    amir.page.reload()

    amir.presses("Throw it away")
    amir.presses(OFFER)
    expect(amir.field(TEXT)).to_have_value(WORDS)

    amir.page.reload()
    amir.presses("Throw it away")
    amir.page.reload()
    expect(amir.button(OFFER)).to_have_count(0)


def test_back_and_send_again_makes_no_second_one_and_keeps_what_was_changed(
    world: World, visitor: Visit, address: str
) -> None:
    """Whether the browser shows the page as it was left, or asks for it anew and fills in what was typed."""
    amir = visitor(world.employee)
    _writes(amir, address)
    amir.field("Headline").fill("Lunch")
    amir.presses("Save the draft")
    amir.sees("Saved as a draft.")

    amir.page.go_back()
    expect(amir.field(TEXT)).to_have_value(WORDS)
    amir.presses("Save the draft")
    amir.sees(DONE_BEFORE)
    assert (Feedback.objects.count(), _is_kept(amir)) == (1, 0)

    amir.page.go_back()
    amir.field(TEXT).fill("Ändrat efteråt.")
    amir.presses("Save the draft")
    amir.goes_to(address)
    amir.presses(OFFER)
    expect(amir.field(TEXT)).to_have_value("Ändrat efteråt.")


def test_who_is_offline_is_told_and_stays_with_the_words(world: World, visitor: Visit, address: str) -> None:
    amir = visitor(world.employee)
    _writes(amir, address)
    amir.field("Headline").fill("Lunch")
    amir.page.context.set_offline(True)

    amir.presses("Save the draft")
    told = amir.page.locator("#reach")
    expect(told).to_contain_text(
        amir.word(
            "The portal cannot be reached right now. What you wrote is still here: try again in a while."
        )
    )
    expect(amir.field(TEXT)).to_have_value(WORDS)

    amir.page.context.set_offline(False)
    expect(told).to_be_empty()


def test_filter_of_somebody_signed_out_meanwhile_leads_to_sign_in(world: World, visitor: Visit) -> None:
    amir = visitor(world.employee)
    amir.goes_to(reverse("groups:list"))
    _signs_in(amir.page.context, None)

    amir.field("Direction").select_option(label=world.direction.title)

    expect(amir.page).to_have_url(re.compile("next="))
    expect(amir.page.locator("main")).to_have_count(1)
