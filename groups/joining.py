"""The ways into a group. Managers sign themselves up; employees go through their manager (see the design).

Which door somebody meets follows from the table of kinds. Who gets a seat is decided under a lock on the
group's row: every flow here takes it first, so that no two of them interleave.
"""

from django.db import transaction

from groups import notifications
from groups.eligibility import Eligibility, NotAllowed
from groups.models import Group, JoinRequest, JoinState, Membership, Role
from people.models import Person
from ui.dates import now
from ui.edit_conflict import EditConflict


def lock(person: Person, group: Group) -> tuple[Person, Group]:
    """Both afresh, for whatever gives `person` a seat or a way to one: the person first, as whoever changes
    the directory does. Raises NotAllowed about somebody who has left meanwhile.
    """
    current = person.locked()
    person.forget_memberships()
    if not current.is_active:
        raise NotAllowed(Eligibility.GONE)
    return current, group.locked()


def eligibility(group: Group, person: Person) -> Eligibility:
    """What `person` would meet at this group now, without trying the handle."""
    if any(membership.group_id == group.pk for membership in person.current_memberships):
        return Eligibility.INSIDE
    if group.ended_on:
        return Eligibility.ENDED
    if not group.rule.takes_sign_ups:
        return Eligibility.APPOINTED if group.rule.has_members else Eligibility.AUTOMATIC
    if group.request_of(person):
        return Eligibility.ASKED
    if not person.is_manager:
        return Eligibility.THROUGH_MANAGER if group.rule.takes_employees else Eligibility.MANAGERS_ONLY
    return Eligibility.FULL if group.is_full else Eligibility.OPEN


# Managers.


@transaction.atomic
def sign_up(group: Group, person: Person) -> Membership:
    """A manager takes a seat on their own word. Raises NotAllowed, saying why, when the door is not open."""
    locked = _enter(group, person, Eligibility.OPEN)
    membership = locked.admit(person, by=person)
    notifications.came_or_went(locked, person, by=person)
    return membership


@transaction.atomic
def queue_up(group: Group, person: Person) -> JoinRequest:
    """A manager stands in line for a full group. Raises NotAllowed when there is no line to stand in."""
    locked = _enter(group, person, Eligibility.FULL)
    return JoinRequest.open_with(JoinState.QUEUED, by=person, person=person, group=locked)


# Employees, and the three who see where it stands.


@transaction.atomic
def wish(group: Group, person: Person) -> JoinRequest:
    """An employee says that they would like to take part; it reaches their manager."""
    locked = _enter(group, person, Eligibility.THROUGH_MANAGER)
    request = JoinRequest.open_with(JoinState.WISHED, by=person, person=person, group=locked)
    notifications.request_moved(request, by=person)
    return request


@transaction.atomic
def put_forward(group: Group, employee: Person, *, by: Person, word: str = "") -> JoinRequest:
    """The manager contacts the group about an employee: the customer's way in.

    Goes on from the employee's own wish where there is one. Raises NotAllowed with what stands in the way.
    """
    employee, locked = lock(employee, group)
    wished = locked.join_requests.filter(state=JoinState.WISHED, person=employee).first()
    if wished:
        return support(wished, by=by, word=word)
    found = eligibility(locked, employee)
    if found != Eligibility.THROUGH_MANAGER:
        raise NotAllowed(found)
    fields = {"person": employee, "group": locked, "word": word}
    request = JoinRequest.open_with(JoinState.PUT_FORWARD, by=by, **fields)
    notifications.request_moved(request, by=by)
    return request


@transaction.atomic
def support(request: JoinRequest, *, by: Person, word: str = "") -> JoinRequest:
    """The talk has been had: the wish goes on to the group. Raises EditConflict when it is none any more."""
    locked = request.group.locked()
    if locked.ended_on:
        raise NotAllowed(Eligibility.ENDED)
    request.step(JoinState.PUT_FORWARD, by=by, only_from=JoinState.WISHED)
    request.word = word
    request.save(update_fields=["word"])
    notifications.request_moved(request, by=by)
    return request


@transaction.atomic
def welcome(request: JoinRequest, *, by: Person) -> JoinState:
    """A representative says yes: a seat at once, or a place in line when none is free. Says which it was."""
    person, locked = lock(request.person, request.group)
    pass_on(locked)
    state = JoinState.WELCOMED if locked.has_room else JoinState.QUEUED
    request.step(state, by=by, only_from=JoinState.PUT_FORWARD)
    if state == JoinState.WELCOMED:
        locked.admit(person, by=by)
    notifications.request_moved(request, by=by)
    return state


@transaction.atomic
def accept(request: JoinRequest, *, by: Person) -> JoinState:
    """Take the seat that is held, or come along from a group that has ended. Says where that led:

    WELCOMED into the group; LAPSED, the offer had run out and the seat has passed on; QUEUED, whoever was
    asked along came when it was full.
    """
    person, locked = lock(request.person, request.group)
    pass_on(locked)
    request.refresh_from_db()
    if request.state == JoinState.LAPSED:
        return JoinState.LAPSED
    if request.state not in {JoinState.OFFERED, JoinState.ASKED_ALONG}:
        raise EditConflict(request)
    if request.state == JoinState.ASKED_ALONG and not locked.has_room:
        request.step(JoinState.QUEUED, by=by)
        notifications.request_moved(request, by=by)
        return JoinState.QUEUED
    role = _role_carried_over(locked, person)
    request.step(JoinState.WELCOMED, by=by)
    locked.admit(person, by=by, role=role)
    notifications.request_moved(request, by=by)
    notifications.came_or_went(locked, person, by=by)
    return JoinState.WELCOMED


def _role_carried_over(locked: Group, person: Person) -> Role:
    """Whoever convened the group before convenes this one too, unless somebody already does."""
    convened = Membership.objects.filter(
        group__in=locked.links_back.values("earlier"), person=person, role=Role.CONVENER
    )
    has_convener = locked.memberships.current().filter(role=Role.CONVENER).exists()
    return Role.CONVENER if convened.exists() and not has_convener else Role.MEMBER


@transaction.atomic
def close(request: JoinRequest, state: JoinState, *, by: Person, reason: str = "") -> None:
    """Say no with a reason (NOT_NOW, DECLINED), or take it back (WITHDRAWN). A held seat passes on."""
    locked = request.group.locked()
    request.step(state, by=by, reason=reason)
    notifications.request_moved(request, by=by, reason=reason)
    pass_on(locked)


# Out again.


@transaction.atomic
def leave(group: Group, person: Person, *, by: Person | None = None) -> bool:
    """Give one's seat back, and let whoever waits have it. False when the person does not sit there."""
    locked = group.locked()
    membership = locked.memberships.current().filter(person=person).first()
    if membership is None:
        return False
    membership.leave(by=by or person)
    person.forget_memberships()
    notifications.came_or_went(locked, person, by=by or person, left=True)
    pass_on(locked)
    return True


def pass_on(locked: Group) -> None:
    """Let offers that have run out go, and offer free seats to those who have waited longest.

    The caller holds the group's lock. In a group that has ended nothing moves any more.
    """
    if locked.ended_on:
        return
    for lapsed in locked.join_requests.filter(state=JoinState.OFFERED, offered_until__lt=now()):
        lapsed.step(JoinState.LAPSED, by=None)
        notifications.request_moved(lapsed, by=None)
    for first in locked.join_requests.queue():
        if not locked.has_room:
            break
        first.step(JoinState.OFFERED, by=None)
        notifications.request_moved(first, by=None)


def _enter(group: Group, person: Person, expected: Eligibility) -> Group:
    """The locked group, its seats passed on, when `person` meets the expected door; else NotAllowed."""
    current, locked = lock(person, group)
    pass_on(locked)
    found = eligibility(locked, current)
    if found != expected:
        raise NotAllowed(found)
    return locked
