"""Stopping mail from the mail itself: an address that carries who it is for and which kinds it stops.

It is signed, so nobody can make one up, and opens nothing else; it holds as long as the person works here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.signing import BadSignature, Signer

from notices.kinds import KINDS, NoticeKind, Pace
from notices.preferences import set_preferences
from people.models import Person

_SIGNER = Signer(salt="people.notices.stop")


@dataclass(frozen=True)
class Stop:
    """What one such address stops."""

    person: Person
    kinds: list[NoticeKind]

    def carry_out(self) -> None:
        set_preferences(self.person, dict.fromkeys(self.kinds, Pace.NONE))


def stop_token(person: Person, kinds: Iterable[str]) -> str:
    """What stands in the address."""
    return _SIGNER.sign_object([person.pk, *(str(kind) for kind in kinds)])


def read_stop(token: str) -> Stop | None:
    """None when the address was never ours, or its person has left."""
    try:
        person_id, *kinds = _SIGNER.unsign_object(token)
    except (BadSignature, ValueError):
        return None
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    known: list[Any] = [kind for kind in KINDS if kind in kinds]
    return Stop(person, known) if person else None
