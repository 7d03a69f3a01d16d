"""Files attached to feedback and to the notes of meetings: chosen, kept, handed out, taken away."""

import os
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse

from feedback.models import Feedback
from files.attaching import attaching, sweep
from files.events import FileEvent
from files.judging import judge
from files.models import Attachment
from files.storage import attachment_storage
from groups.models import Meeting
from people.models import Act
from tests.cast import World, make_world
from tests.factories.attachments import GOOD, attach, chosen, kept_files
from tests.factories.feedback import make_draft, make_post
from tests.factories.meetings import make_held_meeting, make_meeting
from ui.dates import now

SignIn = Callable[..., Client]
MB = 1024 * 1024


def content_of(file: Attachment) -> bytes:
    with file.file.open() as opened:
        content: bytes = opened.read()
    return content


def edit(client: Client, post: Feedback, *files: Any, **typed: str) -> Any:
    data = {
        "title": post.title,
        "text": post.text,
        "kind": "did",
        "save_as": "draft",
        "version": str(Feedback.objects.get(pk=post.pk).draft_version),
        "attachments": list(files),
    }
    return client.post(reverse("feedback:edit", args=[post.pk]), data | typed)


def write_notes(client: Client, meeting: Meeting, *files: Any, **typed: str) -> Any:
    data = {
        "notes": "Vi pratade.",
        "version": str(meeting.version),
        "kind": "did",
        "save_as": "draft",
        "attachments": list(files),
    }
    return client.post(reverse("groups:write_notes", args=[meeting.pk]), data | typed)


# Choosing.


def test_new_feedback_brings_its_files_along(world: World, signed_in: SignIn) -> None:
    address = reverse("feedback:new_for_group", args=[world.group.slug])
    files = [chosen("mått.csv"), chosen("brev.docx")]
    response = signed_in(world.member).post(
        address, {"kind": "did", "title": "En lapp", "text": "Två.", "attachments": files}
    )

    post = Feedback.objects.get()
    assert response.url == post.get_absolute_url()
    assert [file.name for file in post.attachments.all()] == ["mått.csv", "brev.docx"]
    assert [content_of(file) for file in post.attachments.all()] == [GOOD["mått.csv"], GOOD["brev.docx"]]
    assert Act.objects.filter(verb=FileEvent.ATTACHED, by=world.member).count() == 2


def test_feedback_is_completed_with_its_files_in_one_go(world: World, signed_in: SignIn) -> None:
    address = reverse("feedback:new_about_direction", args=[world.direction.slug])
    typed = {
        "kind": "did",
        "title": "Tack",
        "text": "Bra.",
        "save_as": "completed",
        "attachments": [chosen("bild.png")],
    }
    signed_in(world.employee).post(address, typed)

    post = Feedback.objects.get()
    assert not post.is_draft
    assert post.attachments.get().name == "bild.png"


def test_notes_bring_their_files_along_and_are_completed_with_them(world: World, signed_in: SignIn) -> None:
    meeting = make_meeting(world.group, world.convener)
    assert write_notes(signed_in(world.convener), meeting, chosen(), save_as="completed").status_code == 302

    meeting.refresh_from_db()
    assert meeting.completed_at
    assert meeting.attachments.get().name == "protokoll.pdf"


def test_pages_tell_the_name_the_kind_and_the_size_of_each_file(world: World, signed_in: SignIn) -> None:
    post = make_post(world.convener, group=world.group)
    meeting = make_held_meeting(world.group, world.convener)
    client = signed_in(world.coordinator)
    pages = {thing.get_absolute_url(): attach(thing, world.convener, "mått.csv") for thing in (post, meeting)}
    pages[reverse("admin:feedback_feedback_change", args=[post.pk])] = post.attachments.get()

    for address, file in pages.items():
        page = client.get(address).content.decode()
        assert f'href="{file.get_absolute_url()}">mått.csv</a>' in page
        assert "tabell, CSV, 17\xa0byte" in page
        assert reverse("files:remove", args=[file.pk]) not in page


def test_refused_file_is_told_beside_the_field_and_every_word_is_kept(
    world: World, signed_in: SignIn
) -> None:
    post = make_draft(world.member, group=world.group)
    attach(post, world.member, "brev.odt")
    svg = chosen("ritning.svg", b"<svg/>")
    response = edit(signed_in(world.member), post, chosen(), svg, chosen("tom.pdf", b""), text="Mina ord.")

    page = response.content.decode()
    field = page[page.index('for="id_attachments"') :]
    assert response.status_code == 422
    assert 'id="id_attachments_error"' in field
    assert "”ritning.svg” innehåller en webbsida" in field
    assert "”tom.pdf” är tom." in field
    assert "Välj filerna en gång till" in field
    assert "Mina ord." in page
    assert "brev.odt" in page
    assert [file.name for file in post.attachments.all()] == ["brev.odt"]
    assert len(kept_files()) == 1


def test_whoever_chose_a_good_file_is_told_to_choose_it_again_when_something_else_is_wrong(
    world: World, signed_in: SignIn
) -> None:
    post = make_draft(world.member, group=world.group)
    response = edit(signed_in(world.member), post, chosen(), title="")

    page = response.content.decode()
    assert response.status_code == 422
    assert "Välj filerna en gång till" in page
    assert "Välj filerna en gång till" not in edit(signed_in(world.member), post, title="").content.decode()
    assert kept_files() == set()


# Limits.


def test_no_more_files_than_there_is_room_for(world: World, signed_in: SignIn) -> None:
    post, client = make_draft(world.member, group=world.group), signed_in(world.member)

    assert edit(client, post, *[chosen() for _ in range(6)]).status_code == 422
    assert edit(client, post, *[chosen() for _ in range(4)]).status_code == 302
    refused = edit(client, post, chosen(), chosen())

    assert refused.status_code == 422
    assert "Högst 5 filer kan bifogas. 4 finns redan." in refused.content.decode()
    assert edit(client, post, chosen()).status_code == 302
    assert post.attachments.count() == len(kept_files()) == 5


def test_all_files_together_have_a_limit(world: World, signed_in: SignIn, settings: LazySettings) -> None:
    settings.ATTACHMENTS_MAX_BYTES = 2 * MB
    post, client = make_draft(world.member, group=world.group), signed_in(world.member)
    big = b"a" * (MB + 1)

    both = edit(client, post, chosen("a.txt", big), chosen("b.txt", big))
    assert "Alla filer tillsammans får vara högst 2 MB." in both.content.decode()
    assert edit(client, post, chosen("a.txt", big)).status_code == 302
    assert edit(client, post, chosen("b.txt", big)).status_code == 422
    assert post.attachments.count() == 1


def test_file_far_too_large_is_said_to_be_so_and_never_stored_whole(
    world: World, signed_in: SignIn, settings: LazySettings
) -> None:
    settings.ATTACHMENT_MAX_BYTES = MB
    post = make_draft(world.member, group=world.group)
    response = edit(signed_in(world.member), post, chosen("a.txt", b"a" * (20 * MB)), text="Mina ord.")

    assert response.status_code == 422
    assert "”a.txt” är större än 1 MB." in response.content.decode()
    assert "Mina ord." in response.content.decode()
    assert response.wsgi_request.FILES["attachments"].size <= MB + 64 * 1024


def test_many_files_in_one_request_are_refused(world: World, signed_in: SignIn) -> None:
    post = make_draft(world.member, group=world.group)

    assert edit(signed_in(world.member), post, *[chosen() for _ in range(21)]).status_code == 413


def test_files_are_sent_where_none_are_asked_for_and_nothing_happens(world: World, signed_in: SignIn) -> None:
    response = signed_in(world.member).post(
        reverse("language"), {"language": "en", "attachments": [chosen()]}
    )

    assert response.status_code == 302
    assert kept_files() == set()


# All or nothing.


def test_nothing_is_attached_when_the_rest_of_the_act_fails(world: World, signed_in: SignIn) -> None:
    meeting = make_meeting(world.group, world.convener)
    meeting.write_notes("Den förstas ord.", seen=0, completes=False, by=world.coordinator)

    overtaken = write_notes(signed_in(world.convener), meeting, chosen(), version="0")

    assert overtaken.status_code == 422
    assert "Välj filerna en gång till" in overtaken.content.decode()
    assert (Attachment.objects.count(), kept_files()) == (0, set())


def test_completed_feedback_takes_no_more_files(world: World) -> None:
    post = make_post(world.convener, group=world.group)

    with (
        pytest.raises(Exception, match="inte längre ett utkast"),
        attaching([judge(chosen())], post, by=world.convener),
    ):
        pass
    assert kept_files() == set()


def test_disk_that_is_full_is_told_and_the_text_is_kept(
    world: World, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: Any) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", full)
    address = reverse("feedback:new_about_group", args=[world.group.slug])
    typed = {
        "kind": "did",
        "title": "Rubrik",
        "text": "Mina ord.",
        "save_as": "draft",
        "attachments": [chosen()],
    }
    response = signed_in(world.employee).post(address, typed)

    page = response.content.decode()
    assert response.status_code == 422
    assert "Filerna kunde inte sparas." in page
    assert "Mina ord." in page
    assert f'href="{world.group.get_absolute_url()}">Avbryt' in page
    assert not Feedback.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_a_rollback_leaves_behind_is_swept_away_the_next_day() -> None:
    world = make_world()
    post = make_draft(world.member, group=world.group)
    kept = attach(post, world.member)
    with transaction.atomic():
        attach(post, world.member, "brev.odt")
        transaction.set_rollback(True)
    (orphan,) = kept_files() - {str(kept.file)}

    assert sweep() == 0  # it could belong to a transaction that is still under way
    long_ago = (now() - timedelta(days=2)).timestamp()
    for name in (str(kept.file), orphan):
        os.utime(attachment_storage().path(name), (long_ago, long_ago))
    call_command("attachments", verbosity=0)

    assert kept_files() == {str(kept.file)}
