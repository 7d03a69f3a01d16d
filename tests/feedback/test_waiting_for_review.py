"""What waits for review, by every measure of it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from feedback import answering
from feedback.models import Acknowledgement, Feedback
from feedback.models.state import State
from feedback.statistics import statistics
from notices.models import Notice
from people.models import Person
from tests.cast import World
from tests.factories.feedback import make_answer, make_receipt
from tests.factories.groups import seat

SignIn = Callable[..., Client]


def test_coordinators_reading_takes_it_from_the_queue_and_the_communicators_does_not(world: World) -> None:
    receipt = make_receipt(world.member, world.coordination_group, group=world.group)
    answering.acknowledge(receipt, by=world.communicator)
    assert receipt.feedback in Feedback.objects.waiting()

    answering.acknowledge(receipt, by=world.coordinator)
    assert receipt.feedback not in Feedback.objects.waiting()


def test_who_read_it_as_communicator_and_became_coordinator_takes_it_from_the_queue(world: World) -> None:
    receipt = make_receipt(world.employee, world.coordination_group, direction=world.direction)
    answering.acknowledge(receipt, by=world.communicator)
    world.communicator.memberships.current().get(group=world.coordination_group).leave(by=world.director)
    seat(world.communicator, world.coordination_group, seat=3, background="kök")
    lena = Person.objects.get(pk=world.communicator.pk)  # who they are is remembered for a request

    assert answering.acknowledge(receipt, by=lena)
    assert receipt.feedback not in Feedback.objects.waiting()
    assert not answering.acknowledge(receipt, by=lena)
    assert Acknowledgement.objects.count() == 1
    assert Notice.objects.filter(person=world.employee).count() == 1


@pytest.mark.parametrize("reads_first", [True, False])
def test_what_the_communicator_has_answered_waits_no_more_by_any_measure(
    world: World, signed_in: SignIn, reads_first: bool
) -> None:
    receipt = make_receipt(world.employee, world.coordination_group, direction=world.direction)
    if reads_first:
        answering.acknowledge(receipt, by=world.communicator)
    make_answer(receipt, world.communicator, publishes=True)

    post = Feedback.objects.get(pk=receipt.feedback_id)
    assert post.state == State.ANSWERED
    assert post.review_receipt.is_reviewed
    assert post not in Feedback.objects.waiting()
    assert post in Feedback.objects.reviewed()
    assert statistics().waiting == 0
    assert signed_in(world.coordinator).get(reverse("home")).context["waiting"].tasks == []


def test_communicators_draft_leaves_it_waiting(world: World) -> None:
    receipt = make_receipt(world.employee, world.coordination_group, direction=world.direction)
    make_answer(receipt, world.communicator)

    assert receipt.feedback in Feedback.objects.waiting()


def test_coordinators_task_is_their_queue_and_then_what_they_owe_an_answer(
    world: World, signed_in: SignIn
) -> None:
    receipt = make_receipt(world.employee, world.coordination_group, direction=world.direction)
    client = signed_in(world.coordinator)
    (task,) = client.get(reverse("home")).context["waiting"].tasks
    assert task.address == reverse("admin:feedback_feedback_changelist")

    answering.acknowledge(receipt, by=world.coordinator)
    (task,) = client.get(reverse("home")).context["waiting"].tasks
    assert task.address == reverse("feedback:sent_to", args=[world.coordination_group.slug])
