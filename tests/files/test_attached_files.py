"""Attached files where they lie, as they are handed out, and when they are taken away."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from feedback import writing
from feedback.models import Feedback
from files.attaching import take_away
from files.events import FileEvent
from files.models import Attachment
from files.storage import attachment_storage
from files.views import POLICY
from people.models import Act
from tests.cast import World, make_world
from tests.factories.attachments import GOOD, attach, kept_files
from tests.factories.feedback import make_draft, make_post, make_shared
from tests.factories.meetings import make_held_meeting, make_meeting

SignIn = Callable[..., Client]

# Where they lie.


def test_file_lies_under_a_random_name_that_only_the_portal_reads(world: World) -> None:
    post = make_draft(world.member, group=world.group)
    one, other = attach(post, world.member), attach(post, world.member)
    path = attachment_storage().path(str(one.file))

    assert str(one.file) != str(other.file)
    assert one.name not in path
    assert not os.path.splitext(path)[1]
    assert (os.stat(path).st_mode & 0o777, os.stat(os.path.dirname(path)).st_mode & 0o777) == (0o600, 0o700)


# Handing out.


def download(client: Client, file: Attachment, **headers: str) -> Any:
    return client.get(file.get_absolute_url(), headers=headers)


@pytest.mark.parametrize("name", GOOD)
def test_file_is_handed_out_as_what_it_was_found_to_be(world: World, signed_in: SignIn, name: str) -> None:
    post = make_shared(world.employee, world.coordinator, direction=world.direction)
    file = attach(post, world.employee, name)
    response = download(signed_in(world.outsider), file, **{"Accept-Encoding": "gzip, br"})

    assert response.getvalue() == GOOD[name]
    told = response.headers
    assert told["Content-Type"] == file.content_type
    assert told["Content-Length"] == str(len(GOOD[name]))
    assert told["ETag"] == f'"{file.sha256}"'
    assert told["X-Content-Type-Options"] == "nosniff"
    assert told["Content-Security-Policy"] == POLICY
    assert told["Cache-Control"] == "private, no-cache"
    assert "Content-Encoding" not in told
    shown = told["Content-Type"].startswith("image/")
    assert told["Content-Disposition"].startswith("inline" if shown else "attachment")


def test_unchanged_file_is_not_sent_again(world: World, signed_in: SignIn) -> None:
    post = make_shared(world.employee, world.coordinator, direction=world.direction)
    file, client = attach(post, world.employee), signed_in(world.outsider)

    again = download(client, file, **{"If-None-Match": f'"{file.sha256}"'})

    assert (again.status_code, again.content) == (304, b"")
    assert (again["ETag"], again["Content-Security-Policy"]) == (f'"{file.sha256}"', POLICY)
    assert "Cookie" in again["Vary"]


@pytest.mark.parametrize(
    "name", ["Små rätter.pdf", 'a".pdf', "a;b.pdf", "räksmörgås 🍤.pdf", "%0d%0aX-Evil: 1.pdf"]
)
def test_name_arrives_whole_and_never_as_a_header_of_its_own(
    world: World, signed_in: SignIn, name: str
) -> None:
    post = make_draft(world.employee, direction=world.direction)
    file = attach(post, world.employee, name, content=GOOD["protokoll.pdf"])
    response = download(signed_in(world.employee), file)
    assert response.getvalue() == GOOD["protokoll.pdf"]

    assert "X-Evil" not in response.headers
    assert "\n" not in response["Content-Disposition"]
    assert response["Content-Disposition"].startswith("attachment; filename")


def test_drafts_files_are_never_kept_by_a_browser(world: World, signed_in: SignIn) -> None:
    draft, meeting = make_draft(world.member, group=world.group), make_meeting(world.group, world.convener)

    for thing in (draft, meeting):
        response = download(signed_in(world.member), attach(thing, world.member))
        assert response.getvalue()
        assert response["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_file_that_is_not_where_it_should_be_is_not_found(world: World, signed_in: SignIn) -> None:
    file = attach(make_draft(world.member, group=world.group), world.member)
    attachment_storage().delete(str(file.file))

    assert download(signed_in(world.member), file).status_code == 404


# Taking away.


@pytest.mark.django_db(transaction=True)
def test_file_of_a_draft_is_taken_away_and_is_gone_from_the_disk() -> None:
    world = make_world()
    client = Client()
    client.force_login(world.member)
    post = make_draft(world.member, group=world.group)
    kept, gone = attach(post, world.member), attach(post, world.member, "brev.odt")

    address = reverse("files:remove", args=[gone.pk])
    assert f'action="{address}"' in client.get(post.get_absolute_url()).content.decode()
    assert client.post(address).url == post.get_absolute_url()

    assert list(post.attachments.all()) == [kept]
    assert kept_files() == {str(kept.file)}
    assert Act.objects.get(verb=FileEvent.REMOVED).by == world.member
    assert client.post(address).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_draft_that_is_thrown_away_takes_its_files_with_it() -> None:
    world = make_world()
    post = make_draft(world.member, group=world.group)
    attach(post, world.member)

    assert writing.discard(post, by=world.member)
    assert (Attachment.objects.count(), kept_files()) == (0, set())


def test_file_of_something_completed_stays(world: World, signed_in: SignIn) -> None:
    post, meeting = (
        make_post(world.convener, group=world.group),
        make_held_meeting(world.group, world.convener),
    )

    for thing in (post, meeting):
        file = attach(thing, world.convener)
        assert signed_in(world.convener).post(reverse("files:remove", args=[file.pk])).status_code == 403
        assert not take_away(file, by=world.convener)
        assert thing.attachments.get() == file


def test_file_of_a_draft_completed_meanwhile_stays_and_it_says_why(
    world: World, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rule said yes a moment ago: what decides is the row."""
    post = make_post(world.convener, group=world.group)
    file = attach(post, world.convener)
    monkeypatch.setattr(Feedback, "files_are_changed_by", lambda self, person: True)
    response = signed_in(world.convener).post(reverse("files:remove", args=[file.pk]), follow=True)

    assert "Det är inte längre ett utkast, så filerna kan inte ändras." in response.content.decode()
    assert post.attachments.get() == file
