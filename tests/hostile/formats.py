"""Feedback as other programs read it: a spreadsheet, a mail program, a calendar, the next briefing.

Each function takes all pieces of a run and says what is wrong with how they come out, in a sentence each.
"""

import csv
import unicodedata
from collections import Counter
from collections.abc import Iterator
from email.message import EmailMessage
from io import BytesIO, StringIO
from typing import Any

import vobject
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from briefings.gathering import next_briefing
from feedback.models import Feedback
from notices.delivering import Delivery, deliver_next
from notices.kinds import NoticeKind, Pace
from notices.mailing import LONGEST_LINE, MOST_IN_A_DIGEST
from notices.models import Notice
from notices.views.notices import PER_PAGE
from people.models import Person
from proposals.models import Proposal
from river.models import CalendarKey
from tests.cast import World
from tests.factories.notices import make_digest_notice, make_notice
from tests.hostile.reading import Reading
from tests.hostile.surfaces import Clients, page_of
from tests.mail_server import MailServer
from tests.ui.hostile_cells import in_a_cell, read
from ui.dates import now
from ui.text import to_html

NUMBER, TITLE, TEXT, ANSWER = 0, 3, 4, 13  # columns of the queue's table
RUNS = set("=+-@＝＋－＠")


def in_spreadsheets(clients: Clients, posts: list[Feedback]) -> Iterator[str]:
    """Every cell holds the text, behind an apostrophe where a spreadsheet would take it for a formula."""
    files = {kind: _export(clients["coordinator"], kind) for kind in ("csv", "xlsx")}
    for kind, rows in (("csv", _csv(files["csv"])), ("xlsx", _xlsx(files["xlsx"]))):
        found = {str(row[NUMBER]): row for row in rows}
        for post in posts:
            row = found[str(post.pk)]
            yield from (f"{kind}, {one}" for one in _other_cells(row, _cells_of(post)))


def in_the_table_of_decisions(client: Client, proposals: list[Proposal]) -> Iterator[str]:
    """The latest decision stands first; a proposal without one has no row there."""
    response = client.get(reverse("proposals:decisions_csv"))
    assert response.status_code == 200
    decided = [proposal for proposal in reversed(proposals) if proposal.decision]
    for row, proposal in zip(_csv(response.content), decided, strict=True):
        decision, carrying_out = proposal.decision, proposal.carrying_out
        assert decision
        assert carrying_out
        told = {2: str(proposal), 7: decision.reason, 9: carrying_out.responsible}
        yield from (f"the table of decisions, {one}" for one in _other_cells(row, told))


def _cells_of(post: Feedback) -> dict[int, str]:
    receipt = post.review_receipt
    assert receipt
    return {TITLE: post.headline, TEXT: post.words, ANSWER: receipt.answer.text}


def _other_cells(row: list[Any], texts: dict[int, str]) -> Iterator[str]:
    """The cells that hold anything but the text, or what a spreadsheet might carry out."""
    for column, text in texts.items():
        wanted, cell = in_a_cell(text), str(row[column] or "")
        if cell not in {wanted, f"'{wanted}"} or _might_run(cell):
            yield f"{wanted[:60]!r}: {cell[:60]!r}"


def _might_run(cell: str) -> bool:
    """Whether its first visible sign begins a formula."""
    visible = (sign for sign in cell if unicodedata.category(sign)[0] not in "ZC")
    return next(visible, None) in RUNS


def _csv(content: bytes) -> list[list[Any]]:
    lines = StringIO(content.decode("utf-8-sig"), newline="")
    return list(csv.reader(lines, delimiter=";"))[1:]


def _xlsx(content: bytes) -> list[list[Any]]:
    sheet = load_workbook(BytesIO(content)).active
    return [[read(cell) for cell in row] for row in sheet.iter_rows(min_row=2)]


def _export(client: Client, kind: str) -> bytes:
    response = client.get(reverse(f"admin:feedback_export_{kind}"), {"state": "all"})
    assert response.status_code == 200
    return b"".join(response)  # type: ignore[arg-type]


HEAD = Counter(["From", "To", "Subject", "Date", "MIME-Version", "Content-Type", "Content-Language"])
HEAD.update(["Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress"])
HEAD.update(["List-Id", "List-Unsubscribe", "List-Unsubscribe-Post"])
PARTS = ["multipart/alternative", "text/plain", "text/html"]


def in_notices(world: World, server: MailServer, posts: list[Feedback]) -> Iterator[str]:
    """All that the storgrupp is told of, on a page and in a digest; every third piece as a mail of its own
    to a member of its group; beside them the same with harmless words to others.
    """
    alone = Notice.objects.filter(person=world.member, kind=NoticeKind.GROUP).order_by("pk")
    together = Notice.objects.filter(person=world.storgrupp_member).order_by("pk")
    assert alone.count() == len(posts) <= together.count()
    singles, many = list(alone)[::3], list(together)
    Notice.objects.exclude(pk__in=[one.pk for one in singles + many]).delete()
    alone.update(pace=Pace.AT_ONCE, due_at=now())
    together.update(pace=Pace.DAILY, due_at=now())
    _be_harmless(world, many)

    for number in range(1, 2 + len(many) // PER_PAGE):
        page, clean = (_notices(person, number) for person in (world.storgrupp_member, world.manager))
        yield from (f"notices: {one}" for one in page.unlike(clean))
    while deliver_next() == Delivery.DONE:
        pass
    sent = {who: [one for one in server.letters if one["To"] == who.email] for who in Person.objects.all()}
    for notice, letter in zip(singles, sent[world.member], strict=True):
        wrong = _altered(letter, [notice], like=sent[world.employee][0])
        yield from (f"mail, {notice.words[:60]!r}: {one}" for one in wrong)
    wrong = _altered(sent[world.storgrupp_member][0], many, like=sent[world.manager][0])
    yield from (f"digest: {one}" for one in wrong)


def _be_harmless(world: World, many: list[Notice]) -> None:
    """The same to others: as many, and the same words again where those come again."""
    topic, words = world.direction.title, {}
    make_notice(world.employee, topic=topic)
    for one in many:
        harmless = words.setdefault((one.words, one.address), f"Ord {len(words)}")
        make_digest_notice(world.manager, harmless, topic=topic)


def _notices(person: Person, number: int) -> Reading:
    client = Client()
    client.force_login(person)
    return Reading(page_of(client, reverse("notices:list"), page=str(number)))


def _altered(letter: EmailMessage, notices: list[Notice], like: EmailMessage) -> Iterator[str]:
    if Counter(letter.keys()) != HEAD or [part.get_content_type() for part in letter.walk()] != PARTS:
        yield f"it is made of {letter.keys()}"
    subject = letter["Subject"].split("…")[0].split(" (och ")[0]
    if not _squeezed(notices[-1].words).startswith(_squeezed(subject)):
        yield f"its subject is {letter['Subject']!r}"
    page = Reading(_body(letter, "html"))
    yield from page.unlike(Reading(_body(like, "html")))
    for name, shown in (("text", _body(letter, "plain")), ("HTML", "".join(page.texts))):
        there = _squeezed(shown)
        missing = (words[:60] for words in _told(notices) if _squeezed(words) not in there)
        yield from (f"{words!r} is not in its {name}" for words in missing)


def _told(notices: list[Notice]) -> list[str]:
    """What a mail holds of them: a digest the newest, and of each the beginning."""
    if len(notices) == 1:
        return [notices[0].words]
    newest = dict.fromkeys((notice.words, notice.matter) for notice in reversed(notices))
    return [words[: LONGEST_LINE - 1].rstrip() for words, _matter in list(newest)[:MOST_IN_A_DIGEST]]


def _body(letter: EmailMessage, kind: str) -> str:
    return str(letter.get_body((kind,)).get_content())  # type: ignore[union-attr]


def _squeezed(text: str) -> str:
    """Without the spaces and what cannot be seen, which mail breaks its lines by."""
    return "".join(sign for sign in text if sign.isprintable() and not sign.isspace())


OUR_LINK = '<a href="/'


def the_next_briefing() -> Reading:
    return Reading(to_html(next_briefing().text))


def in_the_next_briefing(posts: list[Feedback], before: Reading) -> Iterator[str]:
    """Each piece is one point with one link of ours, whatever it holds; an address in it is one too."""
    page, many = the_next_briefing(), len(posts)
    more = page.made - before.made
    question = more["li"] - many
    ours = (page.html.count(OUR_LINK) - before.html.count(OUR_LINK)) == many
    del more["a"]
    if more != Counter(li=many + question, strong=many) or question not in {0, 1} or not ours:
        yield f"the briefing: {dict(more)}"
    shown = _squeezed("".join(page.texts))
    missing = (post.headline for post in posts if _squeezed(post.headline) not in shown)
    yield from (f"the briefing: {headline[:60]!r} is not there" for headline in missing)


def the_calendar(person: Person) -> list[str]:
    """Somebody's calendar, line by line, but for when it was made. Nothing of feedback stands in it."""
    key = CalendarKey.objects.renew(person)
    response = Client().get(reverse("river:calendar", args=[key.token]))
    assert response.status_code == 200
    vobject.readOne(response.content.decode())
    return [line for line in response.content.decode().splitlines() if not line.startswith("DTSTAMP")]
