"""Of many who attach files to a draft at once one is in time, and completing closes the door."""

import time
from threading import Event

import pytest
from django.db import transaction
from django.urls import reverse

from feedback.models import Feedback
from files.models import Attachment
from search.models import FileText
from search.reading_files import read_waiting_files
from tests.cast import make_world
from tests.factories.attachments import attach, chosen, kept_files
from tests.factories.feedback import make_draft, make_post
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


def test_words_of_a_file_that_another_worker_is_about_to_keep_are_kept_once() -> None:
    world = make_world()
    piece = make_post(world.convener, group=world.group)
    file = attach(piece, world.convener, "brev.txt", content=b"Rabarber")
    is_held = Event()

    def work(number: int) -> None:
        if number:
            assert is_held.wait(timeout=30)
            read_waiting_files()  # sees nothing kept yet, and has to wait
            return
        with transaction.atomic():
            Attachment.objects.select_for_update().get(pk=file.pk)
            FileText.objects.create(attachment=file, text="Rabarber")
            is_held.set()
            time.sleep(2)  # longer than the others take to read the file

    at_once(work)

    assert FileText.objects.get().attachment == file
