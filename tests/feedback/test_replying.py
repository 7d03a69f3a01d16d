"""Replies: one level, by whoever reads it, and those it concerns are told."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from feedback import replying
from feedback.models import Feedback, Reply
from notices.models import Notice
from people.models import Person
from tests.cast import World
from tests.factories.feedback import make_draft, make_post, make_shared
from tests.factories.people import make_person

SignIn = Callable[..., Client]


def page(post: Feedback) -> str:
    return reverse("feedback:reply", args=[post.pk])


def told() -> list[Person]:
    return sorted((notice.person for notice in Notice.objects.filter(kind="answer")), key=str)


def test_anybody_who_reads_it_replies_and_it_is_seen(world: World, signed_in: SignIn) -> None:
    post = make_shared(world.employee, world.coordinator, direction=world.direction)
    client = signed_in(world.outsider)
    assert client.post(page(post), {"text": "Hos oss **också**."}).url == post.get_absolute_url()

    shown = signed_in(world.employee).get(post.get_absolute_url()).content.decode()
    assert "Hos oss <strong>också</strong>." in shown
    assert world.outsider.name in shown


def test_author_and_earlier_repliers_are_told_as_long_as_they_may_read_it(world: World) -> None:
    post = make_post(world.member, group=world.group)
    replying.reply(post, "Först.", by=world.storgrupp_member)
    replying.reply(post, "Sedan.", by=world.steering_member)
    assert told() == sorted([world.member, world.member, world.storgrupp_member], key=str)

    Notice.objects.all().delete()
    world.storgrupp_member.memberships.get().leave(by=world.storgrupp_member)
    replying.reply(post, "Till sist.", by=world.convener)
    assert told() == sorted([world.member, world.steering_member], key=str)


def test_telling_of_a_reply_costs_the_same_however_many_have_replied(world: World) -> None:
    post = make_shared(world.employee, world.coordinator, direction=world.direction)

    def cost() -> int:
        shown = Feedback.objects.latest_first().get(pk=post.pk)
        person = make_person()
        with CaptureQueriesContext(connection) as queries:
            replying.reply(shown, "Tack.", by=person)
        return len(queries)

    cost()
    few = cost()
    for _ in range(8):
        cost()
    assert cost() == few


@pytest.mark.parametrize("text", ["", "  ", "t" * 5_001, "Nej\x00"])
def test_empty_or_enormous_reply_is_told_beside_the_field_and_kept(
    world: World, signed_in: SignIn, text: str
) -> None:
    post = make_post(world.member, group=world.group)
    response = signed_in(world.member).post(page(post), {"text": text})

    assert response.status_code == 422
    assert 'id="id_text_error"' in response.content.decode()
    assert response.context["form"]["text"].value() == text
    assert not Reply.objects.exists()


def test_nobody_replies_to_a_draft(world: World, signed_in: SignIn) -> None:
    post = make_draft(world.member, group=world.group)

    assert signed_in(world.member).post(page(post), {"text": "Hej"}).status_code == 403
    with pytest.raises(ValidationError):
        replying.reply(post, "Hej", by=world.member)
    assert not Reply.objects.exists()


def test_same_form_sent_twice_replies_once(world: World, signed_in: SignIn) -> None:
    post = make_post(world.member, group=world.group)
    client = signed_in(world.convener)
    typed = {"text": "Bra.", "form_key": "0b7c3f8e-6f0f-4f7e-9a53-2d3f5f4f8f13"}

    assert {client.post(page(post), typed).status_code for _ in range(2)} == {302}
    assert Reply.objects.count() == 1
