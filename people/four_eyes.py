"""Which changes of the directory one person may not make alone (decision 0013).

Who keeps the directory could otherwise take a governing body: by signing in as one of it, by emptying it, or
by multiplying themselves. Who sits in one is known above this app, and it is asked for by name.
"""

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from people.events import PersonEvent, Source
from people.models import Act, HeldChange, Person
from ui.dates import now

BY_HAND = {Source.WEB, Source.API}  # another system, or a command on the server, has its own guard
OWN = {"directory_id", "email", "manager", "is_manager", "is_administrator", "is_active"}
SIGNS_IN = {"directory_id", "email", "is_manager", "is_administrator", "is_active"}
ALWAYS = {"is_administrator"}

NOT_ONES_OWN = _("Nobody can change this about themselves. Another technical administrator can do it.")


def refuse_own(person: Person, names: Iterable[str], *, by: Person) -> None:
    """Raises ValidationError, by field, for what nobody changes about themselves."""
    own = OWN & set(names) if by == person else set()
    if own:
        raise ValidationError(dict.fromkeys(sorted(own), NOT_ONES_OWN))


def held(person: Person, names: Iterable[str], *, by: Person) -> set[str]:
    """Those of the changes that wait for a second person, as long as there is one."""
    governs = bool(person.pk) and person.has_perm("groups.govern")
    waiting = set(names) & (SIGNS_IN if governs else ALWAYS)
    return waiting if waiting and who_confirms().exclude(pk=by.pk).exists() else set()


def who_confirms() -> QuerySet[Person]:
    people: QuerySet[Person] = import_module(settings.EVENT_SUBSCRIBERS).who_confirms()
    return people


def hold(person: Person, fields: Mapping[str, Any], *, by: Person) -> HeldChange:
    """Keep it for a second person. One that waited is over: nobody says yes to what they did not read."""
    person.held_changes.open().update(answered_by=by, answered_at=now())
    change = HeldChange.objects.create(person=person, fields=dict(fields), asked_by=by)
    Act.objects.record(
        PersonEvent.CHANGE_ASKED, person, by=by, concerning=person, fields=sorted(change.fields)
    )
    for told in import_module(settings.EVENT_SUBSCRIBERS).CHANGE_HELD:
        told(change)
    return change
