"""One press of a button on the review page is told once: nothing is said twice."""

from collections.abc import Callable

import pytest
from django.test import Client

from feedback.models import Feedback
from notices.models import Follow, Notice
from people.models import Person
from tests.cast import World
from tests.factories.feedback import make_post, review


def told(person: Person) -> list[str]:
    return list(Notice.objects.filter(person=person).values_list("words", flat=True))


@pytest.fixture
def post(world: World) -> Feedback:
    Follow.objects.begin(world.direction, by=world.manager)
    Follow.objects.begin(world.direction, by=world.employee)  # the author too
    return make_post(world.employee, direction=world.direction, title="Får vi?")


@pytest.mark.parametrize(
    ("answer", "shares", "words"),
    [
        ("Ja.", True, "Samordningsgruppen har svarat på ”Får vi?” och delat den med alla"),
        ("Ja.", False, "Samordningsgruppen har svarat på ”Får vi?”"),
        ("", True, "”Får vi?” har delats med alla"),
        ("", False, "Samordningsgruppen har läst ”Får vi?”"),
    ],
    ids=["answer and share", "answer", "share", "read"],
)
def test_author_gets_one_notice_which_says_the_most(
    world: World, post: Feedback, answer: str, shares: bool, words: str
) -> None:
    review(post, world.coordinator, answer, shares=shares)

    assert told(world.employee) == [words]
    assert len(told(world.manager)) == shares


def test_group_that_sent_it_is_told_once_too_also_who_follows_it(world: World) -> None:
    post = make_post(world.member, group=world.group)
    for person in (world.convener, world.outsider):
        Follow.objects.begin(world.group, by=person)
    review(post, world.coordinator, "Ja.", shares=True)

    assert [len(told(person)) for person in (world.member, world.convener, world.outsider)] == [1, 1, 1]


def test_what_is_shared_after_it_was_answered_is_told_then(world: World, post: Feedback) -> None:
    review(post, world.coordinator, "Ja.")
    review(post, world.coordinator, shares=True)

    assert len(told(world.employee)) == 2
    assert len(told(world.manager)) == 1


def test_answer_is_told_with_the_way_to_the_answer_itself(
    world: World, post: Feedback, signed_in: Callable[..., Client]
) -> None:
    review(post, world.coordinator, "Ja.")
    notice = Notice.objects.get(person=world.employee)
    page = signed_in(world.employee).get(post.get_absolute_url()).content.decode()

    assert notice.address == f"{post.get_absolute_url()}#answer"
    assert page.count('id="answer"') == 1


def test_first_page_tells_the_author_of_the_answer(
    world: World, post: Feedback, signed_in: Callable[..., Client]
) -> None:
    home = signed_in(world.employee)
    assert post.answer_address not in home.get("/").content.decode()

    review(post, world.coordinator, "Ja.")

    assert post.answer_address in home.get("/").content.decode()
