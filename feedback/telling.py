"""Who is told what when feedback moves, each person once, and nobody of what they did themselves."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext

from feedback.models.receipt import Receipt
from people.models import Person
from people.notice_kinds import NoticeKind
from people.noticing import tell


def sent(feedback: Any, receipts: Iterable[Receipt], *, by: Person) -> None:
    """Those who sit in the bodies, and the members of the group in whose name it was sent."""
    names = {"sender": feedback.sender, "title": feedback.title}
    bodies = {person for receipt in receipts for person in receipt.body.people()}

    def to_the_bodies() -> str:
        return gettext("%(sender)s has sent ”%(title)s”") % names

    def to_the_group() -> str:
        return gettext("”%(title)s” has been sent upward in the name of %(sender)s") % names

    _about(feedback, bodies, NoticeKind.BODY, to_the_bodies, by=by)
    if feedback.speaks_for:
        members = set(feedback.speaks_for.people()) - bodies
        _about(feedback, members, NoticeKind.GROUP, to_the_group, by=by)


def _about(feedback: Any, people: Iterable[Person], kind: NoticeKind, words: Any, *, by: Person) -> None:
    topic = feedback.direction.title if feedback.direction else ""
    tell(people, kind, words, address=feedback.get_absolute_url(), topic=topic, by=by)


def read(receipt: Receipt, *, by: Person) -> None:
    """The first in a body to read it: the sender is told that it has arrived."""
    names = {"body": receipt.body.name, "title": receipt.feedback.headline}
    _the_sender(receipt, lambda: gettext("%(body)s has read ”%(title)s”") % names, by=by)


def answered(receipt: Receipt, *, by: Person) -> None:
    names = {"body": receipt.body.name, "title": receipt.feedback.headline}
    _the_sender(receipt, lambda: gettext("%(body)s has answered ”%(title)s”") % names, by=by)


def _the_sender(receipt: Receipt, words: Any, *, by: Person) -> None:
    _about(receipt.feedback, senders(receipt.feedback), NoticeKind.ANSWER, words, by=by)


def senders(feedback: Any) -> set[Person]:
    """Whoever wrote it, and everybody in the group it speaks for."""
    group = feedback.speaks_for
    return {feedback.author, *(group.people() if group else ())}


def shared(feedback: Any, *, by: Person) -> None:
    names = {"title": feedback.headline, "sender": feedback.sender}
    author = {feedback.author}

    _about(
        feedback,
        author,
        NoticeKind.ANSWER,
        lambda: gettext("”%(title)s” has been shared with everybody") % names,
        by=by,
    )
