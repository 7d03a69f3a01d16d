"""Behind the scenes no two boxes of a list are called the same, for whoever hears what they tick."""

import re
from collections.abc import Callable
from datetime import timedelta

from django.contrib import admin
from django.test import Client
from django.urls import reverse

from feedback.models import Feedback
from notices.models import Notice
from people.models import Person
from tests.cast import World
from tests.factories.feedback import make_post
from tests.factories.notices import make_notice
from ui.dates import now

SignIn = Callable[[Person], Client]
WITH_BOXES = [ours.model for ours in admin.site._registry.values() if ours.actions]
BOX = re.compile(r'<input type="checkbox"[^>]*_selected_action[^>]*aria-label="([^"]+)"')


def labels(client: Client, address: str) -> list[str]:
    return BOX.findall(client.get(reverse(address)).content.decode())


def test_each_list_with_boxes_is_asked() -> None:
    assert set(WITH_BOXES) == {Feedback, Notice}


def test_notices_of_a_kind_to_one_person_at_one_moment(world: World, signed_in: SignIn) -> None:
    at = now() - timedelta(hours=1)
    for words in ("Ett.", "Två."):
        make_notice(world.member, words, at=at)

    found = labels(signed_in(world.administrator), "admin:notices_notice_changelist")

    assert len(set(found)) == len(found) == 2
    assert all(label.startswith(f"Välj {world.member.name}, ") for label in found)


def test_pieces_of_one_title(world: World, signed_in: SignIn) -> None:
    for _ in range(2):
        make_post(world.member, group=world.group, title="Mer tid")

    found = labels(signed_in(world.coordinator), "admin:feedback_feedback_changelist")

    assert len(set(found)) == len(found) == 2
    assert all(label.startswith("Välj ”Mer tid”, nummer ") for label in found)
