"""What a mail of notices looks like: one for each that comes at once, one for many in a digest."""

from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.message import EmailMessage
from email.policy import Policy
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

import css_inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext, ngettext, override

from notices.kinds import KINDS, NoticeKind, Pace
from notices.models import Notice
from notices.models.notice import load_targets
from notices.outbox import Claim
from notices.unsubscribing import stop_token
from people.models import Person
from ui.listing import listed

LONGEST_SUBJECT = 150
# Gmail hides what comes after the first 100 kB of a mail, and the foot with it.
MOST_IN_A_DIGEST, LONGEST_LINE, LONGEST_HEADING = 50, 160, 80


class Letter(EmailMultiAlternatives):
    """Its subject is encoded whole. Python encodes word by word, and lets two blanks stand between some."""

    def message(self, **options: Any) -> EmailMessage:
        message: EmailMessage = super().message(**options)
        encoded = Header(str(self.subject), "utf-8", header_name="Subject").encode(linesep="\r\n")
        message.replace_header("Subject", _unfolded("Subject", encoded))
        return message


def letter(claim: Claim) -> Letter:
    """The whole mail, in the person's language, with text and HTML that say the same."""
    load_targets(claim.notices)
    with override(claim.person.language):
        content = _Content(claim.person, claim.notices)
        context = {"content": content, "person": claim.person, "language": claim.person.language}
        text = render_to_string("notices/mail/notices.txt", context)
        html = _with_looks(render_to_string("notices/mail/notices.html", context))
        mail = Letter(
            subject=content.subject,
            body=text,
            to=[claim.person.email or ""],
            headers=_headers(claim, content),
        )
    mail.attach_alternative(html, "text/html")
    return mail


def _headers(claim: Claim, content: "_Content") -> dict[str, str]:
    host = urlsplit(settings.PUBLIC_URL).hostname
    return {
        "Message-ID": _unfolded("Message-ID", f"<{claim.lead.key}@{host}>"),
        "List-Id": _unfolded("List-Id", f"Riktning <notices.{host}>"),
        "Content-Language": claim.person.language,
        "List-Unsubscribe": _unfolded("List-Unsubscribe", f"<{content.stop_address}>"),
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


class _Unfolded(str):
    """A header's value that stays on one line. Python would encode a long one, and no mail program decodes
    an address. Only for values made here: it is not looked through for line breaks.
    """

    name = ""

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"


def _unfolded(name: str, value: str) -> _Unfolded:
    made = _Unfolded(value)
    made.name = name
    return made


def _with_looks(html: str) -> str:
    """The stylesheet written onto each element, since many mail programs read no other."""
    css = render_to_string("notices/mail/mail.css")
    inliner = css_inline.CSSInliner(
        extra_css=css, keep_at_rules=True, load_remote_stylesheets=False, base_url=None
    )
    return inliner.inline(html)


@dataclass(frozen=True)
class _Line:
    """One notice, as it stands in a mail."""

    words: str
    address: str
    at: datetime


@dataclass(frozen=True)
class _Section:
    """Part of a digest."""

    topic: str
    heading: str
    lines: list[_Line]


@dataclass
class _Content:
    person: Person
    notices: list[Notice]  # newest first

    @property
    def is_digest(self) -> bool:
        return self.notices[0].pace != Pace.AT_ONCE

    @cached_property
    def distinct(self) -> list[Notice]:
        """Each piece of news once, at its latest."""
        seen: dict[tuple[object, ...], Notice] = {}
        for notice in self.notices:
            seen.setdefault(notice.news, notice)
        return list(seen.values())

    @property
    def first(self) -> Notice:
        return self.distinct[0]

    @property
    def more(self) -> str:
        """How many a long digest leaves out: the oldest."""
        count = len(self.distinct) - MOST_IN_A_DIGEST
        if count <= 0:
            return ""
        text = ngettext(
            "%(count)s more is among your notices.", "%(count)s more are among your notices.", count
        )
        return text % {"count": count}

    @property
    def sections(self) -> list[_Section]:
        """By direction, the one with the newest first; what belongs to none comes last, called after that."""
        grouped: dict[str, list[_Line]] = {}
        for notice in self.distinct[:MOST_IN_A_DIGEST]:
            grouped.setdefault(notice.topic, []).append(self._line(notice))
        topics = sorted(grouped.items(), key=lambda item: not item[0])
        of_none = gettext("Other") if len(topics) > 1 else gettext("New")
        return [
            _Section(topic, _shortened(topic, LONGEST_HEADING) or of_none, lines) for topic, lines in topics
        ]

    def _line(self, notice: Notice) -> _Line:
        words = _shortened(notice.sentence, LONGEST_LINE) if self.is_digest else notice.sentence
        return _Line(words, notice.public_address, notice.at)

    @property
    def subject(self) -> str:
        """One line, whatever was written in a title."""
        first = _one_line(self.first.heading)
        more = len(self.distinct) - 1
        if not more:
            return first
        text = ngettext("%(first)s (and %(more)s more)", "%(first)s (and %(more)s more)", more)
        return text % {"first": _shortened(first, 100).rstrip("."), "more": more}

    @property
    def kinds(self) -> list[NoticeKind]:
        there = {notice.kind for notice in self.notices}
        return [kind for kind in KINDS if kind in there]

    @property
    def reasons(self) -> str:
        return listed(KINDS[kind].reason for kind in self.kinds)

    @property
    def stop_address(self) -> str:
        return _whole(reverse("notices:stop", args=[stop_token(self.person, self.kinds)]))

    @property
    def settings_address(self) -> str:
        return _whole(reverse("notices:settings"))

    @property
    def list_address(self) -> str:
        return _whole(reverse("notices:list"))


def _one_line(words: str) -> str:
    """Nothing that is written in a title can begin a line of its own in a mail's head."""
    line = "".join(letter if letter.isprintable() else " " for letter in words)
    return _shortened(" ".join(line.split()), LONGEST_SUBJECT)


def _shortened(line: str, length: int) -> str:
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def _whole(path: str) -> str:
    return settings.PUBLIC_URL + path
