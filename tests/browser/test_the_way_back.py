"""A question goes up, is read and answered by each body, and whoever asked sees it come back."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from feedback.models import Feedback
from tests.browser.visitor import Visitor
from tests.cast import World
from tests.factories.feedback import make_post

pytestmark = pytest.mark.browser

Arrives = Callable[..., Visitor]
TITLE = "Får vi prova i fler restauranger?"


def test_group_asks_the_bodies_read_and_answer_and_the_poster_sees_it(world: World, arrives: Arrives) -> None:
    karin = arrives(world.convener)
    karin.goes_to(reverse("feedback:new_for_group", args=[world.group.slug]))
    karin.choice("radio", "Question").check()
    karin.field("Headline").fill(TITLE)
    karin.field("What do you want to tell?").fill("Tre kök **till** vill vara med.")
    karin.presses("Preview")
    expect(karin.page.locator("#preview strong", has_text="till")).to_be_visible()
    expect(karin.field("Headline")).to_have_value(TITLE)
    assert not Feedback.objects.exists()
    karin.presses("Complete and send")
    stops = karin.content.locator(".way__stop")
    expect(stops).to_have_count(3)
    expect(stops.filter(has_text=karin.word("Nobody has read it yet."))).to_have_count(3)

    for person, body in (
        (world.storgrupp_member, world.storgrupp.name),
        (world.steering_member, world.steering_group.name),
    ):
        _read_and_answer(arrives(person), f"{body} säger **ja**.")

    karin.page.reload()
    for body in (world.storgrupp.name, world.steering_group.name):
        karin.sees("%(body)s answers", body=body)
        stop = stops.filter(has=karin.page.locator(".answer", has_text=body))
        expect(stop.locator("strong", has_text="ja")).to_be_visible()


def _read_and_answer(visitor: Visitor, text: str) -> None:
    """From the first page to the published answer."""
    visitor.goes_to(reverse("home"))
    visitor.content.get_by_role("link", name=visitor.word("Read and answer")).click()
    visitor.content.get_by_role("link", name=TITLE).click()
    visitor.content.get_by_role("button", name=visitor.word("I have read it")).click()
    visitor.sees("Noted. The sender sees that it has been read.")
    visitor.content.get_by_role("link", name=visitor.word("Write an answer")).click()
    visitor.field("Answer").fill(text)
    visitor.presses("Publish the answer")
    visitor.sees("Published.")


def test_reader_replies_and_the_author_corrects(world: World, arrives: Arrives) -> None:
    post = make_post(world.member, group=world.group, text="Tio av 54 vill inte.")
    _reply(arrives(world.storgrupp_member), post, "Är det verkligen **tio**?")

    hanna = arrives(world.member)
    hanna.goes_to(post.get_absolute_url())
    expect(hanna.content.locator(".reply strong", has_text="tio")).to_be_visible()
    hanna.follows("Correct it")
    hanna.field("Text").fill("Nio av 54 vill inte.")
    hanna.field("What was wrong?").fill("Vi räknade Kalle två gånger.")
    hanna.presses("Send the correction")
    hanna.sees("Nio av 54 vill inte.")
    hanna.content.get_by_role("link", name=hanna.word("corrected, version %(number)s", number=2)).click()
    expect(hanna.content.locator("del", has_text="Tio")).to_be_visible()
    hanna.sees("Vi räknade Kalle två gånger.")


def _reply(visitor: Visitor, post: Feedback, text: str) -> None:
    visitor.goes_to(post.get_absolute_url())
    visitor.field("Your reply").fill(text)
    visitor.presses("Reply")
    expect(visitor.content.locator(".reply")).to_have_count(1)
