"""Telling people. The one door through which a notice is made, in the transaction of what it tells of."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db import models

from notices.kinds import KINDS, NoticeKind, Pace
from notices.models import Notice, NoticeChoice
from notices.models.notice import MailState
from notices.schedule import due
from people.models import Person
from ui.dates import now
from ui.languages import in_each_language

LONGEST_TOPIC, LONGEST_SUBJECT = 200, 150


def notify(
    people: Iterable[Person],
    kind: NoticeKind,
    words: Callable[[], str],
    *,
    subject: Callable[[], str] = str,
    about: models.Model,
    page: str = "",
    topic: str = "",
    by: Person | None = None,
    before: datetime | None = None,
) -> int:
    """One notice to each of `people` who works here, except `by`; in the caller's transaction. How many.

    `words` gives the sentence in the language of the moment, `subject` the mail's if it is another; both are
    kept in every language, since each is read in the one that its reader has by then. It leads to what it is
    `about`, or to its `page` (`Notice.address`; ValueError where there is none). `topic` is the direction,
    for digests. What is needed `before` the next goes at once.
    """
    _refuse_unknown(page, about)
    receivers = {person.pk: person for person in people if person.is_active and person != by}
    moment = now()
    told, by_mail = _told(words, subject), _by_mail(receivers, kind, moment, before)
    shared = {"kind": kind, "target": about, "page": page, "topic": topic[:LONGEST_TOPIC], "at": moment}
    Notice.objects.bulk_create(
        Notice(person=person, **shared, **told[person.language], **by_mail[pk])
        for pk, person in receivers.items()
    )
    return len(receivers)


def _refuse_unknown(page: str, about: models.Model) -> None:
    name = f"{page}_address" if page else "get_absolute_url"
    if not hasattr(about, name):
        raise ValueError(f"A notice cannot lead to {about!r}: it has no {name}.")


def settle(target: models.Model, *, person: Person | None = None) -> None:
    """What waited there waits no more, for anybody or for `person`: whoever has not read of it need not."""
    waited = Notice.objects.about(target).filter(kind=NoticeKind.TURN)
    (waited.filter(person=person) if person else waited).mark_read()


def _told(words: Callable[[], str], subject: Callable[[], str]) -> dict[str, dict[str, Any]]:
    """What it says, as the columns of a notice, by the language of whoever it is to."""
    said, headed = in_each_language(words), in_each_language(lambda: subject()[:LONGEST_SUBJECT])
    kept = {"said": said, "said_in_subject": headed}
    return {spoken: {"words": said[spoken], "subject": headed[spoken], **kept} for spoken in said}


def _by_mail(
    receivers: dict[int, Person], kind: NoticeKind, moment: datetime, before: datetime | None
) -> dict[int, dict[str, Any]]:
    """For each of them, at the pace they have chosen."""
    paces = dict(NoticeChoice.objects.filter(person__in=receivers, kind=kind).values_list("person", "pace"))
    return {
        pk: _mail_to(person, paces.get(pk, KINDS[kind].pace), moment, before)
        for pk, person in receivers.items()
    }


def _mail_to(person: Person, pace: str, moment: datetime, before: datetime | None) -> dict[str, Any]:
    """How it comes by e-mail, if it does."""
    due_at = due(pace, moment) if person.email else None
    if due_at is None:
        return {"pace": pace}
    if before and due_at > before:
        pace, due_at = Pace.AT_ONCE, moment
    return {"pace": pace, "mail": MailState.WAITING, "due_at": due_at}
