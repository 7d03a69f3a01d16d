"""The review page sent twice, by an impatient finger: done once, and answered the same."""

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from django.test import Client

from feedback.events import FeedbackEvent
from feedback.models import Acknowledgement, Answer, Review
from feedback.reviewing import ReviewConflict
from people.models import Act
from tests.cast import World
from tests.factories.feedback import make_corrected, make_post, review
from tests.feedback.reviewing import QUEUE, opened, review_page

SignIn = Callable[..., Client]


def test_answer_and_share_happen_once(world: World) -> None:
    post = make_post(world.employee, direction=world.direction)
    review(post, world.coordinator, "Ett.", shares=True)
    with pytest.raises(ReviewConflict):
        review(post, world.communicator, "Två.")
    review(post, world.communicator, shares=True)

    assert Answer.objects.get().text == "Ett."
    assert Review.objects.get(feedback=post).shared_by == world.coordinator
    assert Act.objects.filter(verb=FeedbackEvent.SHARED).count() == 1


KEY = "0b7c3f8e-6f0f-4f7e-9a53-2d3f5f4f8f11"


@pytest.mark.slow
@pytest.mark.parametrize("button", ["publish", "read", "mine", "save"])
def test_double_click_is_answered_as_the_first_click_and_done_once(
    world: World, signed_in: SignIn, button: str
) -> None:
    post = make_post(world.employee, direction=world.direction, kind="question")
    make_post(world.employee, direction=world.direction, kind="question")
    goran = signed_in(world.coordinator)
    narrowed = "?" + urlencode({"_changelist_filters": urlencode({"kind": "question"})})
    typed = opened(goran, post) | {"answer": "Ja.", "note": "Ring.", "do": button, "form_key": KEY}

    first, second = [goran.post(review_page(post) + narrowed, typed) for _click in range(2)]
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.url == second.url
    assert narrowed in first.url
    assert Answer.objects.get().version == 1
    assert Review.objects.get().version == 1
    assert len(goran.get(first.url).context["messages"]) == 1


def test_words_changed_after_going_back_are_not_lost(world: World, signed_in: SignIn) -> None:
    post = make_post(world.employee, direction=world.direction)
    goran = signed_in(world.coordinator)
    typed = opened(goran, post) | {"do": "save", "form_key": KEY}
    goran.post(review_page(post), typed | {"note": "Ring."})

    again = goran.post(review_page(post), typed | {"note": "Ring inte."})

    page = again.content.decode()
    assert again.status_code == 422
    assert "Ring inte." in page
    assert "redan skickat, med andra ord" in page
    assert Review.objects.get().note == "Ring."


def test_queue_stays_narrowed_however_long_one_has_searched(world: World, signed_in: SignIn) -> None:
    post = make_post(world.employee, direction=world.direction, title="Ö" * 90)
    came_from = "?" + urlencode({"_changelist_filters": urlencode({"q": "Ö" * 90})})
    typed = {"do": "read", "form_key": KEY}
    response = signed_in(world.coordinator).post(review_page(post) + came_from, typed)

    assert response.url == f"{QUEUE}?{urlencode({'q': 'Ö' * 90})}#content-start"


def test_refused_form_may_be_sent_again_with_the_same_key(world: World, signed_in: SignIn) -> None:
    post = make_corrected(world.employee, direction=world.direction)
    goran = signed_in(world.coordinator)
    typed = {"do": "read", "form_key": KEY}

    assert goran.post(review_page(post), typed | {"text_version": "1"}).status_code == 409
    assert goran.post(review_page(post), typed | {"text_version": "2"}).status_code == 302
    assert Acknowledgement.objects.exists()


def test_page_gives_its_form_a_key_of_its_own(world: World, signed_in: SignIn) -> None:
    post = make_post(world.employee, direction=world.direction)
    assert 'name="form_key"' in signed_in(world.coordinator).get(review_page(post)).content.decode()
