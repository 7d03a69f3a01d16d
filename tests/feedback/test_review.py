"""The coordinators' queue and review page."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from feedback import reviewing
from feedback.models import Acknowledgement, Answer, Feedback, Review
from feedback.models.feedback import State
from people.models import Act
from tests.cast import World
from tests.factories.feedback import make_draft, make_post, make_shared
from ui.dates import now

SignIn = Callable[..., Client]
QUEUE = reverse("admin:feedback_feedback_changelist")


def review_page(post: object) -> str:
    return reverse("admin:feedback_feedback_change", args=[getattr(post, "pk", post)])


def test_queue_shows_what_waits_oldest_first(world: World, signed_in: SignIn) -> None:
    young = make_post(world.convener, group=world.group, completed_at=now() - timedelta(days=1))
    old = make_post(world.employee, direction=world.direction, completed_at=now() - timedelta(days=9))
    make_shared(world.convener, world.coordinator, group=world.group)
    make_draft(world.member, group=world.group)

    response = signed_in(world.coordinator).get(QUEUE)
    assert list(response.context["cl"].result_list) == [old, young]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("state=all", 3),
        ("state=answered", 1),
        ("state=shared", 1),
        ("state=read", 0),
        ("age=7", 1),
        ("age=30", 0),
        ("direction=DIRECTION", 2),
        ("group=GROUP", 1),
        ("group=nonsense", 0),
        ("q=Rubrik", 2),
    ],
)
def test_queue_is_narrowed(world: World, signed_in: SignIn, query: str, count: int) -> None:
    make_post(world.convener, group=world.group)
    make_post(world.employee, direction=world.direction, completed_at=now() - timedelta(days=9))
    make_shared(world.convener, world.coordinator, group=world.group)

    query = query.replace("DIRECTION", world.direction.slug).replace("GROUP", world.group.slug)
    response = signed_in(world.coordinator).get(f"{QUEUE}?{query}")
    assert len(response.context["cl"].result_list) == count


def test_saving_marks_as_read_answers_and_shares_and_the_poster_sees_it(
    world: World, signed_in: SignIn
) -> None:
    post = make_post(world.employee, direction=world.direction)
    typed = {"answer": "Ja, prova i **tre** till.", "share": "on"}
    assert signed_in(world.coordinator).post(review_page(post), typed).url == QUEUE

    post = type(post).objects.get(pk=post.pk)
    assert (post.state, post.is_shared) == (State.ANSWERED, True)
    answer = Answer.objects.get(receipt=post.review_receipt)
    assert answer.published_by == post.review.shared_by == world.coordinator
    assert set(Act.objects.values_list("verb", flat=True)) == {"acknowledged", "answered", "shared"}
    page = signed_in(world.employee).get(post.get_absolute_url()).content.decode()
    assert "Ja, prova i <strong>tre</strong> till." in page


def test_empty_answer_only_says_it_has_been_read(world: World, signed_in: SignIn) -> None:
    post = make_post(world.employee, direction=world.direction)
    signed_in(world.coordinator).post(review_page(post), {"answer": ""})

    read = Acknowledgement.objects.get(receipt__feedback=post)
    assert (read.person, read.as_coordinator) == (world.coordinator, True)
    assert not Answer.objects.exists()
    assert not post.is_shared
    assert post not in Feedback.objects.waiting()


def test_save_and_take_the_next_leads_to_the_oldest_that_waits(world: World, signed_in: SignIn) -> None:
    posts = [
        make_post(world.convener, group=world.group, completed_at=now() - timedelta(days=days))
        for days in (3, 2, 1)
    ]
    response = signed_in(world.coordinator).post(review_page(posts[2]), {"answer": "", "next": "1"})
    assert response.url == review_page(posts[0])


def test_second_answer_is_refused_with_its_words_kept(world: World, signed_in: SignIn) -> None:
    post = make_post(world.employee, direction=world.direction)
    reviewing.answer(post, "Först.", by=world.communicator)

    response = signed_in(world.coordinator).post(review_page(post), {"answer": "Mitt svar"})
    assert response.status_code == 422
    page = response.content.decode()
    assert "Mitt svar" in page
    assert world.communicator.name in page
    assert Answer.objects.get().text == "Först."


def test_answer_that_is_too_long_is_refused_beside_the_field(world: World, signed_in: SignIn) -> None:
    post = make_post(world.employee, direction=world.direction)
    response = signed_in(world.coordinator).post(review_page(post), {"answer": "t" * 10_001})

    assert response.status_code == 422
    assert 'id="id_answer_error"' in response.content.decode()
    assert not Acknowledgement.objects.exists()


def test_nobody_reviews_their_own(world: World, signed_in: SignIn) -> None:
    post = make_post(world.coordinator, direction=world.direction)
    client = signed_in(world.coordinator)

    assert client.get(review_page(post)).status_code == 200
    assert client.post(review_page(post), {"answer": "Bra, jag."}).status_code == 403
    assert not Acknowledgement.objects.exists()


def test_communicator_reads_and_does_not_review(world: World, signed_in: SignIn) -> None:
    post = make_post(world.employee, direction=world.direction)
    client = signed_in(world.communicator)

    assert client.get(review_page(post)).status_code == 200
    assert client.post(review_page(post), {"answer": "Hej"}).status_code == 403


@pytest.mark.parametrize("pk", ["999999", "0", "x", "9" * 30])
def test_unknown_feedback_is_not_found(world: World, signed_in: SignIn, pk: str) -> None:
    assert signed_in(world.coordinator).get(review_page(pk)).status_code == 404


def test_draft_is_not_found_by_a_coordinator(world: World, signed_in: SignIn) -> None:
    post = make_draft(world.member, group=world.group)
    assert signed_in(world.coordinator).get(review_page(post)).status_code == 404


def test_answer_and_share_happen_once(world: World) -> None:
    post = make_post(world.employee, direction=world.direction)
    assert reviewing.answer(post, "Ett.", by=world.coordinator)
    assert not reviewing.answer(post, "Två.", by=world.communicator)
    assert reviewing.share(post, by=world.coordinator)
    assert not reviewing.share(post, by=world.communicator)
    assert Answer.objects.get().text == "Ett."
    assert Review.objects.get(feedback=post).shared_by == world.coordinator
