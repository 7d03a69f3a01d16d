"""A coordinator reviews twenty pieces with the keyboard alone, with JavaScript and without."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse

from feedback.models import Answer, Feedback, Review
from tests.browser.keyboard import Keyboard
from tests.browser.visitor import Visitor
from tests.cast import World
from tests.factories.feedback import make_post
from ui.dates import now

pytestmark = pytest.mark.browser

TWENTY = 20


def test_coordinator_reviews_twenty_with_the_keyboard_alone(
    world: World, visitor: Callable[..., Visitor], javascript: bool
) -> None:
    """Each page is entered at the text and left for the next: most are read, some answered, one skipped."""
    posts = [
        make_post(world.member, group=world.group, completed_at=now() - timedelta(hours=TWENTY - number))
        for number in range(TWENTY)
    ]
    goran = visitor(world.coordinator, javascript=javascript)
    goran.goes_to(reverse("admin:feedback_feedback_changelist"))
    keys = Keyboard(goran.page)
    keys.enters(posts[0].title)
    goran.page.wait_for_url(f"**{_page(posts[0])}*")
    keys.enters(goran.word("Skip, without saving"), what="a")
    for number, post in enumerate([*posts[1:], posts[0]]):
        goran.page.wait_for_url(f"**{_page(post)}*#post")
        assert keys.focus["words"].startswith(post.title), f"the focus is not on the text of {post.title}"
        _review(goran, keys, number)

    goran.page.wait_for_url("**" + reverse("admin:feedback_feedback_changelist") + "#content-start")
    assert not Feedback.objects.waiting().exists()
    assert Answer.objects.filter(published_at__isnull=False).count() == 5
    assert Review.objects.filter(note="Följ upp.").count() == 3


def _review(goran: Visitor, keys: Keyboard, number: int) -> None:
    if number % 4 == 0:
        keys.tabs_to(goran.word("The coordination group's answer"), what="textarea")
        keys.types(f"Tack, nummer {number}!")
        keys.enters(goran.word("Publish, and on to the next"))
    elif number % 5 == 1:
        keys.tabs_to(goran.word("Internal note"), what="textarea")
        keys.types("Följ upp.")
        while keys.focus["words"] != goran.word("Read, and on to the next"):
            goran.page.keyboard.press("Shift+Tab")  # the button stands further up
        goran.page.keyboard.press("Enter")
    else:
        keys.enters(goran.word("Read, and on to the next"))


def _page(post: Feedback) -> str:
    return reverse("admin:feedback_feedback_change", args=[post.pk])
