"""What every mail says of itself in its head, whichever way it is sent, and whether answers are read."""

from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage as Received
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.mail import EmailMessage, mailers, send_mail
from django.test import Client
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext, override
from pytest_django import Settings

from notices.automatic import Automatic
from notices.delivering import deliver_next
from notices.kinds import KINDS, NoticeKind
from notices.mailing import letter
from notices.models import Notice
from notices.outbox import Claim
from portal.mail import mailers as mailers_for
from tests.cast import World
from tests.factories.notices import make_digest_notice, make_notice
from tests.mail_server import MailServer

UNREAD = "Svar på det här mejlet läses inte."


def ask_for_a_code(world: World) -> None:
    Client().post(reverse("account_request_login_code"), {"email": world.employee.email})
    deliver_next()


def tell(world: World) -> None:
    make_notice(world.member)
    deliver_next()


def write_to_somebody(world: World) -> None:
    send_mail("Hej", "Hej.", None, [world.member.email or ""])


WAYS = {"a code": ask_for_a_code, "a notice": tell, "any other mail": write_to_somebody}


def says_that_it_is_automatic(mail: Received) -> bool:
    return (mail["Auto-Submitted"], mail["X-Auto-Response-Suppress"]) == ("auto-generated", "All")


@pytest.mark.parametrize("way", WAYS)
def test_nobodys_absence_answers_a_mail(world: World, server: MailServer, way: str) -> None:
    WAYS[way](world)

    (mail,) = server.letters
    assert says_that_it_is_automatic(mail)
    assert mail["Reply-To"] is None


@pytest.mark.parametrize("way", WAYS)
def test_answers_go_where_the_installation_says(
    world: World, server: MailServer, settings: Settings, way: str
) -> None:
    settings.EMAIL_REPLY_TO = "Kommunens samordnare <samordnare@kommun.example>"
    WAYS[way](world)

    (mail,) = server.letters
    assert mail["Reply-To"] == settings.EMAIL_REPLY_TO
    assert UNREAD not in mail.as_string()


@pytest.mark.parametrize("way", ["a code", "a notice"])
def test_mail_whose_answers_nobody_reads_says_so(world: World, server: MailServer, way: str) -> None:
    WAYS[way](world)

    (mail,) = server.letters
    assert [UNREAD in part.get_content() for part in mail.walk() if not part.is_multipart()] in (
        [True],
        [True] * 2,
    )


@pytest.mark.one_database
@pytest.mark.parametrize(("url", "local"), [("smtp://mail:25", False), ("", True), ("", False)])
def test_no_way_of_sending_passes_by(url: str, local: bool) -> None:
    chosen = mailers_for(url, local=local, folder=Path("unused"))

    assert all(issubclass(import_string(mailer["BACKEND"]), Automatic) for mailer in chosen.values())


def test_mail_that_is_printed_or_put_into_a_folder_says_so_too(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.MAILERS = mailers_for("", local=True, folder=tmp_path)
    for mailer in settings.MAILERS:
        mailers[mailer].send_messages([EmailMessage("Hej", "Hej.", to=["anna@kommun.example"])])

    (kept,) = tmp_path.iterdir()
    for written in (kept.read_bytes(), capsys.readouterr().out.encode()):
        assert says_that_it_is_automatic(message_from_bytes(written, policy=policy.default))


def test_notices_are_told_from_other_mail_by_their_list(world: World, server: MailServer) -> None:
    tell(world)

    assert server.letters[0]["List-Id"] == "Riktning <notices.127.0.0.1>"


@pytest.mark.one_database
@pytest.mark.parametrize("length", range(30, 80))
def test_subject_comes_through_as_it_was_written_however_it_is_folded(world: World, length: int) -> None:
    """For a reader that takes the words of the head one by one, as many mail programs do."""
    words = f"{'x' * length} träffas kl. 10.30, Åkergården och Östergården, vån 2"
    notice = make_notice(world.member, words)
    written = letter(Claim(notice, [notice], uuid4())).message().as_bytes(policy=policy.SMTP)
    head = message_from_bytes(written, policy=policy.compat32)["Subject"]

    assert str(make_header(decode_header(head))) == words


@pytest.mark.one_database
@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("kind", NoticeKind)
def test_foot_says_in_a_sentence_why_the_mail_comes(world: World, kind: NoticeKind, language: str) -> None:
    world.member.language = language
    notice = make_notice(world.member, kind=kind)
    text = str(letter(Claim(notice, [notice], uuid4())).body)
    foot = text[text.index("\n-- \n") :].splitlines()[2]

    with override(language):
        assert KINDS[kind].reason
        assert foot == gettext("You get mail %(reasons)s.") % {"reasons": KINDS[kind].reason}


def test_foot_names_all_reasons_of_a_digest_in_one_sentence(world: World) -> None:
    notices = [make_digest_notice(world.member, kind=kind) for kind in ("group", "follow")]
    text = str(letter(Claim(notices[0], notices, uuid4())).body)

    assert "Du får e-post om det som händer i dina grupper och om det du följer." in text.replace("\n", " ")


def test_subject_of_its_own_stands_in_the_head_and_the_words_in_the_mail(
    world: World, server: MailServer
) -> None:
    make_notice(world.manager, "Gruppen kan inte ta emot Alma. ”Fullt”", subject="Svar om gruppen")
    deliver_next()

    (mail,) = server.letters
    assert mail["Subject"] == "Svar om gruppen"
    assert "Alma" in mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert Notice.objects.get().subject == "Svar om gruppen"
