"""Many at once: a body's answer is published once, and feedback completed once lies once with each body."""

import pytest
from django.test import Client
from django.urls import reverse

from feedback.events import FeedbackEvent
from feedback.models import Acknowledgement, Answer, Correction, Feedback, Receipt
from notices.models import Notice
from people.models import Act
from tests.cast import make_world
from tests.factories.feedback import make_draft, make_post, make_receipt
from tests.factories.groups import seat
from tests.factories.people import make_manager
from tests.feedback.reviewing import opened, review_page
from tests.races.test_in_process import CLIENTS, at_once, clients_of

ROUNDS = 3

READ = {"version": "0"}
ANSWERED, CORRECTED = FeedbackEvent.ANSWERED, FeedbackEvent.CORRECTED

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_eight_who_publish_at_once_give_one_answer_and_the_others_keep_their_words() -> None:
    world = make_world()
    people = [make_manager() for _ in range(CLIENTS)]
    for person in people:
        seat(person, world.storgrupp)
    clients = clients_of(people)
    for _round in range(ROUNDS):
        receipt = make_receipt(world.member, world.storgrupp, group=world.group)
        address = reverse("feedback:answer", args=[receipt.pk])

        def publish(number: int, address: str = address) -> tuple[int, str]:
            typed = {"text": f"Svar nummer {number}.", "version": "0", "save_as": "published"}
            response = clients[number].post(address, typed)
            return response.status_code, response.content.decode()

        answers: list = at_once(publish)
        winner = Answer.objects.get(receipt=receipt)
        assert sorted(status for status, _ in answers) == [302, *[422] * (CLIENTS - 1)]
        for number, (status, page) in enumerate(answers):
            assert status == 302 or (f"Svar nummer {number}." in page and winner.text in page)
        told = Notice.objects.about(receipt.feedback).filter(kind="answer")
        assert told.count() == 2  # the author and the convener, once each


@pytest.mark.parametrize("where", ["review", "answer"])
def test_text_corrected_at_the_same_moment_is_never_answered_unread(where: str) -> None:
    """Half of them correct it, half answer what was sent: an answer comes first or not at all."""
    world = make_world()
    half = CLIENTS // 2
    correction = {"title": "Nio", "text": "Nio vill inte.", "why": "Det stod tio.", "version": "1"}
    clients = clients_of([world.employee] * half + [world.coordinator] * half)
    for _round in range(4 * ROUNDS):
        post = make_post(world.employee, direction=world.direction)
        page, typed = _answering(where, clients[-1], post)
        corrects = reverse("feedback:correct", args=[post.pk])

        def act(number: int, corrects: str = corrects, page: str = page, typed: dict = typed) -> int:
            address, sent = (corrects, correction) if number < half else (page, typed)
            return clients[number].post(address, sent).status_code

        assert set(at_once(act)) <= {302, 409, 422}
        assert Correction.objects.filter(feedback=post).count() == 1
        acts = Act.objects.filter(target_id=post.pk, verb__in=[ANSWERED, CORRECTED]).order_by("pk")
        assert [act.verb for act in acts] in ([CORRECTED], [ANSWERED, CORRECTED])


def _answering(where: str, client: Client, post: Feedback) -> tuple[str, dict]:
    if where == "review":
        return review_page(post), opened(client, post) | {"answer": "Ja.", "share": "on", "do": "publish"}
    receipt = post.receipts.get()
    typed = {"text": "Ja.", "version": "0", "text_version": "1", "save_as": "published"}
    return reverse("feedback:answer", args=[receipt.pk]), typed


def test_eight_who_complete_at_once_send_it_once() -> None:
    world = make_world()
    clients = clients_of([world.convener] * CLIENTS)
    for _round in range(ROUNDS):
        post = make_draft(world.member, group=world.group)
        address = reverse("feedback:complete", args=[post.pk])

        assert set(at_once(lambda n, address=address: clients[n].post(address, READ).status_code)) == {302}
        assert Receipt.objects.filter(feedback=post).count() == 3
        assert Act.objects.filter(verb=FeedbackEvent.COMPLETED, target_id=post.pk).count() == 1
        assert Notice.objects.about(post).filter(person=world.member).count() == 1


def test_one_who_says_eight_times_at_once_that_they_have_read_it_has_said_it_once() -> None:
    world = make_world()
    clients = clients_of([world.storgrupp_member] * CLIENTS)
    receipt = make_receipt(world.member, world.storgrupp, group=world.group)
    address = reverse("feedback:acknowledge", args=[receipt.pk])

    assert set(at_once(lambda n: clients[n].post(address).status_code)) == {302}
    assert Acknowledgement.objects.count() == 1
    assert Notice.objects.filter(kind="answer", person=world.member).count() == 1
