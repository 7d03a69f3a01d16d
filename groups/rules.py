"""Who may do what in groups, directions and workshops. Who holds which role is in `roles.py`.

Rights in directions and workshops follow from seats in groups, so they are given here, above both.
"""

import rules

from directions.models import Stage
from groups.kinds import KindCode
from groups.models import Background, Group, JoinRequest, JoinState, Meeting, Membership, Role
from groups.roles import (
    convenes,
    does_the_work,
    is_communicator,
    is_coordinator,
    is_director,
    is_member,
    of_kind,
    reads_what_groups_send,
    represents_group,
    sits_in_steering_group,
)
from people.models import HeldChange, Person
from people.rules import is_administrator, is_manager


@rules.predicate
def takes_sign_ups(person: Person, group: Group | None) -> bool:
    """Where one signs up one may also leave; from a body that appoints one is released."""
    return group is not None and group.rule.takes_sign_ups


@rules.predicate
def is_current(person: Person, group: Group | None) -> bool:
    """What has ended is neither changed nor ended again."""
    return group is not None and group.ended_on is None


# Requests to join. A manager who is away or missing does not block one: theirs, or a coordinator, acts.


@rules.predicate
def asks(person: Person, request: JoinRequest | None) -> bool:
    return request is not None and request.person_id == person.pk


@rules.predicate
def manages_employee(person: Person, employee: Person | None) -> bool:
    """The employee's manager, whoever stands in for them today, or that manager's own."""
    manager = employee.manager if employee else None
    if employee is None or manager is None or person == employee:
        return False
    return person.pk in {manager.pk, manager.manager_id} or person == manager.acting


@rules.predicate
def manages(person: Person, request: JoinRequest | None) -> bool:
    return request is not None and manages_employee(person, request.person)


@rules.predicate
def needs_somebody_else(person: Person, request: JoinRequest | None) -> bool:
    """Nobody has answered for long, or there is no manager to do it."""
    return request is not None and (request.is_stuck or request.person.acting_manager is None)


@rules.predicate
def represents_its_group(person: Person, request: JoinRequest | None) -> bool:
    return request is not None and represents_group(person, request.group)


@rules.predicate
def is_not_manager(person: Person, group: Group | None) -> bool:
    return not person.is_manager


@rules.predicate
def takes_employees(person: Person, group: Group | None) -> bool:
    return group is not None and group.rule.takes_employees


@rules.predicate
def is_for_an_employee(person: Person, request: JoinRequest | None) -> bool:
    """Every interested manager is welcome: nobody says no to one who stands in line."""
    return request is not None and not request.person.is_manager


@rules.predicate
def is_past_the_wish(person: Person, request: JoinRequest | None) -> bool:
    """Before that, a manager's no is "not now", and carries a reason."""
    return request is not None and request.state != JoinState.WISHED


# A coordinator steps in for others, never for themselves.
speaks_as_manager = manages | (is_coordinator & needs_somebody_else & ~asks)
speaks_for_group = (represents_its_group | is_coordinator) & ~asks & is_for_an_employee


@rules.predicate
def has_no_director_yet(person: Person, group: Group | None) -> bool:
    """Nobody has ever been: only then does the technical administrator appoint."""
    directors = Membership.objects.filter(group__kind=KindCode.STEERING_GROUP, role=Role.CHAIR)
    return not directors.exists()


@rules.predicate
def has_an_empty_chair(person: Person, group: Group | None) -> bool:
    """There has been a director, and there is none now."""
    return group is not None and not group.memberships.current().filter(role=Role.CHAIR).exists()


@rules.predicate
def has_nobody_left(person: Person, group: Group | None) -> bool:
    return group is not None and not group.memberships.current().exists()


# Appointing (matrix of the design): the director appoints the coordination group; the director, and the
# technical administrator in an empty installation, the steering group; coordinators appoint conveners,
# and a convener hands over. When the director has left, the steering group hands the chair to another of it,
# and where nobody is left there, the coordinators appoint: never the technical administrator (decision 0013).
begins_the_steering_group = of_kind(KindCode.STEERING_GROUP) & (
    is_director
    | (is_administrator & has_no_director_yet)
    | (has_nobody_left & ~has_no_director_yet & is_coordinator)
)
appoints_to_bodies = (of_kind(KindCode.COORDINATION_GROUP) & is_director) | begins_the_steering_group
hands_over_the_chair = (
    of_kind(KindCode.STEERING_GROUP) & has_an_empty_chair & ~has_no_director_yet & sits_in_steering_group
)
releases = appoints_to_bodies | (does_the_work & is_coordinator)
starts_groups = is_coordinator | is_director


@rules.predicate
def is_oneself(person: Person, other: Person | None) -> bool:
    return person == other


@rules.predicate
def leads_people(person: Person, other: Person | None) -> bool:
    return other is not None and other.is_manager


@rules.predicate
def represents_a_group_in(person: Person, stage: Stage | None) -> bool:
    """Convener or deputy of a group under the stage's direction."""
    return stage is not None and any(
        membership.represents and membership.group.direction_id == stage.direction_id
        for membership in person.current_memberships
    )


@rules.predicate
def nobody_sits_there_with_it(person: Person, background: Background | None) -> bool:
    if background is None:
        return True
    return not Membership.objects.coordinating().filter(background=background.name).exists()


for _act in ("view", "add", "change"):
    rules.add_perm(f"groups.{_act}_background", is_coordinator)
rules.add_perm("groups.delete_background", is_coordinator & nobody_sits_there_with_it)


# Meetings: a group's representatives and the coordinators; the steering group's chair for the steering group.
holds_meetings = represents_group | is_coordinator | (of_kind(KindCode.STEERING_GROUP) & is_director)


@rules.predicate
def holds_it(person: Person, meeting: Meeting | None) -> bool:
    return meeting is not None and holds_meetings(person, meeting.group)


@rules.predicate
def sits_in_its_group(person: Person, meeting: Meeting | None) -> bool:
    return meeting is not None and is_member(person, meeting.group)


@rules.predicate
def has_completed_notes(person: Person, meeting: Meeting | None) -> bool:
    return meeting is not None and meeting.completed_at is not None


# The directory: what one person may not change alone (`people.four_eyes`).


@rules.predicate
def asked_for_it(person: Person, change: HeldChange | None) -> bool:
    return change is not None and change.asked_by_id == person.pk


@rules.predicate
def is_about_them(person: Person, change: HeldChange | None) -> bool:
    return change is not None and change.person_id == person.pk


@rules.predicate
def there_is_one(person: Person, change: HeldChange | None) -> bool:
    return change is not None


looks_after_the_directory = is_coordinator | sits_in_steering_group
rules.add_perm("groups.govern", is_coordinator | is_communicator | sits_in_steering_group)
rules.add_perm("people.confirm_change", there_is_one & looks_after_the_directory & ~asked_for_it)
rules.add_perm("people.decline_change", there_is_one & (looks_after_the_directory | asked_for_it))
rules.add_perm(
    "people.view_held_change", there_is_one & (looks_after_the_directory | asked_for_it | is_about_them)
)

rules.add_perm("groups.plan_meeting", holds_meetings)
rules.add_perm("groups.hold_meeting", holds_it)
rules.add_perm(
    "groups.read_notes", holds_it | sits_in_its_group | (has_completed_notes & reads_what_groups_send)
)

names_stand_ins = leads_people & (is_oneself | is_coordinator | is_administrator)
rules.add_perm("people.name_stand_in", names_stand_ins)
rules.add_perm("groups.view_record", is_oneself | manages_employee | is_coordinator)
rules.add_perm("groups.appoint", releases | (does_the_work & convenes) | hands_over_the_chair)
rules.add_perm("groups.release", releases)
rules.add_perm("groups.start_group", starts_groups)
rules.add_perm("directions.start_direction", starts_groups)
rules.add_perm("directions.revise_plan", is_coordinator | is_communicator)
rules.add_perm("workshops.run_workshop", is_coordinator | is_communicator)
rules.add_perm("groups.edit_group", starts_groups & is_current)
rules.add_perm("groups.end_group", starts_groups & does_the_work & is_current)
for _act in ("change_direction", "end_direction", "plan_stages", "change_lineage"):
    rules.add_perm(f"directions.{_act}", starts_groups)

# A stage's end: representatives suggest and present, coordinators and the director decide.
rules.add_perm("groups.reconsider", starts_groups)
rules.add_perm("groups.suggest_outcome", represents_group & does_the_work)
rules.add_perm("groups.present_stage", starts_groups | represents_a_group_in)
rules.add_perm("groups.record_presentation", starts_groups)
rules.add_perm("groups.represent_group", represents_group | is_coordinator)
rules.add_perm("groups.wish_to_join", is_not_manager & takes_employees)
rules.add_perm("groups.have_employees", is_manager)
rules.add_perm("groups.support_request", speaks_as_manager)
rules.add_perm("groups.answer_request", speaks_for_group)
rules.add_perm("groups.accept_offer", asks | manages)
rules.add_perm("groups.withdraw_request", asks | (manages & is_past_the_wish))

rules.add_perm("groups.join_group", is_manager & takes_sign_ups)
rules.add_perm("groups.leave_group", takes_sign_ups)
