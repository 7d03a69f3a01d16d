from datetime import timedelta
from typing import Any

from groups.models import Group
from notices.kinds import NoticeKind, Pace
from notices.models import MailState, Notice
from people.models import Person
from tests.factories.groups import make_group
from ui.dates import now


def make_notice(person: Person, words: str = "Det hände något.", **fields: Any) -> Notice:
    """One that is to be sent at once, and has been due for a minute; about a group unless told."""
    before = now() - timedelta(minutes=1)
    fields = {
        "kind": NoticeKind.TURN,
        "target": fields.get("target") or Group.objects.order_by("pk").first() or make_group(),
        "pace": Pace.AT_ONCE,
        "mail": MailState.WAITING,
        "due_at": before,
        "at": before,
    } | fields
    return Notice.objects.create(person=person, words=words, **fields)


def make_digest_notice(person: Person, words: str = "Det hände något.", **fields: Any) -> Notice:
    """One for a daily digest that is due."""
    return make_notice(person, words, **{"kind": NoticeKind.GROUP, "pace": Pace.DAILY} | fields)
