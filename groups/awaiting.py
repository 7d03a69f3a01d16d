"""Who can take a request to join further now."""

from groups.models import JoinRequest, JoinState, Membership
from groups.models.membership import REPRESENTATIVES
from people.models import Person


def awaited_from(request: JoinRequest) -> list[Person]:
    """Whoever acts as manager, or those who represent the group; where there is nobody, the coordinators."""
    if request.state == JoinState.WISHED:
        acting = request.person.acting_manager
        people = [acting] if acting else []
    else:
        seats = request.group.memberships.current().filter(role__in=REPRESENTATIVES)
        people = [seat.person for seat in seats.select_related("person")]
    here = [person for person in people if person.is_active]
    return here or _coordinators()


def _coordinators() -> list[Person]:
    seats = Membership.objects.coordinating().filter(person__is_active=True).select_related("person", "group")
    return [seat.person for seat in seats if seat.coordinates]
