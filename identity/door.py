"""Who of the directory it is that the organisation's sign-in has let through, and what is written of it.

A person is known by what never changes: the number of their account (`sub`, or Entra's `oid`), once they have
come with it; until then by the directory's own number. By address only where the installation says so: an
address is given to another when somebody leaves. Never by name.
"""

from datetime import timedelta
from typing import NamedTuple

from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from identity.events import IdentityEvent
from identity.models import Reason, Refusal
from people.models import Act, Person
from people.sign_in_limits import REFUSED
from ui import lengths
from ui.dates import now
from ui.regular_text import regular_address

REMEMBERED = timedelta(days=90)  # who was refused, and why


class Identity(NamedTuple):
    """What the organisation says of whoever comes: texts as they came, empty where nothing was said."""

    provider: str
    uid: str
    number: str
    email: str  # only where people are known by it


class NotLetIn(Exception):
    """Why, and whose account it is where that is known."""

    def __init__(self, reason: Reason, person: Person | None = None) -> None:
        super().__init__(reason)
        self.reason, self.person = reason, person


@transaction.atomic
def let_in(identity: Identity) -> SocialAccount:
    """The connection to the person whom it is; made when they come for the first time. Raises NotLetIn."""
    account = _connected(identity) or _connect(identity)
    if not account.user.is_active:
        raise NotLetIn(Reason.CLOSED, account.user)
    return account


@transaction.atomic
def turn_away(identity: Identity, refused: NotLetIn) -> None:
    said = {"directory_id": identity.number[: lengths.TITLE], "email": identity.email[: lengths.TITLE]}
    _write_down(Refusal(reason=refused.reason, person=refused.person, **said))


@transaction.atomic
def turn_away_closed(person: Person) -> None:
    """Whoever does not work here any more, and came with a passkey that is still theirs."""
    _write_down(Refusal(reason=Reason.CLOSED, person=person))


def forget_refusals() -> None:
    Refusal.objects.filter(at__lt=now() - REMEMBERED).delete()


def _write_down(refusal: Refusal) -> None:
    refusal.save(force_insert=True)
    Act.objects.record(IdentityEvent.TURNED_AWAY, refusal, by=None, concerning=refusal.person)
    REFUSED.labels(Reason(refusal.reason).value).inc()


def _connected(identity: Identity) -> SocialAccount | None:
    accounts = SocialAccount.objects.select_related("user")
    return accounts.filter(provider=identity.provider, uid=identity.uid).first()


def _connect(identity: Identity) -> SocialAccount:
    """Whoever has another account there now is the same person: the directory's number says so.

    The person's row is locked by now: of two windows the second finds what the first has connected.
    """
    person = _by_number(identity) or _by_email(identity)
    if person is None:
        raise NotLetIn(Reason.UNKNOWN)
    if not person.is_active:
        raise NotLetIn(Reason.CLOSED, person)
    if by_another_window := _connected(identity):
        return by_another_window
    account, _made = SocialAccount.objects.update_or_create(
        user=person, provider=identity.provider, defaults={"uid": identity.uid}
    )
    Act.objects.record(IdentityEvent.CONNECTED, person, by=person, concerning=person)
    return account


def _by_number(identity: Identity) -> Person | None:
    people = Person.objects.select_for_update().filter(directory_id=identity.number)
    return people.first() if identity.number else None


def _by_email(identity: Identity) -> Person | None:
    """Not of somebody who has come with another account: the address may have been theirs who left."""
    address = regular_address(identity.email)
    person = Person.objects.select_for_update().filter(email=address).first() if address else None
    if person and SocialAccount.objects.filter(user=person, provider=identity.provider).exists():
        raise NotLetIn(Reason.TAKEN, person)
    return person
