"""Who sent a piece of feedback does not answer it in a body's name, nor does anybody else of their group."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from feedback import answering, assigning
from feedback.models import Acknowledgement, Answer, Feedback, Receipt
from feedback.next_in_queue import next_in_queue
from feedback.senders import is_sender, to_answer, to_review
from people.models import Person
from tests.cast import World
from tests.factories.feedback import make_post, make_receipt
from tests.factories.groups import seat
from tests.factories.people import make_person
from tests.feedback.reviewing import QUEUE, review_page

SignIn = Callable[..., Client]


@pytest.fixture
def own(world: World) -> Feedback:
    """What a group sent in which the coordinator sits; its convener wrote it."""
    seat(world.coordinator, world.group)
    return make_post(world.convener, group=world.group, kind="question")


def test_coordinator_does_not_review_what_their_group_sent_and_the_page_says_why_and_who_does(
    world: World, signed_in: SignIn, own: Feedback
) -> None:
    other = make_person("Amina Samordnare")
    seat(other, world.coordination_group, seat=3, background="kök")
    client = signed_in(world.coordinator)
    typed = {"answer": "Bra gjort av oss.", "do": "publish"}
    assert client.post(review_page(own), typed).status_code == 403

    page = client.get(review_page(own))
    assert not page.context["may_review"]
    assert "Din egen grupp har skickat det här" in page.content.decode()
    assert list(page.context["reviewers"]) == [other]
    assert "Det väntar på Amina Samordnare." in page.content.decode()
    assert not Answer.objects.exists()
    assert signed_in(other).get(review_page(own)).context["may_review"]


def test_nobody_else_to_review_it_is_said(world: World, signed_in: SignIn, own: Feedback) -> None:
    page = signed_in(world.coordinator).get(review_page(own)).content.decode()

    assert "Ingen annan samordnare kan ta det." in page


def test_queue_and_tasks_and_lists_leave_it_to_somebody_else(
    world: World, signed_in: SignIn, own: Feedback
) -> None:
    client = signed_in(world.coordinator)
    assert client.get(reverse("home")).context["waiting"].tasks == []

    chosen = {"action": "read_them", "_selected_action": [own.pk], "assign_to": ""}
    page = client.post(QUEUE, chosen, follow=True).content.decode()
    assert "Det som du eller din grupp har skickat lämnas till någon annan." in page
    assert not Acknowledgement.objects.exists()


def test_it_is_not_assigned_to_a_coordinator_of_its_group(world: World, own: Feedback) -> None:
    assert not assigning.assign(own, world.coordinator, by=world.communicator)


@pytest.mark.parametrize("body", ["storgrupp", "steering_group", "coordination_group"])
def test_no_body_is_spoken_for_by_who_sits_in_the_group_that_asks(
    world: World, signed_in: SignIn, own: Feedback, body: str
) -> None:
    """The communicator and those of every other body as well; their page says why."""
    receipt = own.receipts.get(body=getattr(world, body))
    person = make_person(is_manager=True)
    seat(person, receipt.body, seat=None)
    assert person.has_perm("feedback.answer", receipt)
    seat(person, world.group)

    client = signed_in(person)
    assert client.post(reverse("feedback:acknowledge", args=[receipt.pk])).status_code == 403
    assert client.get(reverse("feedback:answer", args=[receipt.pk])).status_code == 403
    assert "Din egen grupp har skickat det här" in client.get(own.get_absolute_url()).content.decode()


def test_what_a_body_sends_itself_the_others_in_it_review(world: World) -> None:
    own = make_post(world.communicator, group=world.coordination_group)

    assert world.coordinator.has_perm("feedback.review_feedback", own)
    assert list(to_review(world.coordinator, Feedback.objects.waiting())) == [own]


def test_next_in_line_is_never_ones_own_groups(world: World, own: Feedback) -> None:
    foreign = make_receipt(world.outsider, world.coordination_group, group=world.foreign_group)

    assert next_in_queue(foreign, world.coordinator).next == 0
    assert next_in_queue(foreign, world.communicator).next == own.pk


def test_lists_and_the_rule_say_the_same(world: World, own: Feedback) -> None:
    make_post(world.coordinator, direction=world.direction)
    make_post(world.outsider, group=world.foreign_group)
    make_post(world.storgrupp_member, group=world.storgrupp)
    make_post(world.communicator, group=world.coordination_group)
    seat(world.steering_member, world.storgrupp)

    for person in Person.objects.active():
        listed = set(to_answer(person, Receipt.objects.all()))
        for receipt in Receipt.objects.select_related("feedback__group", "body"):
            assert (receipt not in listed) == is_sender(person, receipt.feedback, receipt.body.kind)
        reviewed = set(to_review(person, Feedback.objects.all()))
        for post in Feedback.objects.select_related("group"):
            assert (post not in reviewed) == is_sender(person, post, "coordination_group")


def test_what_has_been_reviewed_waits_for_nobody(world: World, signed_in: SignIn, own: Feedback) -> None:
    other = make_person("Amina Samordnare")
    seat(other, world.coordination_group, seat=3, background="kök")
    client = signed_in(world.coordinator)
    assert "Det väntar på Amina Samordnare." in client.get(review_page(own)).content.decode()

    answering.acknowledge(own.receipts.get(body=world.coordination_group), by=other)
    assert "Det väntar på" not in client.get(review_page(own)).content.decode()
