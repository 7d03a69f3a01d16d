"""Where a body's answer is written: what it rests on stands beside."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from feedback import replying
from tests.cast import World
from tests.factories.attachments import attach
from tests.factories.feedback import make_answer, make_receipt

SignIn = Callable[..., Client]


@pytest.mark.parametrize("previewed", [False, True])
def test_answer_is_written_beside_files_other_answers_and_replies(
    world: World, signed_in: SignIn, previewed: bool
) -> None:
    receipt = make_receipt(world.member, world.storgrupp, group=world.group)
    attach(receipt.feedback, world.member)
    replying.reply(receipt.feedback, "Vi har provat redan.", by=world.convener)
    at = receipt.feedback.receipts
    make_answer(at.get(body=world.coordination_group), world.coordinator, "Det ordnar sig.", publishes=True)
    make_answer(at.get(body=world.steering_group), world.steering_member, "Inte än uttänkt.")

    client, address = signed_in(world.storgrupp_member), reverse("feedback:answer", args=[receipt.pk])
    response = client.post(address, {"text": "x", "preview": "1"}) if previewed else client.get(address)

    shown = response.content.decode()
    assert all(words in shown for words in ("protokoll.pdf", "Det ordnar sig.", "Vi har provat redan."))
    assert "Inte än uttänkt." not in shown
