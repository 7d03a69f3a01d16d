"""The way back: it has been read, here is the answer, and the sender is told."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from feedback import answering, correcting
from feedback.events import FeedbackEvent
from feedback.models import Acknowledgement, Answer, Receipt
from groups.models import Group
from notices.models import Notice
from people.models import Act
from tests.cast import World
from tests.factories.feedback import make_answer, make_receipt
from tests.factories.groups import seat
from tests.factories.people import make_manager
from ui.dates import now, today
from ui.edit_conflict import EditConflict

SignIn = Callable[..., Client]


@pytest.fixture
def receipt(world: World) -> Receipt:
    """The group's question, at the storgrupp."""
    return make_receipt(world.member, world.storgrupp, group=world.group, title="Får vi prova?")


def page(name: str, receipt: Receipt) -> str:
    return reverse(f"feedback:{name}", args=[receipt.pk])


def read(client: Client, receipt: Receipt) -> str:
    return client.get(receipt.get_absolute_url()).content.decode()


# "I have read it".


def test_member_of_the_body_says_that_they_have_read_it_once(
    world: World, signed_in: SignIn, receipt: Receipt
) -> None:
    client = signed_in(world.storgrupp_member)
    for _ in range(2):  # the second time is no error, and changes nothing
        assert client.post(page("acknowledge", receipt)).url == receipt.get_absolute_url()

    assert Acknowledgement.objects.get().person == world.storgrupp_member
    assert Act.objects.filter(verb=FeedbackEvent.ACKNOWLEDGED).count() == 1


def test_first_reader_is_told_to_the_sender_and_the_group_and_the_next_are_not(
    world: World, receipt: Receipt
) -> None:
    second = make_manager()
    seat(second, world.storgrupp)
    answering.acknowledge(receipt, by=world.storgrupp_member)
    answering.acknowledge(receipt, by=second)

    told = Notice.objects.filter(kind="answer")
    assert {notice.person for notice in told} == {world.member, world.convener}
    assert "Storgruppen" in told[0].words


def test_sender_sees_how_many_have_read_it_and_the_body_sees_who(
    world: World, signed_in: SignIn, receipt: Receipt
) -> None:
    answering.acknowledge(receipt, by=world.storgrupp_member)

    for sender in (world.member, world.steering_member):
        assert world.storgrupp_member.name not in read(signed_in(sender), receipt)
    assert world.storgrupp_member.name in read(signed_in(world.storgrupp_member), receipt)


# The answer.


def test_answer_is_drafted_then_published_and_the_sender_sees_it(
    world: World, signed_in: SignIn, receipt: Receipt
) -> None:
    client = signed_in(world.storgrupp_member)
    client.post(page("answer", receipt), {"text": "Ja, i **tre** till.", "version": "0", "save_as": "draft"})
    assert "Ja, i" not in read(signed_in(world.member), receipt)
    assert "Ja, i <strong>tre</strong> till." in read(client, receipt)

    shown = client.get(page("answer", receipt)).context["form"]
    assert (shown["text"].value(), shown["version"].value()) == ("Ja, i **tre** till.", 1)
    typed = {"text": "Ja, i **tre** till.", "version": "1", "save_as": "published"}
    assert client.post(page("answer", receipt), typed).url == receipt.get_absolute_url()

    assert "Ja, i <strong>tre</strong> till." in read(signed_in(world.member), receipt)
    verbs = [FeedbackEvent.ANSWER_DRAFTED, FeedbackEvent.ANSWERED, FeedbackEvent.ACKNOWLEDGED]
    assert [act.verb for act in Act.objects.order_by("pk")] == verbs
    told = Notice.objects.filter(kind="answer")
    assert {notice.person for notice in told} == {world.member, world.convener}


@pytest.mark.parametrize("who", ["steering_member", "coordinator", "convener"])
def test_draft_of_an_answer_is_seen_by_its_body_alone(
    world: World, signed_in: SignIn, receipt: Receipt, who: str
) -> None:
    make_answer(receipt, world.storgrupp_member, "Hemligt än.")

    assert "Hemligt än." not in read(signed_in(getattr(world, who)), receipt)


@pytest.mark.parametrize("save_as", ["draft", "published"])
@pytest.mark.parametrize("text", ["", "   ", "t" * 10_001, "Ja\x00"])
def test_empty_or_enormous_answer_is_told_beside_the_field_and_kept(
    world: World, signed_in: SignIn, receipt: Receipt, text: str, save_as: str
) -> None:
    typed = {"text": text, "version": "0", "save_as": save_as}
    response = signed_in(world.storgrupp_member).post(page("answer", receipt), typed)

    assert response.status_code == 422
    assert 'id="id_text_error"' in response.content.decode()
    assert response.context["form"]["text"].value() == text
    assert not Answer.objects.exists()


def test_nothing_is_published_when_there_is_nothing_to_say(world: World, receipt: Receipt) -> None:
    with pytest.raises(ValidationError):
        answering.write(receipt, " \n", seen=0, publishes=True, by=world.storgrupp_member)
    assert not Answer.objects.exists()


@pytest.mark.parametrize("who", ["steering_member", "coordinator", "convener"])
def test_nobody_answers_for_a_body_they_do_not_sit_in(
    world: World, signed_in: SignIn, receipt: Receipt, who: str
) -> None:
    client = signed_in(getattr(world, who))
    typed = {"text": "Jag svarar.", "version": "0", "save_as": "published"}

    assert client.post(page("answer", receipt), typed).status_code == 403
    assert client.post(page("acknowledge", receipt)).status_code == 403
    assert not Answer.objects.exists()


def test_nobody_answers_themselves(world: World, signed_in: SignIn) -> None:
    receipt = make_receipt(world.coordinator, world.coordination_group, direction=world.direction)

    assert signed_in(world.coordinator).get(page("answer", receipt)).status_code == 403


def test_who_publishes_too_late_keeps_their_words_and_sees_what_stands(
    world: World, signed_in: SignIn, receipt: Receipt
) -> None:
    make_answer(receipt, world.storgrupp_member, "Först.", publishes=True)
    second = make_manager()
    seat(second, world.storgrupp)
    typed = {"text": "Mitt långa svar.", "version": "0", "save_as": "published"}
    response = signed_in(second).post(page("answer", receipt), typed)

    assert response.status_code == 422
    told = response.content.decode()
    assert "Mitt långa svar." in told
    assert "Först." in told
    assert Answer.objects.get().text == "Först."


def test_who_saves_after_somebody_else_sees_their_draft_and_may_save_again(
    world: World, signed_in: SignIn, receipt: Receipt
) -> None:
    make_answer(receipt, world.storgrupp_member, "Selmas utkast.")
    second = make_manager()
    seat(second, world.storgrupp)
    client = signed_in(second)
    typed = {"text": "Mitt utkast.", "version": "0", "save_as": "draft"}
    response = client.post(page("answer", receipt), typed)
    assert response.status_code == 422
    assert "Selmas utkast." in response.content.decode()

    seen = response.context["form"]["version"].value()
    assert client.post(page("answer", receipt), {**typed, "version": seen}).status_code == 302
    assert Answer.objects.get().text == "Mitt utkast."


def test_published_answer_is_led_to_and_never_changed(
    world: World, signed_in: SignIn, receipt: Receipt
) -> None:
    make_answer(receipt, world.storgrupp_member, "Ja.", publishes=True)

    assert signed_in(world.storgrupp_member).get(page("answer", receipt)).url == receipt.get_absolute_url()
    with pytest.raises(EditConflict):
        answering.write(receipt, "Nej.", seen=1, publishes=False, by=world.storgrupp_member)


def test_same_form_sent_twice_publishes_once(world: World, signed_in: SignIn, receipt: Receipt) -> None:
    client = signed_in(world.storgrupp_member)
    key = "0b7c3f8e-6f0f-4f7e-9a53-2d3f5f4f8f11"
    typed = {"text": "Ja.", "version": "0", "save_as": "published", "form_key": key}

    answers = [client.post(page("answer", receipt), typed).url for _ in range(2)]
    assert set(answers) == {receipt.get_absolute_url()}
    assert Notice.objects.filter(kind="answer", person=world.member).count() == 1


def test_text_corrected_meanwhile_is_not_answered_unread_and_the_words_are_kept(
    world: World, signed_in: SignIn, receipt: Receipt
) -> None:
    client = signed_in(world.storgrupp_member)
    begun = client.get(page("answer", receipt)).context["form"]
    typed = {name: begun[name].value() for name in ("version", "text_version")}
    typed |= {"text": "Ja, prova.", "save_as": "published"}
    correcting.correct(receipt.feedback, "Får vi?", "Nio av 54.", "Det stod tio.", seen=1, by=world.member)
    response = client.post(page("answer", receipt), typed)

    assert response.status_code == 422
    told = response.content.decode()
    for words in ("Ja, prova.", "Nio av 54.", f"/{receipt.feedback_id}/versions/"):
        assert words in told
    assert response.context["form"].errors["text"]
    assert not Answer.objects.exists()
    assert not Acknowledgement.objects.exists()

    seen = response.context["form"]["text_version"].value()
    assert client.post(page("answer", receipt), {**typed, "text_version": seen}).status_code == 302
    assert Answer.objects.get().is_published


def test_draft_of_an_answer_may_be_about_an_earlier_text(
    world: World, signed_in: SignIn, receipt: Receipt
) -> None:
    correcting.correct(receipt.feedback, "Får vi?", "Nio av 54.", "Det stod tio.", seen=1, by=world.member)
    typed = {"text": "Kanske.", "version": "0", "text_version": "1", "save_as": "draft"}

    assert signed_in(world.storgrupp_member).post(page("answer", receipt), typed).status_code == 302
    assert not Answer.objects.get().is_published


# What is waited for, and by whom.


@pytest.mark.parametrize(
    ("kind", "is_read", "is_open"),
    [("did", False, True), ("did", True, False), ("question", False, True), ("question", True, True)],
)
def test_receipt_is_open_until_it_is_answered_or_read_where_that_is_enough(
    world: World, kind: str, is_read: bool, is_open: bool
) -> None:
    receipt = make_receipt(world.member, world.storgrupp, group=world.group, kind=kind)
    if is_read:
        answering.acknowledge(receipt, by=world.storgrupp_member)

    assert receipt.is_open is is_open
    assert Receipt.objects.at(world.storgrupp).open().exists() is is_open


def test_answer_is_late_the_day_after_it_was_due(world: World, receipt: Receipt) -> None:
    receipt.answer_by = today()
    assert not receipt.is_late
    receipt.answer_by = today() - timedelta(days=1)
    assert receipt.is_late
    receipt.save()
    make_answer(receipt, world.storgrupp_member, publishes=True)
    assert not Receipt.objects.get(pk=receipt.pk).is_late


def test_home_has_one_task_for_each_body_and_none_when_all_is_read(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.storgrupp_member)
    receipts = [
        make_receipt(world.member, world.storgrupp, group=world.group, kind=kind, completed_at=at)
        for kind, at in (("question", now() - timedelta(days=20)), ("did", now()))
    ]
    (task,) = client.get(reverse("home")).context["waiting"].tasks
    assert (task.days, task.is_late, task.address) == (20, True, sent_to(world.storgrupp))
    assert "2" in task.what

    answering.acknowledge(receipts[1], by=world.storgrupp_member)
    (task,) = client.get(reverse("home")).context["waiting"].tasks
    make_answer(receipts[0], world.storgrupp_member, publishes=True)
    assert "1" in task.what
    assert client.get(reverse("home")).context["waiting"].tasks == []


def sent_to(body: Group) -> str:
    return reverse("feedback:sent_to", args=[body.slug])


# What the database holds, whatever code runs.


def test_database_refuses_a_second_receipt_of_a_body(world: World, receipt: Receipt) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Receipt.objects.create(feedback=receipt.feedback, body=receipt.body)


def test_database_refuses_an_answer_published_by_nobody_or_without_words(
    world: World, receipt: Receipt
) -> None:
    answer = make_answer(receipt, world.storgrupp_member)
    published = {"published_at": now(), "published_by": world.storgrupp_member}
    for wrong in ({"published_at": now()}, {**published, "text": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Answer.objects.filter(pk=answer.pk).update(**wrong)
