from datetime import timedelta
from typing import Any

from notices.kinds import NoticeKind, Pace
from notices.models import MailState, Notice
from people.models import Person
from ui.dates import now


def make_notice(person: Person, words: str = "Det hände något.", **fields: Any) -> Notice:
    """One that is to be sent at once, and has been due for a minute."""
    before = now() - timedelta(minutes=1)
    fields = {
        "kind": NoticeKind.TURN,
        "address": "/groups/",
        "pace": Pace.AT_ONCE,
        "mail": MailState.WAITING,
        "due_at": before,
        "at": before,
    } | fields
    return Notice.objects.create(person=person, words=words, **fields)


def make_digest_notice(person: Person, words: str = "Det hände något.", **fields: Any) -> Notice:
    """One for a daily digest that is due."""
    return make_notice(person, words, **{"kind": NoticeKind.GROUP, "pace": Pace.DAILY} | fields)
