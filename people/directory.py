"""The directory: the one door through which a person in it is made or changed, by hand or by another system.

What follows from a change is listed in one place, as `DIRECTORY_CHANGED` in the module that
`settings.EVENT_SUBSCRIBERS` names, since those who follow stand above this app. Each is called in the same
transaction, with the person as they are now, what changed, and by whom.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from people.events import PersonEvent, Source, acting_from
from people.models import Act, Person

IN_A_CIRCLE = _("%(manager)s reports to %(person)s, at once or through others, so it cannot be the manager.")

# Of these the trail keeps what they were; of names and addresses only that they changed: it is kept for long.
KEPT_IN_THE_TRAIL = {"unit", "manager", "is_manager", "is_active", "is_administrator"}


class Change(NamedTuple):
    before: Any
    after: Any


Changes = Mapping[str, Change]
Follower = Callable[..., Any]  # called as follower(person, changes, by=by)


@transaction.atomic
def update(person: Person, *, by: Person, source: Source, **fields: Any) -> dict[str, Change]:
    """Change the `fields` given, as `source` says; says what that changed.

    What is the same already changes nothing. Raises ValidationError, by field, and then nothing has changed.
    """
    if "manager" in fields:
        _lock_who_reports_to_whom()
    current = _locked(person)
    before = {name: getattr(current, name) for name in fields}
    changes = {name: Change(before[name], new) for name, new in fields.items() if before[name] != new}
    _set(current, fields)
    if changes:
        _check(current, set(changes))
        current.save(update_fields=changes)
        _tell(PersonEvent.EDITED, current, changes, by=by, source=source)
    _set(person, fields)
    person.forget_memberships()
    return changes


@transaction.atomic
def create(*, by: Person, source: Source, **fields: Any) -> Person:
    """Let somebody new into the directory. Raises ValidationError, by field."""
    person = Person(**fields)
    person.set_unusable_password()
    person.full_clean()
    person.save(force_insert=True)
    changes = {name: Change(None, new) for name, new in fields.items()}
    _tell(PersonEvent.ADDED, person, changes, by=by, source=source)
    return person


def check_manager(person: Person, manager: Person | None) -> None:
    """Raises ValidationError when somebody would be their own manager, by however many steps upward.

    It asks the database at each step: what is in memory may be from before somebody else's change.
    """
    above, met = manager and manager.pk, set[int]()
    while above and above not in met:
        if above == person.pk:
            raise ValidationError({"manager": IN_A_CIRCLE % {"manager": manager, "person": person}})
        met.add(above)
        above = Person.objects.values_list("manager", flat=True).get(pk=above)


def _check(person: Person, names: set[str]) -> None:
    if "manager" in names:
        check_manager(person, person.manager)
    person.full_clean(exclude={field.name for field in Person._meta.fields} - names)


def _tell(verb: PersonEvent, person: Person, changes: Changes, *, by: Person, source: Source) -> None:
    """Write it down, and let everything follow that follows from it."""
    kept = {name: [_fact(value) for value in changes[name]] for name in KEPT_IN_THE_TRAIL & changes.keys()}
    Act.objects.record(
        verb, person, by=by, concerning=person, source=source, fields=list(changes), changes=kept
    )
    followers: list[Follower] = import_module(settings.EVENT_SUBSCRIBERS).DIRECTORY_CHANGED
    with acting_from(source):
        for follow in followers:
            follow(person, changes, by=by)


def _fact(value: object) -> object:
    return value.pk if isinstance(value, models.Model) else value


def _set(person: Person, fields: Mapping[str, Any]) -> None:
    for name, value in fields.items():
        setattr(person, name, value)


def _locked(person: Person) -> Person:
    """Afresh, for one change at a time. Who only refers to the row, as a new seat in a group does, goes on:
    they may hold a lock that those who follow this change are going to wait for.
    """
    return Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def _lock_who_reports_to_whom() -> None:
    """No single row decides whether managers go in a circle, so all who change one share a lock: the row in
    which Django keeps the name of the model, as a lineage does (`directions.lineage`).
    """
    people = ContentType.objects.get_for_model(Person)
    ContentType.objects.select_for_update(no_key=True).get(pk=people.pk)
