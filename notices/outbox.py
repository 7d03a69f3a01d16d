"""The way of a notice out of the house, decided by the database: several workers may do it side by side.

Waiting → claimed, with a lease → sending → sent. Each arrow is a conditional update of one row, committed
before the next thing happens. A worker that dies loses its lease: what it had only claimed waits again, what
it was sending has become uncertain, since nobody knows whether the mail server took it. That is shown in the
admin and never sent again by itself: SMTP cannot tell, so a person decides.

Order is kept per person: a later notice never overtakes one that is being sent, or that is to be tried again.
So a mail that is put off for its own sake (a full mailbox) is given up in the end, or it would hold up all
that come after it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction

from notices.kinds import Pace
from notices.models import MailState, Notice
from notices.models.notice import IN_HAND, NoticeQuerySet
from people.models import Person
from ui.dates import now

BACK_OFF = [timedelta(minutes=minutes) for minutes in (1, 2, 4, 8, 15)]
GIVE_UP_AFTER = timedelta(days=2)  # of being put off; what waits for a mail server that is away waits on
CANDIDATES = 20  # due notices whose people are looked at before a worker says that nothing is to be had


@dataclass(frozen=True)
class Claim:
    """One mail in one worker's hands: the notice that carries it, and all that stand in it, newest first."""

    lead: Notice
    notices: list[Notice]
    token: UUID

    @property
    def person(self) -> Person:
        return self.lead.person

    def begin(self) -> bool:
        """Committed before the mail server hears a word. False when the lease ran out meanwhile."""
        held = self._mine(MailState.CLAIMED).filter(lease_until__gt=now())
        return bool(held.update(mail=MailState.SENDING, lease_until=_lease()))

    def sent(self) -> None:
        self._settle(MailState.SENT, sent_at=now())

    def uncertain(self) -> None:
        self._settle(MailState.UNCERTAIN)

    def refused(self) -> None:
        """The mail server will never take it: no such address, or no such mail."""
        self._settle(MailState.REFUSED)

    def put_back(self) -> None:
        """The mail server was away: try again, later each time."""
        self._try_later()

    def unwritten(self) -> None:
        """It could not be written: try again later, but not for ever."""
        self._put_off(gives_up=self._was_put_off_long_ago)

    def not_taken(self) -> None:
        """The mail server does not take this very mail: try again later, not for ever if it takes others."""
        taken = Notice.objects.filter(sent_at__gt=self._put_off_since)
        self._put_off(gives_up=self._was_put_off_long_ago and taken.exists())

    @property
    def _put_off_since(self) -> datetime:
        return self.lead.put_off_since or now()

    @property
    def _was_put_off_long_ago(self) -> bool:
        return self._put_off_since < now() - GIVE_UP_AFTER

    def _put_off(self, *, gives_up: bool) -> None:
        if gives_up:
            self.refused()
        else:
            self._try_later(put_off_since=self._put_off_since)

    def _try_later(self, **more: object) -> None:
        wait = BACK_OFF[min(self.lead.tries, len(BACK_OFF) - 1)]
        later = {"tries": self.lead.tries + 1, "due_at": now() + wait}
        self._settle(MailState.WAITING, claim=None, **later, **more)

    def _settle(self, state: MailState, **more: object) -> None:
        """Also when the lease ran out while the mail server took its time: who held it knows better."""
        held = self._mine(MailState.CLAIMED, MailState.SENDING, MailState.UNCERTAIN)
        held.update(mail=state, lease_until=None, **more)

    def _mine(self, *states: MailState) -> NoticeQuerySet:
        return Notice.objects.filter(pk=self.lead.pk, claim=self.token, mail__in=states)


def claim_next() -> Claim | None:
    """Take the mail that has waited longest, for this worker alone; None when there is none to take."""
    claims = (_claim(person) for person in _people_with_mail())
    return next((claim for claim in claims if claim), None)


def _people_with_mail() -> list[int]:
    """Those for whom something is due and nothing is under way, who has waited longest first."""
    under_way = Notice.objects.filter(lease_until__isnull=False).values("person")
    tried = Notice.objects.filter(mail=MailState.WAITING, tries__gt=0, due_at__gt=now()).values("person")
    due = Notice.objects.due().exclude(person__in=under_way).exclude(person__in=tried)
    return list(dict.fromkeys(due.order_by("due_at", "pk").values_list("person", flat=True)[:CANDIDATES]))


@transaction.atomic
def _claim(person_id: int) -> Claim | None:
    """The person's next mail. Their row is locked while it is chosen; who finds it locked passes on."""
    rows = Person.objects.select_for_update(skip_locked=True, no_key=True)
    person = rows.filter(pk=person_id).first()
    first = _first(person) if person else None
    if person is None or first is None:
        return None
    gathered = _gather(first)
    wanted = [notice for notice in gathered if notice.is_unread] if person.is_active and person.email else []
    _leave_out([notice for notice in gathered if notice not in wanted])
    return _take(person, wanted) if wanted else None


def _first(person: Person) -> Notice | None:
    """What was tried before, then what has waited longest; none while something of theirs is under way."""
    if person.notices.filter(mail__in=IN_HAND).exists():
        return None
    waiting = person.notices.filter(mail=MailState.WAITING).order_by("pk")
    first = waiting.filter(tries__gt=0).first() or waiting.filter(due_at__lte=now()).first()
    return first if first and first.due_at and first.due_at <= now() else None


def _gather(first: Notice) -> list[Notice]:
    """What goes in the same mail: what was in it before, and in a digest all that is due for one."""
    gathered = [first, *first.carried.filter(mail=MailState.CARRIED)]
    if first.pace != Pace.AT_ONCE and not first.tries:
        digest = Notice.objects.due().filter(person=first.person_id, tries=0).exclude(pk=first.pk)
        gathered += digest.exclude(pace=Pace.AT_ONCE)
    return gathered


def _leave_out(notices: Iterable[Notice]) -> None:
    """Read in the portal meanwhile, or nobody is there to read it."""
    _to_be_sent(notices).update(mail=MailState.NONE, carried_by=None)


def _take(person: Person, wanted: list[Notice]) -> Claim | None:
    """None when the one that was to carry the others has been stopped since it was read."""
    lead, *others = wanted
    token = uuid4()
    held = {"mail": MailState.CLAIMED, "claim": token, "lease_until": _lease()}
    if not _to_be_sent([lead]).update(carried_by=None, **held):
        return None
    _to_be_sent(others).update(mail=MailState.CARRIED, carried_by=lead)
    carried = lead.carried.filter(mail=MailState.CARRIED)  # without those that have been stopped
    lead.person = person
    return Claim(
        lead, sorted([lead, *carried], key=lambda notice: (notice.at, notice.pk), reverse=True), token
    )


def _to_be_sent(notices: Iterable[Notice]) -> NoticeQuerySet:
    """Those of them that are so still: whoever says "stop this mail" does not wait for the worker."""
    found = Notice.objects.filter(pk__in=[notice.pk for notice in notices])
    return found.filter(mail__in=[MailState.WAITING, MailState.CARRIED])


def reclaim() -> None:
    """Take back what workers held who let their lease run out."""
    lapsed = Notice.objects.filter(lease_until__lt=now())
    if not lapsed.exists():  # looked at all the time, and looking must not make anybody wait
        return
    lapsed.filter(mail=MailState.CLAIMED).update(mail=MailState.WAITING, claim=None, lease_until=None)
    lapsed.filter(mail=MailState.SENDING).update(mail=MailState.UNCERTAIN, lease_until=None)


def _lease() -> object:
    return now() + timedelta(seconds=settings.MAIL_LEASE)
