"""Appointments: who leads a group, who sits in the bodies one is appointed to. Never dated ahead.

A replacement closes one row and opens another, so that history keeps both. Nobody is replaced unasked:
whoever appoints names the memberships that are to give way (`replaces`), and one that has come since stays.
"""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from groups import joining, notifications
from groups.eligibility import Eligibility, NotAllowed
from groups.events import GroupEvent
from groups.models import Group, Membership, Role
from groups.models.membership import COMMUNICATORS_SEAT, MembershipQuerySet
from people.models import Act, Person


@transaction.atomic
def appoint_lead(
    group: Group, person: Person, role: Role, *, by: Person, replaces: Collection[int] = ()
) -> Membership:
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
    before = leads(locked, role)
    if before and before.person != person:
        _refuse_to_replace_unasked(before, replaces, by)
        _give_role(before, Role.MEMBER, by)
    if membership is None:
        membership = locked.admit(person, by=by, role=role)
    else:
        _give_role(membership, role, by)
        person.forget_memberships()
    notifications.appointed(membership, by=by, after=before)
    return membership


def leads(group: Group, role: Role) -> Membership | None:
    """Who would give way to another in this role. There may be several deputies, and several members."""
    seats = group.memberships.current().select_related("person")
    return seats.filter(role=role).first() if role in {Role.CONVENER, Role.CHAIR} else None


def _refuse_to_replace_unasked(holder: Membership, replaces: Collection[int], by: Person) -> None:
    if holder.person != by and holder.pk not in replaces:
        text = _("%(person)s has this place. Say here that another one is to take over.")
        raise ValidationError({"replaces": text % {"person": holder.person}})


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
def fill_seat(
    group: Group, seat: int, person: Person, background: str, *, by: Person, replaces: Collection[int] = ()
) -> Membership:
    """Put somebody on one of the coordination group's seats; whoever held it leaves.

    Raises ValidationError when another seat is held by the same person or the same background.
    """
    person, locked = joining.lock(person, group)
    _check_the_other_seats(locked.memberships.current().exclude(seat=seat), seat, person, background)
    holder = sits_on(locked, seat)
    if holder and (holder.person, holder.background) == (person, background):
        return holder  # appointed already, and nothing has changed
    if holder:
        if holder.person != person:
            _refuse_to_replace_unasked(holder, replaces, by)
        holder.leave(by=by)
    role = Role.COMMUNICATOR if seat == COMMUNICATORS_SEAT else Role.MEMBER
    membership = locked.memberships.create(person=person, seat=seat, background=background, role=role)
    person.forget_memberships()
    Act.objects.record(GroupEvent.APPOINTED, group, by=by, concerning=person, seat=seat)
    notifications.appointed(membership, by=by, after=holder)
    return membership


def sits_on(group: Group, seat: int) -> Membership | None:
    """Who would leave a seat to another."""
    return group.memberships.current().select_related("person").filter(seat=seat).first()


def _check_the_other_seats(others: MembershipQuerySet, seat: int, person: Person, background: str) -> None:
    if others.filter(person=person).exists():
        raise ValidationError({"person": _("%(person)s already holds another seat.") % {"person": person}})
    backgrounds = others.filter(seat__lt=COMMUNICATORS_SEAT).values_list("background", flat=True)
    if seat != COMMUNICATORS_SEAT and background.casefold() in {taken.casefold() for taken in backgrounds}:
        text = _("Somebody of that background already sits there. The three are to have different ones.")
        raise ValidationError({"background": text})


@transaction.atomic
def release(membership: Membership, *, by: Person) -> None:
    """Let somebody go from a group, by whoever may appoint to it."""
    joining.leave(membership.group, membership.person, by=by)
