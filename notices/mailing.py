"""What a mail of notices looks like: one for each that comes at once, one for many in a digest."""

from dataclasses import dataclass
from email.policy import Policy
from functools import cached_property
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
from ui.templatetags.ui import lower_first

LONGEST_SUBJECT = 150


def letter(claim: Claim) -> EmailMultiAlternatives:
    """The whole mail, in the person's language, with text and HTML that say the same."""
    load_targets(claim.notices)
    with override(claim.person.language):
        content = _Content(claim.person, claim.notices)
        context = {"content": content, "person": claim.person, "language": claim.person.language}
        text = render_to_string("notices/mail/notices.txt", context)
        html = _with_looks(render_to_string("notices/mail/notices.html", context))
        mail = EmailMultiAlternatives(
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
        "Auto-Submitted": "auto-generated",
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
class _Section:
    """Part of a digest."""

    topic: str
    heading: str
    notices: list[Notice]


@dataclass
class _Content:
    person: Person
    notices: list[Notice]  # newest first

    @property
    def is_digest(self) -> bool:
        return self.notices[0].pace != Pace.AT_ONCE

    @cached_property
    def distinct(self) -> list[Notice]:
        """Each thing once: the same words about the same thing are left out the second time."""
        seen: dict[tuple[object, ...], Notice] = {}
        for notice in self.notices:
            seen.setdefault((notice.words, *notice.matter), notice)
        return list(seen.values())

    @property
    def topics(self) -> list[tuple[str, list[Notice]]]:
        """By direction, the one with the newest first; what belongs to none comes last."""
        grouped: dict[str, list[Notice]] = {}
        for notice in self.distinct:
            grouped.setdefault(notice.topic, []).append(notice)
        return sorted(grouped.items(), key=lambda item: not item[0])

    @property
    def sections(self) -> list["_Section"]:
        """The topics with their headings; what belongs to none is called after what stands beside it."""
        topics = self.topics
        of_none = gettext("Other things") if len(topics) > 1 else gettext("New")
        return [_Section(topic, topic or of_none, notices) for topic, notices in topics]

    @property
    def subject(self) -> str:
        """One line, whatever was written in a title."""
        first = _one_line(self.distinct[0].words)
        if len(self.distinct) == 1:
            return first
        more = len(self.distinct) - 1
        text = ngettext("%(first)s, and %(more)s more", "%(first)s, and %(more)s more", more)
        return text % {"first": _shortened(first, 100), "more": more}

    @property
    def kinds(self) -> list[NoticeKind]:
        there = {notice.kind for notice in self.notices}
        return [kind for kind in KINDS if kind in there]

    @property
    def kind_names(self) -> str:
        return ", ".join(lower_first(kind.label) for kind in self.kinds)

    @property
    def stop_address(self) -> str:
        return _whole(reverse("notices:stop", args=[stop_token(self.person, self.kinds)]))

    @property
    def settings_address(self) -> str:
        return _whole(reverse("notices:settings"))


def _one_line(words: str) -> str:
    """Nothing that is written in a title can begin a line of its own in a mail's head."""
    line = "".join(letter if letter.isprintable() else " " for letter in words)
    return _shortened(" ".join(line.split()), LONGEST_SUBJECT)


def _shortened(line: str, length: int) -> str:
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def _whole(path: str) -> str:
    return settings.PUBLIC_URL + path
