"""The ways into a group. Managers sign themselves up; employees go through their manager (see the design).

Which door somebody meets follows from the table of kinds; whether a seat is left is decided by
`Group.admit` under its lock.
"""

from groups.doors import Door, Refused
from groups.models import Group, Membership
from people.models import Person


def door(group: Group, person: Person) -> Door:
    """What `person` would meet at this group now, without trying the handle."""
    if any(place.group_id == group.pk for place in person.places):
        return Door.INSIDE
    if group.ended_on:
        return Door.ENDED
    if not group.rule.takes_sign_ups:
        return Door.APPOINTED if group.rule.has_members else Door.AUTOMATIC
    if not person.is_manager:
        return Door.THROUGH_MANAGER if group.rule.takes_employees else Door.MANAGERS_ONLY
    return Door.FULL if group.is_full else Door.OPEN


def sign_up(group: Group, person: Person) -> Membership:
    """A manager takes a seat on their own word. Raises Refused, saying why, when the door is not open."""
    found = door(group, person)
    if found != Door.OPEN:
        raise Refused(found)
    return group.admit(person, by=person)


def leave(group: Group, person: Person) -> bool:
    """Give one's seat back. False when the person does not sit there, which changes nothing."""
    membership = group.memberships.current().filter(person=person).first()
    if membership is None:
        return False
    membership.leave(by=person)
    return True
