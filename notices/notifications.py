"""Telling people. The one door through which a notice is made, in the transaction of what it tells of."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import override

from notices.kinds import KINDS, NoticeKind, Pace
from notices.models import Notice, NoticeChoice
from notices.models.notice import MailState
from notices.schedule import due
from people.models import Person
from ui.dates import now

LONGEST_TOPIC = 200


def notify(
    people: Iterable[Person],
    kind: NoticeKind,
    words: Callable[[], str],
    *,
    about: models.Model,
    page: str = "",
    topic: str = "",
    by: Person | None = None,
    before: datetime | None = None,
) -> int:
    """One notice to each of `people` who works here, except `by`; in the caller's transaction. How many.

    `words` gives the sentence in the language of the moment; it leads to what it is `about`, or to its `page`
    (`Notice.address`). `topic` is the direction, for digests. What is needed `before` the next goes at once.
    """
    receivers = {person.pk: person for person in people if person.is_active and person != by}
    paces = dict(NoticeChoice.objects.filter(person__in=receivers, kind=kind).values_list("person", "pace"))
    translated = _in_each_language(words, {person.language for person in receivers.values()})
    moment = now()
    fields = {"target": about, "page": page, "kind": kind, "topic": topic[:LONGEST_TOPIC], "at": moment}
    Notice.objects.bulk_create(
        Notice(
            person=person,
            words=translated[person.language],
            **fields | _by_mail(person, paces.get(pk, KINDS[kind].pace), moment, before),
        )
        for pk, person in receivers.items()
    )
    return len(receivers)


def _in_each_language(words: Callable[[], str], languages: Iterable[str]) -> dict[str, str]:
    translated = {}
    for language in languages:
        with override(language):
            translated[language] = words()
    return translated


def settle(target: models.Model, *, person: Person | None = None) -> None:
    """What waited there waits no more, for anybody or for `person`: whoever has not read of it need not."""
    waited = Notice.objects.about(target).filter(kind=NoticeKind.TURN)
    (waited.filter(person=person) if person else waited).mark_read()


def _by_mail(person: Person, pace: str, moment: datetime, before: datetime | None) -> dict[str, Any]:
    """How it comes by e-mail, if it does."""
    due_at = due(pace, moment) if person.email else None
    if due_at is None:
        return {"pace": pace}
    if before and due_at > before:
        pace, due_at = Pace.AT_ONCE, moment
    return {"pace": pace, "mail": MailState.WAITING, "due_at": due_at}
