"""A notice is read in the language that its reader has when it is read, not when it was written."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from groups.notifications import group_ended
from notices.kinds import NoticeKind, Pace
from notices.mailing import letter
from notices.models import Notice
from notices.notifications import notify
from notices.outbox import claim_next
from people.models import Person
from tests.cast import World

SignIn = Callable[..., Client]


def speaks(person: Person, language: str) -> None:
    person.language = language
    person.save()


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("sv", "en", '<span lang="sv">Lunch med eleverna</span> has ended.'),
        ("en", "sv", "Lunch med eleverna har slutat."),
    ],
)
def test_list_of_notices_follows_its_reader(
    world: World, signed_in: SignIn, before: str, after: str, sentence: str
) -> None:
    speaks(world.member, before)
    group_ended(world.group, [world.member], None, by=world.convener)

    speaks(world.member, after)
    page = signed_in(world.member).get(reverse("notices:list")).content.decode()

    assert page.count(sentence) == 2  # to open it, and to mark it as read


def test_mail_follows_whoever_gets_it_also_in_its_subject(world: World) -> None:
    words: Callable[[], str] = lambda: str(Pace.DAILY.label)  # noqa: E731
    subject: Callable[[], str] = lambda: str(Pace.AT_ONCE.label)  # noqa: E731
    notify([world.member], NoticeKind.TURN, words, subject=subject, about=world.group)
    speaks(world.member, "en")

    claim = claim_next()

    assert claim
    mail = letter(claim)
    assert mail.subject == "at once"
    assert "once a day, at 7:00" in mail.body


def test_notice_from_before_all_languages_were_kept_is_read_as_it_was_written(
    world: World, signed_in: SignIn
) -> None:
    notify([world.member], NoticeKind.GROUP, lambda: "Hej", about=world.group)
    Notice.objects.update(said=None, said_in_subject=None)
    speaks(world.member, "en")

    assert "Hej" in signed_in(world.member).get(reverse("notices:list")).content.decode()
