"""Groups follow the organisation: who leaves it, is no longer a manager or changes unit leaves by rule.

- Whoever no longer works here leaves every group, and their open requests are withdrawn.
- Whoever is no longer a manager leaves the bodies that are for managers.
- An employee who changes unit leaves the groups they came into through their manager, and the new
  manager gets the matter as a wish: the talk comes first, with the manager one has now.

History is kept: each membership is closed, never removed.
"""

from django.db import transaction

from groups import joining
from groups.kinds import MANAGERS_ONLY, TAKING_EMPLOYEES
from groups.models import JoinRequest, JoinState, Membership
from groups.models.membership import MembershipQuerySet
from people.models import Person


@transaction.atomic
def follow(person: Person, *, by: Person, moved: bool = False) -> list[Membership]:
    """Close what `person` may no longer hold after a change in the directory; says which were closed."""
    closed = list(_no_longer(person, moved).select_related("group"))
    for membership in closed:
        joining.leave(membership.group, person, by=by)
    if not person.is_active:
        for request in person.join_requests.open():
            joining.close(request, JoinState.WITHDRAWN, by=by)
    elif moved:
        for membership in closed:
            _ask_again(membership, by)
    return closed


def _no_longer(person: Person, moved: bool) -> MembershipQuerySet:
    current: MembershipQuerySet = person.memberships.current()
    if not person.is_active:
        return current
    if not person.is_manager:
        kinds = [*MANAGERS_ONLY, *(TAKING_EMPLOYEES if moved else [])]
        return current.filter(group__kind__in=kinds)
    return current.none()


def _ask_again(membership: Membership, by: Person) -> None:
    group = membership.group
    if group.rule.takes_employees and not group.ended_on:
        JoinRequest.open_with(JoinState.WISHED, by=by, person=membership.person, group=group)
