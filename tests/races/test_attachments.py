"""Two who attach files at once never get more in than there is room for; completing closes the door."""

import pytest
from django.urls import reverse

from feedback.models import Feedback
from tests.cast import make_world
from tests.factories.attachments import attach, chosen, kept_files
from tests.factories.feedback import make_draft
from tests.races.test_in_process import CLIENTS, at_once, clients_of

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_eight_who_attach_at_once_fill_the_room_that_there_is() -> None:
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

        assert sorted(map(str, at_once(edit))) == ["302"] * 2 + ["422"] * (CLIENTS - 2)
        assert post.attachments.count() == 5
        assert len(kept_files() - before) == 4


def test_who_attaches_while_it_is_completed_is_in_time_or_too_late() -> None:
    """Whatever was attached came before it was completed, and what came after left nothing behind."""
    world = make_world()
    clients = clients_of([world.convener] * CLIENTS)
    for _round in range(3):
        post = make_draft(world.convener, group=world.group)
        before = kept_files()

        def act(number: int, post: Feedback = post) -> int:
            if not number:
                return clients[0].post(reverse("feedback:complete", args=[post.pk])).status_code
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
        assert post.completed_at
        assert answers[0] == 302
        assert post.attachments.count() == answers[1:].count(302) == len(kept_files() - before) <= 5
