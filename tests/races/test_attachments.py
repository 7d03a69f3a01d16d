"""Of many who attach files to a draft at once one is in time, and completing closes the door."""

import pytest
from django.urls import reverse

from feedback.models import Feedback
from tests.cast import make_world
from tests.factories.attachments import attach, chosen, kept_files
from tests.factories.feedback import make_draft
from tests.races.test_in_process import CLIENTS, at_once, clients_of

READ = {"version": "0"}

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_of_eight_who_attach_at_once_one_is_in_time() -> None:
    world = make_world()
    clients = clients_of([world.member] * CLIENTS)
    for _round in range(3):
        post = make_draft(world.member, group=world.group)
        attach(post, world.member, "brev.odt")
        before = kept_files()

        def edit(number: int, post: Feedback = post) -> int:
            typed = {
                "kind": "did",
                "title": "Två till",
                "text": "Text.",
                "attachments": [chosen(), chosen("bild.png")],
            }
            return clients[number].post(reverse("feedback:edit", args=[post.pk]), typed).status_code

        assert sorted(map(str, at_once(edit))) == ["302"] + ["422"] * (CLIENTS - 1)
        assert post.attachments.count() == 3
        assert len(kept_files() - before) == 2


def test_what_is_completed_is_what_was_read_without_a_file_that_came_meanwhile() -> None:
    """Either it is completed first and nothing is attached, or one has attached and it stays a draft."""
    world = make_world()
    clients = clients_of([world.convener] * CLIENTS)
    for _round in range(3):
        post = make_draft(world.convener, group=world.group)
        before = kept_files()

        def act(number: int, post: Feedback = post) -> int:
            if not number:
                address = reverse("feedback:complete", args=[post.pk])
                return clients[0].post(address, READ).status_code
            typed = {
                "title": "En till",
                "text": "Text.",
                "kind": "did",
                "save_as": "draft",
                "attachments": [chosen()],
            }
            return clients[number].post(reverse("feedback:edit", args=[post.pk]), typed).status_code

        answers = at_once(act)
        post.refresh_from_db()
        attached = answers[1:].count(302)
        assert answers[0] == 302
        assert post.attachments.count() == attached == len(kept_files() - before) <= 1
        assert bool(post.completed_at) == (attached == 0)
