"""Who holds which role in the work.

Roles follow from where people sit today (`Person.current_memberships`, read once per request): nobody is
given one, and whoever leaves a seat has lost its rights on the next request. What each may do: `rules.py`.
"""

import rules

from groups.kinds import KindCode
from groups.models import Group, Membership, Role
from people.models import Person
from people.models.person import PersonQuerySet


def seat_in(person: Person, group: Group | None) -> Membership | None:
    return next(
        (
            membership
            for membership in person.current_memberships
            if group and membership.group_id == group.pk
        ),
        None,
    )


def _sits_in(person: Person, kind: KindCode) -> bool:
    return any(membership.group.kind == kind for membership in person.current_memberships)


@rules.predicate
def is_member(person: Person, group: Group | None) -> bool:
    return seat_in(person, group) is not None


@rules.predicate
def represents_group(person: Person, group: Group | None) -> bool:
    """Convener or deputy of this very group."""
    seat = seat_in(person, group)
    return seat is not None and seat.represents


@rules.predicate
def is_coordinator(person: Person) -> bool:
    """Holds one of the coordination group's three seats; its communicator is not one of them."""
    return any(membership.coordinates for membership in person.current_memberships)


@rules.predicate
def is_communicator(person: Person) -> bool:
    return any(
        membership.group.kind == KindCode.COORDINATION_GROUP and membership.role == Role.COMMUNICATOR
        for membership in person.current_memberships
    )


@rules.predicate
def sits_in_storgrupp(person: Person) -> bool:
    return _sits_in(person, KindCode.STORGRUPP)


@rules.predicate
def sits_in_steering_group(person: Person) -> bool:
    return _sits_in(person, KindCode.STEERING_GROUP)


@rules.predicate
def is_director(person: Person) -> bool:
    """The director is the steering group's chair."""
    return any(
        membership.group.kind == KindCode.STEERING_GROUP and membership.role == Role.CHAIR
        for membership in person.current_memberships
    )


# The coordination group leads the work. What groups complete goes to it, and to those it is sent to.
leads_the_work = is_coordinator | is_communicator
reads_what_groups_send = leads_the_work | sits_in_storgrupp | sits_in_steering_group


@rules.predicate
def does_the_work(person: Person, group: Group | None) -> bool:
    return group is not None and not group.rule.governing


def of_kind(*codes: KindCode) -> rules.Predicate:
    """A predicate: the group is of one of these kinds."""

    @rules.predicate("_or_".join(codes))
    def is_of_kind(person: Person, group: Group | None) -> bool:
        return group is not None and group.kind in codes

    return is_of_kind


@rules.predicate
def convenes(person: Person, group: Group | None) -> bool:
    """The convener hands over; a deputy stands in, and hands nothing over."""
    seat = seat_in(person, group)
    return seat is not None and seat.role == Role.CONVENER


# What people send in their own name goes to the coordination group alone; a group's goes further.
reads_what_people_send = leads_the_work


def who_confirms() -> PersonQuerySet:
    """Who may be the second of two in a matter of the directory: the coordinators and the steering group."""
    coordinating = Membership.objects.coordinating().exclude(role=Role.COMMUNICATOR)
    steering = Membership.objects.current().filter(group__kind=KindCode.STEERING_GROUP)
    seats = (coordinating | steering).filter(group__ended_on=None)
    return Person.objects.get_queryset().active().filter(memberships__in=seats).distinct()
