"""Who looks after a piece of feedback, as the review page has it."""

from collections.abc import Callable

import pytest
from django.test import Client

from feedback import assigning, reviewing
from feedback.events import FeedbackEvent
from feedback.models import Feedback, Review
from feedback.reviewing import Step
from notices.models import Notice
from people.models import Act, Person
from tests.cast import World
from tests.factories.feedback import make_post
from tests.factories.groups import seat
from tests.factories.people import make_person
from tests.feedback.reviewing import opened, review_page

SignIn = Callable[..., Client]


def test_one_takes_it_oneself_with_one_click(world: World, signed_in: SignIn) -> None:
    post = make_post(world.employee, direction=world.direction)
    signed_in(world.coordinator).post(review_page(post), {"do": "mine"})

    assert Review.objects.get(feedback=post).assigned_to == world.coordinator
    assert post in Feedback.objects.waiting()
    assert not Notice.objects.exists()


def test_colleague_who_gets_it_is_told(world: World, signed_in: SignIn) -> None:
    other = make_person()
    seat(other, world.coordination_group, seat=3, background="kök")
    post = make_post(world.employee, direction=world.direction)
    signed_in(world.coordinator).post(review_page(post), {"assigned_to": other.pk, "do": "save"})

    assert Review.objects.get(feedback=post).assigned_to == other
    notice = Notice.objects.get()
    assert (notice.person, notice.address) == (other, review_page(post))
    assert post.title in notice.words


@pytest.mark.parametrize("who", ["communicator", "employee", "suspended"])
def test_only_coordinators_look_after_feedback(world: World, signed_in: SignIn, who: str) -> None:
    post = make_post(world.member, group=world.group)
    typed = {"assigned_to": getattr(world, who).pk, "note": "Kvar", "do": "save"}
    response = signed_in(world.coordinator).post(review_page(post), typed)

    assert response.status_code == 422
    assert "Kvar" in response.content.decode()
    assert not Review.objects.exists()


def test_nobody_looks_after_their_own(world: World, signed_in: SignIn) -> None:
    other = make_person()
    seat(other, world.coordination_group, seat=3, background="kök")
    post = make_post(other, direction=world.direction)
    response = signed_in(world.coordinator).post(review_page(post), {"assigned_to": other.pk, "do": "save"})

    assert response.status_code == 422
    assert not Review.objects.exists()


@pytest.fixture
def left(world: World) -> Person:
    """Somebody who looked after feedback and has left the coordination group since."""
    person = make_person("Lämnat Gruppen")
    seat(person, world.coordination_group, seat=3, background="kök")
    person.memberships.get().leave(by=world.director)
    return person


@pytest.mark.parametrize("typed", [{"do": "read"}, {"note": "Ring.", "do": "save"}, {"do": "save"}])
def test_no_button_changes_who_looked_after_it_and_has_left(
    world: World, signed_in: SignIn, left: Person, typed: dict[str, str]
) -> None:
    post = make_post(world.employee, direction=world.direction)
    Review.objects.create(feedback=post, assigned_to=left)
    goran = signed_in(world.coordinator)
    sent = opened(goran, post)
    assert goran.post(review_page(post), sent | typed).status_code == 302

    assert Review.objects.get().assigned_to == left
    assert not Act.objects.filter(verb=FeedbackEvent.ASSIGNED).exists()


def test_what_they_looked_after_may_be_given_to_somebody(
    world: World, signed_in: SignIn, left: Person
) -> None:
    post = make_post(world.employee, direction=world.direction)
    Review.objects.create(feedback=post, assigned_to=left)
    goran = signed_in(world.coordinator)
    typed = {"assigned_to": world.coordinator.pk, "do": "save"}
    goran.post(review_page(post), opened(goran, post) | typed)

    assert Review.objects.get().assigned_to == world.coordinator


def test_who_is_asked_no_more_is_waited_for_no_more(world: World) -> None:
    """A colleague gets it, or somebody has read it: what is left unread need not be."""
    first, second = make_person(), world.coordinator
    seat(first, world.coordination_group, seat=3, background="kök")
    post = make_post(world.employee, direction=world.direction)

    def waits(person: Person) -> bool:
        return person.notices.unread().filter(kind="turn").exists()

    assigning.assign(post, first, by=second)
    assert waits(first)
    assigning.assign(post, second, by=first)
    assert (waits(first), waits(second)) == (False, True)
    reviewing.carry_out(post, Step(reads=True), by=first)
    assert not waits(second)


def test_first_words_of_the_review_say_that_a_colleague_has_taken_it(world: World, signed_in: SignIn) -> None:
    post = make_post(world.employee, direction=world.direction)
    colleague = make_person("Kalle Kollega")
    Review.objects.create(feedback=post, assigned_to=colleague)
    page = signed_in(world.coordinator).get(review_page(post)).content.decode()

    assert page.index("Kalle Kollega har tagit den.") < page.index('class="review__text"')
