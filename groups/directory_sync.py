"""Groups follow the organisation: who leaves it, is no longer a manager or changes unit leaves by rule.

- Whoever no longer works here leaves every group, and their open requests are withdrawn.
- Whoever is no longer a manager leaves the bodies that are for managers.
- An employee who changes unit leaves the groups that employees enter through their manager, and the new
  manager gets the matter as a wish: the talk comes first, with the manager one has now.

History is kept: each membership is closed, never removed.
"""

from django.db import transaction
from django.db.models import Q

from groups import joining, notifications
from groups.kinds import MANAGERS_ONLY, TAKING_EMPLOYEES
from groups.models import Group, JoinRequest, JoinState, Membership
from groups.models.join_request import JoinRequestQuerySet
from groups.models.membership import MembershipQuerySet
from people.directory import Changes
from people.models import Person

CONCERNS_GROUPS = {"unit", "is_manager", "is_active"}


def directory_changed(person: Person, changes: Changes, *, by: Person) -> None:
    """Subscribed to the directory (`portal.subscribers`)."""
    if CONCERNS_GROUPS & changes.keys():
        sync_memberships(person, by=by, moved="unit" in changes)


@transaction.atomic
def sync_memberships(person: Person, *, by: Person, moved: bool = False) -> list[Membership]:
    """Close what `person` may no longer hold after a change in the directory; says which were closed."""
    _lock_groups(person, moved)
    closed = list(_no_longer(person, moved).select_related("group"))
    withdrawn = list(_no_longer_asked(person))
    for membership in closed:
        joining.leave(membership.group, person, by=by)
    for request in withdrawn:
        joining.close(request, JoinState.WITHDRAWN, by=by)
    if moved and person.is_active:
        for membership in closed:
            _ask_again(membership)
    return closed


def _lock_groups(person: Person, moved: bool) -> None:
    """All at once and in one order, so that two people's changes never wait for each other's groups. What is
    read afterwards stays so: a request is answered under its group's lock, and the person's own row, which
    whoever changes the directory holds, lets no new seat or request come in between.
    """
    seats = _no_longer(person, moved).values("group")
    requests = _no_longer_asked(person).values("group")
    affected = Q(pk__in=seats) | Q(pk__in=requests)
    list(Group.objects.select_for_update().filter(affected).order_by("pk"))


def _no_longer_asked(person: Person) -> JoinRequestQuerySet:
    """Open requests that fall: all of who left, and those to managers' bodies of who is none."""
    requests: JoinRequestQuerySet = person.join_requests.open()
    if not person.is_active:
        return requests
    return requests.none() if person.is_manager else requests.filter(group__kind__in=MANAGERS_ONLY)


def _no_longer(person: Person, moved: bool) -> MembershipQuerySet:
    current: MembershipQuerySet = person.memberships.current()
    if not person.is_active:
        return current
    if not person.is_manager:
        kinds = [*MANAGERS_ONLY, *(TAKING_EMPLOYEES if moved else [])]
        return current.filter(group__kind__in=kinds)
    return current.none()


def _ask_again(membership: Membership) -> None:
    """The new manager gets the matter. Nobody said it: it follows from the change."""
    group = membership.group
    if group.rule.takes_employees and not group.ended_on:
        asked = JoinRequest.open_with(JoinState.WISHED, by=None, person=membership.person, group=group)
        notifications.request_moved(asked, by=None)
