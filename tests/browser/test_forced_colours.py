"""With forced colours every background is the same and no shadow falls: what holds now is seen even so."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Locator

from feedback.models import SavedFilter
from groups import joining
from tests.browser.visitor import Visitor
from tests.cast import World
from tests.factories.feedback import make_shared
from tests.search.making import index_all

pytestmark = [pytest.mark.browser, pytest.mark.one_database]
Arrives = Callable[..., Visitor]

LOOKS = """(all, pseudo) => all.map(one => {
  const style = getComputedStyle(one, pseudo || undefined);
  const told = ["backgroundColor", "backgroundImage", "borderTopWidth", "outlineStyle"];
  return told.map(name => style[name]).join();
})"""


@pytest.fixture
def forced(visitor: Arrives) -> Arrives:
    def visit(*args: Any, **options: Any) -> Visitor:
        return visitor(*args, forced_colors="active", **options)

    return visit


def looks(things: Locator, pseudo: str = "") -> list[str]:
    found: list[str] = things.evaluate_all(LOOKS, pseudo)
    return found


def test_saved_view_that_is_shown(world: World, forced: Arrives) -> None:
    SavedFilter.objects.keep("Idéer", "kind=idea", by=world.coordinator)
    goran = forced(world.coordinator)
    goran.goes_to(reverse("admin:feedback_feedback_changelist"))

    shown, *others = looks(goran.page.locator(".views a"))

    assert others
    assert shown not in others


def test_who_has_answered_and_who_has_not(world: World, forced: Arrives) -> None:
    post = make_shared(world.member, world.coordinator, group=world.group)
    amir = forced(world.member)
    amir.goes_to(post.get_absolute_url())

    answered = looks(amir.page.locator(".receipt.is-answered"), "::before")
    others = looks(amir.page.locator(".receipt:not(.is-answered)"), "::before")

    assert answered
    assert others
    assert not set(answered) & set(others)


def test_step_that_is_taken_now(world: World, forced: Arrives) -> None:
    request = joining.put_forward(world.group, world.employee, by=world.manager)
    amir = forced(world.employee)
    amir.goes_to(request.get_absolute_url())

    now = looks(amir.page.locator(".step[aria-current]"), "::before")
    others = looks(amir.page.locator(".step:not([aria-current])"), "::before")

    assert len(now) == 1
    assert now[0] not in others


def test_suggestion_that_is_chosen(world: World, forced: Arrives) -> None:
    index_all()
    karin = forced(world.manager)
    karin.goes_to(reverse("home"))
    karin.page.get_by_role("combobox").first.press_sequentially(world.group.name[:5])
    karin.page.locator("[role=option]").first.wait_for()
    karin.page.keyboard.press("ArrowDown")

    assert "solid" in looks(karin.page.locator('[role=option][aria-selected="true"]'))[0]
