"""Who reads what has been sent upward but not yet shared with everybody."""

from groups.kinds import KindCode
from people.models import Person

BODIES = {KindCode.COORDINATION_GROUP, KindCode.STORGRUPP, KindCode.STEERING_GROUP}


def reads_everything_sent_upward(person: Person) -> bool:
    """Groups' feedback goes to the storgrupp and the steering group, and the coordination group leads."""
    return any(place.group.kind in BODIES for place in person.places)


def reads_what_people_send(person: Person) -> bool:
    """A person's own feedback goes to the coordination group."""
    return any(place.group.kind == KindCode.COORDINATION_GROUP for place in person.places)
