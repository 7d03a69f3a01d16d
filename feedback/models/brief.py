"""A piece of feedback as a list shows it: its plain values, without the rows they come from.

A list of twenty would else be some 250 objects. What is plain is also drawn once (`ui.drawn`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext

from feedback.kinds import FeedbackKind
from ui.dates import in_words, today
from ui.fixed_addresses import address_of
from ui.text import shortened

EXCERPT = 180  # characters


@dataclass(frozen=True)
class Way:
    """How it stands with one body: a receipt, in short."""

    body: str
    answer_by: date | None = None
    is_read: bool = False
    is_answered: bool = False

    @property
    def is_late(self) -> bool:
        return bool(self.answer_by and self.answer_by < today() and not self.is_answered)

    @property
    def mark(self) -> str:
        """The class that its line is drawn with."""
        if self.is_answered:
            return "is-answered"
        if self.is_late:
            return "is-late"
        return "is-seen" if self.is_read else ""

    @property
    def in_short(self) -> str:
        """How it stands, the body's name included, where a list has room for one line."""
        if self.is_answered:
            text = gettext("%(body)s has answered.")
        elif self.is_late:
            text = gettext("%(body)s should have answered by %(day)s.")
        elif self.answer_by:
            text = gettext("%(body)s answers by %(day)s.")
        else:
            text = gettext("%(body)s has read it.") if self.is_read else gettext("Nobody has read it yet.")
        day = in_words(self.answer_by, "j F") if self.answer_by else ""
        return text % {"body": self.body, "day": day}


@dataclass(frozen=True)
class Standing:
    words: str
    mark: str  # the class that its line is drawn with


def standing_of(ways: Iterable[Way]) -> Standing:
    """Where it has got that tells most: what is late, then an answer, then what is due, then what is read."""
    way = min(ways, key=_how_telling, default=None)
    return Standing(way.in_short, way.mark) if way else Standing(gettext("Nobody has read it yet."), "")


LATE, ANSWERED, DUE, READ, UNREAD = range(5)


def _how_telling(way: Way) -> int:
    if way.is_late:
        return LATE
    if way.is_answered:
        return ANSWERED
    if way.answer_by:
        return DUE
    return READ if way.is_read else UNREAD


@dataclass(frozen=True)
class Brief:
    pk: int
    kind: str
    sender: str  # the group's name, or the person's
    author: str
    headline: str
    words: str
    completed_at: datetime | None
    ways: tuple[Way, ...] = ()

    def get_absolute_url(self) -> str:
        return address_of("feedback:detail", self.pk)

    @property
    def get_kind_display(self) -> str:
        return str(FeedbackKind(self.kind).label)

    @property
    def is_draft(self) -> bool:
        return self.completed_at is None

    @property
    def excerpt(self) -> str:
        return shortened(self.words, EXCERPT)

    @property
    def standing(self) -> Standing:
        return standing_of(self.ways)
