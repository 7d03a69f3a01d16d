"""Who may do what in groups, and who holds which role in the work.

Roles follow from where people sit today (`Person.places`, read once per request): nobody is given
one, and whoever leaves a seat has lost its rights on the next request.
"""

import rules

from groups.kinds import KindCode
from groups.models import Group, Membership, Role
from groups.models.membership import REPRESENTATIVES
from people.models import Person
from people.rules import is_manager


def _seat_in(person: Person, group: Group | None) -> Membership | None:
    return next((place for place in person.places if group and place.group_id == group.pk), None)


def _sits_in(person: Person, kind: KindCode) -> bool:
    return any(place.group.kind == kind for place in person.places)


@rules.predicate
def is_member(person: Person, group: Group | None) -> bool:
    return _seat_in(person, group) is not None


@rules.predicate
def represents_group(person: Person, group: Group | None) -> bool:
    """Convener or deputy of this very group."""
    seat = _seat_in(person, group)
    return seat is not None and seat.role in REPRESENTATIVES


@rules.predicate
def is_coordinator(person: Person) -> bool:
    """Holds one of the coordination group's three seats; its communicator is not one of them."""
    return any(
        place.group.kind == KindCode.COORDINATION_GROUP and place.role != Role.COMMUNICATOR
        for place in person.places
    )


@rules.predicate
def is_communicator(person: Person) -> bool:
    return any(
        place.group.kind == KindCode.COORDINATION_GROUP and place.role == Role.COMMUNICATOR
        for place in person.places
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
        place.group.kind == KindCode.STEERING_GROUP and place.role == Role.CHAIR for place in person.places
    )


@rules.predicate
def takes_sign_ups(person: Person, group: Group | None) -> bool:
    """Where one signs up one may also leave; from a body that appoints one is released."""
    return group is not None and group.rule.takes_sign_ups


rules.add_perm("groups.join_group", is_manager & takes_sign_ups)
rules.add_perm("groups.leave_group", takes_sign_ups)
