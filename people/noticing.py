"""Telling people. The one door through which a notice is made, in the transaction of what it tells of."""

from collections.abc import Callable, Iterable
from functools import cache

from django.utils.translation import override

from people.models import Notice, NoticeChoice, Person
from people.models.notice import MailState
from people.notice_kinds import KINDS, NoticeKind
from people.paces import due
from ui.dates import now

LONGEST_TOPIC = 200


def tell(
    people: Iterable[Person],
    kind: NoticeKind,
    words: Callable[[], str],
    *,
    address: str,
    topic: str = "",
    by: Person | None = None,
) -> None:
    """One notice to each of `people` who works here, except `by`; in the caller's transaction.

    `words` gives the sentence in the language of the moment (called once for each), `address` the path of
    the very thing, `topic` the direction's title, by which a digest groups.
    """
    told = {person.pk: person for person in people if person.is_active and person != by}

    @cache
    def say(language: str) -> str:
        with override(language):
            return words()

    paces = dict(NoticeChoice.objects.filter(person__in=told, kind=kind).values_list("person", "pace"))
    Notice.objects.bulk_create(
        _notice(person, kind, paces.get(pk, KINDS[kind].pace), say(person.language), address, topic)
        for pk, person in told.items()
    )


def _notice(person: Person, kind: NoticeKind, pace: str, words: str, address: str, topic: str) -> Notice:
    moment = now()
    due_at = due(pace, moment) if person.email else None
    mail = MailState.WAITING if due_at else MailState.NONE
    return Notice(
        person=person,
        kind=kind,
        words=words,
        address=address,
        topic=topic[:LONGEST_TOPIC],
        at=moment,
        pace=pace,
        mail=mail,
        due_at=due_at,
    )
