"""Appointments: who leads a group, who sits in the bodies one is appointed to. Never dated ahead.

A replacement closes one row and opens another, so that history keeps both.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from groups import joining
from groups.models import Group, Membership, Role
from groups.models.membership import COMMUNICATORS_SEAT
from people.models import Act, Person


@transaction.atomic
def appoint_lead(group: Group, person: Person, role: Role, *, by: Person) -> Membership:
    """Make somebody convener, deputy or chair; whoever was convener or chair becomes a member.

    Somebody from outside the group gets a seat in it. Raises Refused when there is none.
    """
    locked = group.locked()
    if role != Role.DEPUTY:
        locked.memberships.current().filter(role=role).update(role=Role.MEMBER)
    membership = locked.memberships.current().filter(person=person).first()
    if membership is None:
        return locked.admit(person, by=by, role=role)
    membership.role = role
    membership.save(update_fields=["role"])
    person.forget_places()
    Act.objects.record("appointed", group, by=by, person=person.pk, role=role)
    return membership


@transaction.atomic
def appoint_member(group: Group, person: Person, *, by: Person) -> Membership:
    """Give somebody a seat in a body one is appointed to. Raises Refused when they already sit there."""
    if group.rule.managers_only and not person.is_manager:
        raise ValidationError(
            _("%(person)s is not a manager, and this body is for managers.") % {"person": person}
        )
    return group.locked().admit(person, by=by)


@transaction.atomic
def fill_seat(group: Group, seat: int, person: Person, background: str, *, by: Person) -> Membership:
    """Put somebody on one of the coordination group's seats; whoever held it leaves.

    Raises ValidationError when another seat is held by the same person or the same background.
    """
    locked = group.locked()
    others = locked.memberships.current().exclude(seat=seat)
    if others.filter(person=person).exists():
        raise ValidationError({"person": _("%(person)s already sits on another seat.") % {"person": person}})
    if seat != COMMUNICATORS_SEAT and others.filter(background__iexact=background).exists():
        text = _("Somebody of that background already sits there. The three are to have different ones.")
        raise ValidationError({"background": text})
    for holder in locked.memberships.current().filter(seat=seat):
        holder.leave(by=by)
    role = Role.COMMUNICATOR if seat == COMMUNICATORS_SEAT else Role.MEMBER
    membership = locked.memberships.create(person=person, seat=seat, background=background, role=role)
    person.forget_places()
    Act.objects.record("appointed", group, by=by, person=person.pk, seat=seat)
    return membership


@transaction.atomic
def release(membership: Membership, *, by: Person) -> None:
    """Let somebody go from a group, by whoever may appoint to it."""
    joining.leave(membership.group, membership.person, by=by)
