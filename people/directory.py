"""The directory: the one door through which a person in it is made or changed, by hand or by another system.

What follows from a change is listed in one place, as `DIRECTORY_CHANGED` in the module that
`settings.EVENT_SUBSCRIBERS` names, since those who follow stand above this app. Each is called in the same
transaction, with the person as they are now, what changed, and by whom.
"""

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Any, NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from people import four_eyes
from people.events import PersonEvent, Source, acting_from
from people.models import Act, HeldChange, Person
from ui.locking import lock_kind

IN_A_CIRCLE = _("%(manager)s reports to %(person)s, directly or through others, so cannot be their manager.")

NOT_FOR_ONESELF = _("Nobody stands in for themselves. Choose somebody else.")
A_MANAGER_STANDS_IN = _("%(person)s is not a manager here. Choose somebody who is.")
ENDS_BEFORE_IT_STARTS = _("The last day cannot lie before the first. Choose a later one.")

STAND_IN = {"stand_in", "away_from", "away_until"}

# Of these the trail keeps what they were; of names and addresses only that they changed: it is kept for long.
KEPT_IN_THE_TRAIL = {"unit", "manager", "stand_in", "is_manager", "is_active", "is_administrator"}

# What decides who signs in: the sessions that there are end with it.
ENDS_SESSIONS = {"directory_id", "email", "is_active", "is_administrator"}


class Change(NamedTuple):
    before: Any
    after: Any


Changes = Mapping[str, Change]
Follower = Callable[..., Any]  # called as follower(person, changes, by=by)


@transaction.atomic
def update(person: Person, *, by: Person, source: Source, **fields: Any) -> dict[str, Change]:
    """Change the `fields` given, as `source` says; says what that changed.

    What is the same already changes nothing. By hand, nobody changes who they are here themselves, and what
    two have to agree on waits for the second (`people.four_eyes`). Raises ValidationError, by field, and then
    nothing has changed.
    """
    lock_the_directory()
    current = person.locked()
    changes = _changes(current, fields)
    waits = _by_hand(current, changes, by) if source in four_eyes.BY_HAND else set()
    if waits:
        four_eyes.hold(current, {name: changes.pop(name).after for name in waits}, by=by)
    _carry_out(current, changes, by=by, source=source)
    _set(person, {name: getattr(current, name) for name in fields})
    person.forget_memberships()
    return changes


@transaction.atomic
def create(*, by: Person, source: Source, **fields: Any) -> Person:
    """Let somebody new into the directory. Raises ValidationError, by field."""
    lock_the_directory()
    person = Person(**fields)
    person.set_unusable_password()
    person.full_clean()
    waits = _on_arrival(person, by) if source in four_eyes.BY_HAND else {}
    _set(person, dict.fromkeys(waits, False))
    person.save(force_insert=True)
    if waits:
        four_eyes.hold(person, waits, by=by)
    changes = {name: Change(None, getattr(person, name)) for name in fields}
    _tell(PersonEvent.ADDED, person, changes, by=by, source=source)
    return person


@transaction.atomic
def confirm(held: HeldChange, *, by: Person) -> None:
    """The second person says yes. Raises EditConflict when it is answered already, and ValidationError."""
    lock_the_directory()
    current = held.person.locked()
    held.answer(confirmed=True, by=by)
    changes = _changes(current, held.fields)
    _check(current, held.fields)
    _carry_out(current, changes, by=held.asked_by, source=Source.WEB)
    _answered(PersonEvent.CHANGE_CONFIRMED, held, by=by)


@transaction.atomic
def decline(held: HeldChange, *, by: Person) -> None:
    """The second person says no, or who asked takes it back. Raises EditConflict when it is answered."""
    held.answer(confirmed=False, by=by)
    _answered(PersonEvent.CHANGE_DECLINED, held, by=by)


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


def check_stand_in(person: Person) -> None:
    """Raises ValidationError, by field, when whoever is to stand in could not act as a manager."""
    stand_in, first, last = person.stand_in, person.away_from, person.away_until
    if stand_in is None:
        return
    if stand_in == person:
        raise ValidationError({"stand_in": NOT_FOR_ONESELF})
    if not (stand_in.is_manager and stand_in.is_active):
        raise ValidationError({"stand_in": A_MANAGER_STANDS_IN % {"person": stand_in}})
    if first and last and last < first:
        raise ValidationError({"away_until": ENDS_BEFORE_IT_STARTS})


def _changes(current: Person, fields: Mapping[str, Any]) -> dict[str, Change]:
    """What the fields change. Afterwards the person in memory has the new values, checked."""
    before = {name: getattr(current, name) for name in fields}
    _set(current, fields)
    _check(current, {name for name in fields if getattr(current, name) != before[name]})
    after = {name: getattr(current, name) for name in fields}
    return {name: Change(before[name], after[name]) for name in fields if before[name] != after[name]}


def _by_hand(current: Person, changes: Changes, by: Person) -> set[str]:
    """What of it waits. The person in memory then has what they had before."""
    four_eyes.refuse_own(current, changes, by=by)
    waits = four_eyes.held(current.locked(), changes, by=by)
    _set(current, {name: changes[name].before for name in waits})
    return waits


def _on_arrival(person: Person, by: Person) -> dict[str, bool]:
    claimed = {name for name in four_eyes.ALWAYS if getattr(person, name)}
    return dict.fromkeys(four_eyes.held(person, claimed, by=by), True)


def _carry_out(current: Person, changes: Changes, *, by: Person, source: Source) -> None:
    if not changes:
        return
    ended = {"session_series"} if ENDS_SESSIONS & changes.keys() else set()
    current.session_series += len(ended)
    current.save(update_fields={*changes, *ended})
    _tell(PersonEvent.EDITED, current, changes, by=by, source=source)


def _answered(verb: PersonEvent, held: HeldChange, *, by: Person) -> None:
    Act.objects.record(verb, held.person, by=by, concerning=held.person, fields=sorted(held.fields))
    held.refresh_from_db()
    for told in import_module(settings.EVENT_SUBSCRIBERS).CHANGE_ANSWERED:
        told(held)


def _check(person: Person, names: Iterable[str]) -> None:
    if not names:
        return
    if "manager" in names:
        check_manager(person, person.manager)
    if STAND_IN & set(names):
        check_stand_in(person)
    person.full_clean(exclude={field.name for field in Person._meta.fields} - set(names))


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


def lock_the_directory() -> None:
    """One change at a time, so that what is checked stays so: neither do managers go in a circle, which no
    single row decides, nor is an address given twice.
    """
    lock_kind(Person)
