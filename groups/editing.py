"""What a group says of itself, and how one begins: the one door to both.

No rule is asked here: whoever calls has asked `groups.edit_group` of the group, or `groups.start_group`.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups import joining, notifications
from groups.events import GroupEvent
from groups.models import Group
from groups.naming import check_name
from people.models import Act, Person
from ui.edit_conflict import Seen

HAS_ENDED = gettext_lazy("The group has ended, so what it says of itself stays as it is.")


@transaction.atomic
def edit(group: Group, *, by: Person, seen: Seen | None = None, **fields: Any) -> Group:
    """Save the `fields` given, and let those who wait have what seats there are more of.

    Raises EditConflict when something else stands there than was `seen`; ValidationError when the group has
    ended; beside "seats" when they are too few for those who sit there or are promised one; beside "name"
    when another group of its direction has it. That is decided under their locks.
    """
    if "name" in fields and group.direction:
        group.direction.locked()  # two groups that take one name wait for each other here
    locked = group.locked()
    if locked.ended_on:
        raise ValidationError(HAS_ENDED)
    if not fields:
        return locked
    if seen:
        seen.check(locked)
    if "seats" in fields:
        _check_seats(locked, fields["seats"])
    changed = [name for name, value in fields.items() if getattr(locked, name) != value]
    for name, value in fields.items():
        setattr(locked, name, value)
    if "name" in fields:
        _check_name(locked)
    locked.save(update_fields=fields)
    Act.objects.record(GroupEvent.EDITED, locked, by=by, fields=list(fields))
    if changed:
        notifications.edited(locked, changed, by=by)
    joining.pass_on(locked)
    return locked


@transaction.atomic
def start(group: Group, *, by: Person) -> Group:
    """Let an unsaved group begin today, and tell those who follow its direction; a body has no direction.

    A group that takes over from another begins in `groups.reconsidering`, which tells of it itself, together
    with what ended. Raises ValidationError as `Group.objects.start` does.
    """
    started = Group.objects.start(group, by=by)
    notifications.group_started(started, by=by)
    return started


def _check_name(changed: Group) -> None:
    try:
        check_name(changed)
    except ValidationError as problem:
        raise ValidationError({"name": problem}) from problem


def _check_seats(locked: Group, seats: int | None) -> None:
    needed = locked.seats_taken + locked.seats_held
    if seats is not None and seats < needed:
        text = _("%(needed)s seats are taken or held, so the group needs at least that many.")
        raise ValidationError({"seats": text % {"needed": needed}})
