"""Notices leave the house as mail: to a real SMTP server, which answers in all the ways it may."""

from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from notices.delivering import Delivery, deliver_next
from notices.kinds import Pace
from notices.models import MailState, Notice
from portal.mail import mailers
from tests.cast import World
from tests.factories.notices import make_digest_notice, make_notice
from tests.factories.people import make_person
from tests.mail_server import MailServer
from tests.postgres import free_port
from ui.dates import now

pytestmark = pytest.mark.slow


def deliver_all() -> None:
    while deliver_next() == Delivery.DONE:
        pass


def test_notice_that_comes_at_once_is_one_mail(world: World, server: MailServer) -> None:
    notice = make_notice(world.member, "Karin undrar något.", topic="Mat för framtiden", target=world.group)

    deliver_all()

    (letter,) = server.letters
    assert letter["To"] == world.member.email
    assert letter["Subject"] == "Karin undrar något."
    text, html = (letter.get_body((kind,)).get_content() for kind in ("plain", "html"))  # type: ignore[union-attr]
    for said in (text, html):
        assert "Karin undrar något." in said
        assert f"http://127.0.0.1:8000{world.group.get_absolute_url()}" in said
        assert "Mat för framtiden" in said
    notice.refresh_from_db()
    assert (notice.mail, notice.sent_at is not None, notice.lease_until) == (MailState.SENT, True, None)


def test_mail_says_in_its_head_what_it_is_and_how_to_stop_it(world: World, server: MailServer) -> None:
    notice = make_notice(world.member)

    deliver_all()

    (letter,) = server.letters
    assert letter["Message-ID"] == f"<{notice.key}@127.0.0.1>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["List-Unsubscribe"].startswith("<http://127.0.0.1:8000/notices/stop/")
    assert letter["Content-Language"] == "sv"


def test_addresses_in_the_head_are_not_encoded_however_long_they_are(
    world: World, server: MailServer, settings: Settings
) -> None:
    host = "riktning." + "mycket-" * 12 + "lang.service.example"
    settings.PUBLIC_URL = f"https://{host}"
    notice = make_notice(world.member)

    deliver_all()

    head = server.raw[0].split(b"\r\n\r\n")[0].decode()
    assert f"\r\nList-Unsubscribe: <https://{host}/notices/stop/" in head
    assert f"\r\nMessage-ID: <{notice.key}@{host}>\r\n" in head


def test_nothing_written_in_a_name_begins_a_header_of_its_own(world: World, server: MailServer) -> None:
    hostile = "Hej\r\nBcc: alla@service.example\r\n\r\n<script>alert(1)</script>\u2028X-Evil: 1\x0bY\x85Z: 2"
    world.member.name = "Kalle\r\nX-Name: 1 <b>Kock</b>"
    world.member.save()
    make_notice(world.member, hostile, topic="T\r\nX-Topic: 1")

    deliver_all()

    (letter,) = server.letters
    assert {"Bcc", "X-Evil", "X-Name", "X-Topic", "Z"} & set(letter.keys()) == set()
    assert len(letter.get_all("Subject")) == 1  # type: ignore[arg-type]
    html = letter.get_body(("html",)).get_content()  # type: ignore[union-attr]
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_digest_is_one_mail_by_direction_newest_first(world: World, server: MailServer) -> None:
    moment = now() - timedelta(hours=5)
    told = [
        ("Först om mat", "Mat", 0),
        ("Sist om mat", "Mat", 3),
        ("Om skolan", "Skola", 2),
        ("Om inget", "", 4),
        ("Först om mat", "Mat", 1),
    ]
    for words, topic, hours in told:
        make_digest_notice(world.member, words, topic=topic, at=moment + timedelta(hours=hours))

    deliver_all()

    (letter,) = server.letters
    html = letter.get_body(("html",)).get_content()  # type: ignore[union-attr]
    assert html.count("Först om mat") == 1
    wanted = [">Mat<", "Sist om mat", "Först om mat", ">Skola<", "Om skolan", "Om inget"]
    places = [html.index(words, html.index("<h2")) for words in wanted]
    assert places == sorted(places)
    assert set(Notice.objects.values_list("mail", flat=True)) == {MailState.SENT, MailState.CARRIED}


def test_what_has_been_read_meanwhile_is_left_out_and_an_empty_digest_is_not_sent(
    world: World, server: MailServer
) -> None:
    make_digest_notice(world.member, "Läst.", read_at=now())
    make_digest_notice(world.convener, "Läst.", read_at=now())
    make_digest_notice(world.convener, "Oläst.")

    deliver_all()

    (letter,) = server.letters
    assert letter["To"] == world.convener.email
    assert letter["Subject"] == "Oläst."


def test_whoever_has_left_or_lost_their_address_gets_no_mail(world: World, server: MailServer) -> None:
    make_notice(world.suspended)
    make_notice(make_person(email=None))

    deliver_all()

    assert server.letters == []
    assert set(Notice.objects.values_list("mail", flat=True)) == {MailState.NONE}


def test_mail_is_in_the_persons_own_language(world: World, server: MailServer) -> None:
    world.member.language = "en"
    world.member.save()
    make_digest_notice(world.member, "Something happened.")

    deliver_all()

    (letter,) = server.letters
    assert "What is new for you" in letter.get_body(("html",)).get_content()  # type: ignore[union-attr]
    assert '<html lang="en"' in letter.get_body(("html",)).get_content()  # type: ignore[union-attr]


def test_line_that_breaks_after_the_text_leaves_the_mail_in_doubt(world: World, server: MailServer) -> None:
    notice = make_notice(world.member)
    server.mood = "drop"

    assert deliver_next() == Delivery.SERVER_AWAY
    server.mood = "fine"
    deliver_all()

    notice.refresh_from_db()
    assert notice.mail == MailState.UNCERTAIN
    assert server.letters == []


def test_server_that_falls_silent_after_the_text_leaves_the_mail_in_doubt(
    world: World, server: MailServer, settings: Settings
) -> None:
    notice = make_notice(world.member)
    server.mood = "hang"
    settings.MAILERS["notices"]["OPTIONS"]["timeout"] = 0.5

    deliver_next()

    notice.refresh_from_db()
    assert notice.mail == MailState.UNCERTAIN


def test_mail_that_is_not_taken_now_is_tried_again_later_and_later(world: World, server: MailServer) -> None:
    notice = make_notice(world.member)
    server.mood = "451 Later"
    waits = []
    for _ in range(6):
        before = now()
        assert deliver_next() == Delivery.NOT_NOW
        notice.refresh_from_db()
        waits.append(round((notice.due_at - before).total_seconds() / 60))  # type: ignore[operator]
        Notice.objects.update(due_at=now())

    assert waits == [1, 2, 4, 8, 15, 15]
    server.mood = "fine"
    deliver_all()
    (letter,) = server.letters
    assert letter["Message-ID"] == f"<{notice.key}@127.0.0.1>"


def test_address_that_does_not_exist_is_not_tried_again(world: World, server: MailServer) -> None:
    notice, other = make_notice(world.member), make_notice(world.convener)
    server.refused.add(world.member.email or "")

    deliver_all()

    notice.refresh_from_db()
    other.refresh_from_db()
    assert (notice.mail, other.mail) == (MailState.REFUSED, MailState.SENT)


def test_server_that_is_away_takes_nothing_from_anybody(world: World, settings: Settings) -> None:
    settings.MAILERS = mailers(f"smtp://127.0.0.1:{free_port()}", local=True, folder=Path("unused"))
    notice = make_notice(world.member)

    assert deliver_next() == Delivery.SERVER_AWAY

    notice.refresh_from_db()
    assert (notice.mail, notice.tries, notice.claim) == (MailState.WAITING, 1, None)


def test_later_notice_never_overtakes_one_that_is_tried_again(world: World, server: MailServer) -> None:
    make_notice(world.member, "Ett.")
    server.mood = "451 Later"
    deliver_next()
    server.mood = "fine"
    make_notice(world.member, "Två.")
    make_notice(world.convener, "Någon annans.")

    deliver_all()
    assert [letter["Subject"] for letter in server.letters] == ["Någon annans."]

    Notice.objects.filter(mail=MailState.WAITING).update(due_at=now())
    deliver_all()
    assert [letter["Subject"] for letter in server.letters] == ["Någon annans.", "Ett.", "Två."]


def test_digest_that_is_tried_again_is_the_same_mail(world: World, server: MailServer) -> None:
    first = make_digest_notice(world.member, "Ett.")
    make_digest_notice(world.member, "Två.")
    server.mood = "451 Later"
    deliver_next()
    server.mood = "fine"
    make_digest_notice(world.member, "Kom sedan.")
    Notice.objects.filter(tries=1).update(due_at=now())

    deliver_all()

    again, later = server.letters
    assert again["Message-ID"] == f"<{first.key}@127.0.0.1>"
    assert "Två." in again.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert later["Subject"] == "Kom sedan."


def test_daily_and_weekly_digest_of_the_same_morning_are_one_mail(world: World, server: MailServer) -> None:
    make_digest_notice(world.member, "Dagligt.")
    make_digest_notice(world.member, "Veckans.", pace=Pace.WEEKLY)

    deliver_all()

    assert len(server.letters) == 1
