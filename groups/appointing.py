"""Appointments: who leads a group, who sits in the bodies one is appointed to. Never dated ahead.

A replacement closes one row and opens another, so that history keeps both.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from groups import joining, notifications
from groups.eligibility import Eligibility, NotAllowed
from groups.events import GroupEvent
from groups.models import Group, Membership, Role
from groups.models.membership import COMMUNICATORS_SEAT
from people.models import Act, Person


@transaction.atomic
def appoint_lead(group: Group, person: Person, role: Role, *, by: Person) -> Membership:
    """Make somebody convener, deputy or chair; whoever was convener or chair becomes a member.

    A manager from outside the group gets a seat in it; an employee comes in through their manager first.
    Raises NotAllowed when that is not so, or when there is no seat.
    """
    if role == Role.CHAIR and person == by:
        raise ValidationError({"person": _("Nobody can appoint themselves. Somebody else has to do it.")})
    person, locked = joining.lock(person, group)
    membership = locked.memberships.current().filter(person=person).first()
    if membership is None and not person.is_manager:
        raise NotAllowed(Eligibility.THROUGH_MANAGER)
    if role != Role.DEPUTY:
        for before in locked.memberships.current().filter(role=role).exclude(person=person):
            _give_role(before, Role.MEMBER, by)
    if membership is None:
        membership = locked.admit(person, by=by, role=role)
    else:
        _give_role(membership, role, by)
        person.forget_memberships()
    notifications.appointed(membership, by=by)
    return membership


def _give_role(membership: Membership, role: Role, by: Person) -> None:
    membership.role = role
    membership.save(update_fields=["role"])
    Act.objects.record(GroupEvent.APPOINTED, membership.group, by=by, concerning=membership.person, role=role)


@transaction.atomic
def appoint_member(group: Group, person: Person, *, by: Person) -> Membership:
    """Give somebody a seat in a body one is appointed to. Raises NotAllowed when it is not theirs to have."""
    person, locked = joining.lock(person, group)
    membership = locked.admit(person, by=by)
    notifications.appointed(membership, by=by)
    return membership


@transaction.atomic
def fill_seat(group: Group, seat: int, person: Person, background: str, *, by: Person) -> Membership:
    """Put somebody on one of the coordination group's seats; whoever held it leaves.

    Raises ValidationError when another seat is held by the same person or the same background.
    """
    person, locked = joining.lock(person, group)
    others = locked.memberships.current().exclude(seat=seat)
    if others.filter(person=person).exists():
        raise ValidationError({"person": _("%(person)s already holds another seat.") % {"person": person}})
    backgrounds = others.filter(seat__lt=COMMUNICATORS_SEAT).values_list("background", flat=True)
    if seat != COMMUNICATORS_SEAT and background.casefold() in {taken.casefold() for taken in backgrounds}:
        text = _("Somebody of that background already sits there. The three are to have different ones.")
        raise ValidationError({"background": text})
    holder = locked.memberships.current().filter(seat=seat).first()
    if holder and (holder.person, holder.background) == (person, background):
        return holder  # appointed already, and nothing has changed
    if holder:
        holder.leave(by=by)
    role = Role.COMMUNICATOR if seat == COMMUNICATORS_SEAT else Role.MEMBER
    membership = locked.memberships.create(person=person, seat=seat, background=background, role=role)
    person.forget_memberships()
    Act.objects.record(GroupEvent.APPOINTED, group, by=by, concerning=person, seat=seat)
    notifications.appointed(membership, by=by)
    return membership


@transaction.atomic
def release(membership: Membership, *, by: Person) -> None:
    """Let somebody go from a group, by whoever may appoint to it."""
    joining.leave(membership.group, membership.person, by=by)
