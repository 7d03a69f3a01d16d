"""The two central acts without a mouse, on a wide screen and on a phone with a keyboard."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from feedback.models.feedback import State
from tests.browser.keyboard import Keyboard
from tests.browser.visitor import Visitor
from tests.cast import World
from tests.factories.directions import make_direction, make_past_stage
from tests.factories.feedback import make_post
from tests.factories.groups import make_group

pytestmark = [pytest.mark.browser, pytest.mark.one_database, pytest.mark.parametrize("width", [320, 1280])]

Arrives = Callable[..., Visitor]


def test_first_stop_leads_past_the_menu(world: World, visitor: Arrives, width: int) -> None:
    karin = visitor(world.manager, width=width)
    karin.goes_to(reverse("groups:list"))
    keys = Keyboard(karin.page)
    karin.page.keyboard.press("Tab")
    assert keys.focus["words"] == karin.word("Skip to the content")

    karin.page.keyboard.press("Enter")
    karin.page.keyboard.press("Tab")
    expect(karin.content.get_by_label(karin.word("Search"), exact=True)).to_be_focused()


def test_manager_signs_up_and_leaves_and_never_loses_her_place(
    world: World, visitor: Arrives, width: int
) -> None:
    karin = visitor(world.manager, width=width)
    karin.goes_to(reverse("groups:list"))
    keys = Keyboard(karin.page)
    keys.enters(world.group.name)
    expect(karin.heading(world.group.name)).to_be_visible()

    keys.enters(karin.word("Sign me up"))
    karin.sees("You are in %(group)s. Welcome!", group=world.group.name)
    news = karin.page.locator("#messages .notice")
    expect(news).to_be_focused()
    assert keys.focus["outlined"]

    keys.enters(karin.word("Leave the group"))
    keys.enters(karin.word("Yes, leave the group"))
    karin.sees("You have left %(group)s.", group=world.group.name)
    expect(news).to_be_focused()
    keys.tabs_to(karin.word("Sign me up"))


def test_narrowing_the_groups_keeps_the_focus_on_the_choice(
    world: World, visitor: Arrives, width: int
) -> None:
    karin = visitor(world.manager, width=width)
    karin.goes_to(reverse("groups:list"))
    keys = Keyboard(karin.page)
    if width < 1280:  # elsewhere there is room for all of it
        keys.enters(karin.word("Narrow the list"))
    keys.tabs_to(karin.word("Open to join"))
    karin.page.keyboard.press("Space")
    expect(karin.content.get_by_role("link", name=world.steering_group.name)).to_have_count(0)
    expect(karin.choice("checkbox", "Open to join")).to_be_focused()


def test_coordinator_reviews(world: World, visitor: Arrives, width: int) -> None:
    post = make_post(world.member, group=world.group)
    goran = visitor(world.coordinator, width=width)
    goran.goes_to(reverse("home"))
    keys = Keyboard(goran.page)
    keys.enters(goran.word("Review"), what="a")
    goran.page.wait_for_url(reverse("admin:feedback_feedback_changelist"))
    keys.enters(post.title)
    goran.page.wait_for_url(reverse("admin:feedback_feedback_change", args=[post.pk]))

    keys.tabs_to(goran.word("The coordination group's answer"), what="textarea")
    keys.types("Tack!")
    keys.tabs_to(goran.word("Share with everybody"))
    goran.page.keyboard.press("Space")
    keys.enters(goran.word("Publish, and on to the next"))
    goran.page.wait_for_url("**" + reverse("admin:feedback_feedback_changelist") + "#content-start")
    post.refresh_from_db()
    assert (post.state, post.is_shared) == (State.ANSWERED, True)


def test_coordinator_reconsiders_a_stage(world: World, visitor: Arrives, width: int) -> None:
    """With the arrows one goes from outcome to outcome, and what an outcome asks for comes next."""
    direction = make_direction("Trygga platser")
    make_group("Ljus hela vintern", direction=direction)
    stage = make_past_stage(direction)
    goran = visitor(world.coordinator, width=width)
    goran.goes_to(reverse("groups:reconsider", args=[direction.slug, stage.number]))
    keys = Keyboard(goran.page)

    keys.tabs_to(goran.word("goes on").capitalize())
    goran.page.keyboard.press("Space")
    keys.tabs_to(goran.word("Why?"), what="textarea")
    keys.types("Det bär.")
    keys.tabs_to(goran.word("What did you learn?"), what="textarea")
    keys.types("Att fråga först.")
    keys.enters(goran.word("On to the next"))
    keys.tabs_to(goran.word("goes on").capitalize())
    for _ in range(3):
        goran.page.keyboard.press("ArrowDown")
    keys.tabs_to(goran.word("To whom?"))
    keys.types("Kommunteknik")
    keys.tabs_to(goran.word("Why?"), what="textarea")
    keys.types("De kan det nu.")
    keys.tabs_to(goran.word("What did you learn?"), what="textarea")
    keys.types("Att lampor är billiga.")
    keys.enters(goran.word("On to the decision"))
    keys.enters(goran.word("Decide"))
    goran.sees("Decided, and everybody concerned has been told. Next: open the next stage.")

    group = direction.groups.get()  # type: ignore[attr-defined]
    assert (group.ending, group.handed_over_to) == ("handed_over", "Kommunteknik")
