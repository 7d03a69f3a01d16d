"""What a route can be about, by the words the tables use. Nothing is made before a test asks for it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db.models import Model

from demo.content import cast
from directions.models import DirectionLink, Plan
from feedback.models import SavedFilter
from groups import joining
from groups.events import GroupEvent
from groups.models import Group, GroupLink, JoinRequest, Presentation
from groups.models.join_request import STUCK_AFTER
from people import directory
from people.events import Source
from people.models import Act, HeldChange, Person
from portal.models import Page
from proposals.models import Outcome, Proposal
from river.models import CalendarKey
from tests.access.files import files_of
from tests.cast import World
from tests.factories.attachments import attach
from tests.factories.briefings import make_briefing, make_sent_briefing
from tests.factories.directions import make_direction, make_past_stage, make_plan, make_stage
from tests.factories.feedback import make_corrected, make_draft, make_post, make_receipt, make_shared
from tests.factories.groups import make_group, seat
from tests.factories.meetings import make_held_meeting, make_meeting
from tests.factories.notices import make_notice
from tests.factories.people import make_manager, make_person
from tests.factories.proposals import (
    afresh,
    make_decided,
    make_handed_in,
    make_proposal,
    make_recommended,
)
from tests.factories.workshops import make_note, make_participant, make_theme, make_workshop
from ui.dates import today
from workshops.models import Audience, State, Theme, Workshop


def _full_group(world: World) -> Group:
    group = make_group(seats=1)
    seat(world.outsider, group)
    return group


def _ended_group(world: World) -> Group:
    """One in which the member sits to this day."""
    group = make_group()
    seat(world.member, group)
    group.ended_on, group.ending = group.started_on, "ended"
    group.save()
    return group


def _page(world: World) -> Page:
    return Page.objects.create(title="Arbetssätt", slug="arbetssatt", text="Dialog.")


def _moved_page(world: World) -> Page:
    return Page.objects.create(title="Flyttad", slug="flyttad", moved_to="/pages/", redirects=True)


def _shown_in_the_demo(world: World) -> Person:
    person = make_person()
    person.directory_id = next(one["key"] for one in cast() if one["show"])
    person.save()
    return person


def _stuck_wish(world: World) -> JoinRequest:
    request = joining.wish(world.foreign_group, world.employee)
    request.since -= timedelta(days=STUCK_AFTER + 1)
    request.save()
    return request


def _foreign_wish(world: World) -> JoinRequest:
    """Somebody who has nothing to do with the cast, to a group where none of it sits."""
    stranger = make_person(manager=make_manager(manager=make_manager()))
    return joining.wish(make_group(), stranger)


def _offer(world: World) -> JoinRequest:
    """A seat held for the employee, in a group that was full."""
    group = _full_group(world)
    request = joining.put_forward(group, world.employee, by=world.manager)
    joining.welcome(request, by=world.coordinator)
    joining.leave(group, world.outsider)
    return request


def _manager_in_line(world: World) -> JoinRequest:
    """A stranger, so that nobody of the cast asks for themselves."""
    return joining.queue_up(_full_group(world), make_manager())


def _no_director_yet(world: World) -> Group:
    """The steering group of an installation in which nobody has been made director."""
    world.director.memberships.all().delete()
    world.director.forget_memberships()
    return world.steering_group


def _empty_chair(world: World) -> Group:
    """The steering group once the director has left it."""
    world.director.memberships.get().leave(by=world.director)
    world.director.forget_memberships()
    return world.steering_group


def _empty_steering_group(world: World) -> Group:
    for membership in world.steering_group.memberships.current():
        membership.leave(by=world.director)
    for person in (world.director, world.steering_member):
        person.forget_memberships()
    return world.steering_group


def _held_change(world: World) -> HeldChange:
    asked: dict[str, Any] = {"by": world.administrator, "source": Source.WEB}
    directory.update(world.employee, **asked, is_administrator=True)
    return world.employee.held_changes.get()


def _presentation(world: World, **said: Any) -> Presentation:
    """To the storgrupp, today, and nobody has written down what was said."""
    shown = {"on": today(), "material": "Se här.", "planned_by": world.coordinator}
    return Presentation.objects.create(stage=world.stage, body=world.storgrupp, **shown | said)


def _heard_presentation(world: World) -> Presentation:
    yesterday = today() - timedelta(days=1)
    return _presentation(world, on=yesterday, said="Fortsätt så.", said_by=world.coordinator)


def _revised_plan(world: World) -> Plan:
    """A second revision, so that there is one to compare it with."""
    make_plan(world.coordinator, text="Vi möts varje månad i köket.")
    return make_plan(world.coordinator, text="Vi möts varje vecka i köket.")


def _decided_proposal(world: World, outcome: Outcome, **fields: Any) -> Proposal:
    who = (world.convener, world.group, world.storgrupp_member, world.director)
    return make_decided(*who, outcome, **fields)


def _orphaned_proposal(world: World) -> Proposal:
    """Handed in by a group that has ended since."""
    group = make_group()
    proposal = make_handed_in(make_manager(), group)
    group.ended_on, group.ending = today(), "ended"
    group.save()
    return afresh(proposal)


def _closed_workshop(world: World) -> Workshop:
    """With a theme that became the cast's direction, and with guests."""
    workshop = make_workshop(state=State.CLOSED, lets_guests_in=True, question="Vad äter vi?")
    world.direction.theme = make_theme(workshop, "Vad äter vi?", marks=2)
    world.direction.save()
    make_note(workshop, "Bättre kaffe.")
    return workshop


def _theme_of(workshop: Workshop) -> Theme:
    make_theme(workshop)
    return make_theme(workshop, "Möten", marks=1)


# What is the same whoever asks.
THINGS: dict[str, Callable[[World], Model]] = {
    "direction": lambda world: world.direction,
    "ended direction": lambda world: make_direction(ended_on=today(), ending="ended"),
    "direction's link": lambda world: DirectionLink.objects.create(
        earlier=make_direction(), later=world.direction, kind="continues"
    ),
    "group's link": lambda world: GroupLink.objects.create(
        earlier=make_group(), later=world.group, kind="continues"
    ),
    "stage": lambda world: world.stage,
    "foreign stage": lambda world: make_stage(make_direction()),
    "reconsidered stage": lambda world: make_past_stage(make_direction(), reconsidered_by=world.coordinator),
    "presentation": _presentation,
    "meeting": lambda world: make_meeting(world.group, world.convener, agenda="Köer."),
    "held meeting": lambda world: make_held_meeting(world.group, world.convener),
    "foreign meeting": lambda world: make_meeting(world.foreign_group, world.outsider, notes="Utkast."),
    "storgrupp's meeting": lambda world: make_meeting(world.storgrupp, world.coordinator),
    "steering group's meeting": lambda world: make_meeting(world.steering_group, world.director),
    "heard presentation": _heard_presentation,
    "group": lambda world: world.group,
    "foreign group": lambda world: world.foreign_group,
    "full group": _full_group,
    "ended group": _ended_group,
    "storgrupp": lambda world: world.storgrupp,
    "coordination group": lambda world: world.coordination_group,
    "steering group": lambda world: world.steering_group,
    "ledarforum": lambda world: world.ledarforum,
    "group's draft": lambda world: make_draft(world.member, group=world.group),
    "convener's draft": lambda world: make_draft(world.convener, group=world.group),
    "group's post": lambda world: make_post(world.convener, group=world.group),
    "member's post": lambda world: make_post(world.member, group=world.group),
    "corrected post": lambda world: make_corrected(world.convener, group=world.group),
    "storgrupp's receipt": lambda world: make_receipt(world.convener, world.storgrupp, group=world.group),
    "steering group's receipt": lambda world: make_receipt(
        world.convener, world.steering_group, group=world.group
    ),
    "coordination group's receipt": lambda world: make_receipt(
        world.outsider, world.coordination_group, direction=world.direction
    ),
    "foreign draft": lambda world: make_draft(world.outsider, group=world.foreign_group),
    "foreign post": lambda world: make_post(world.outsider, group=world.foreign_group),
    "shared post": lambda world: make_shared(world.outsider, world.coordinator, group=world.foreign_group),
    "somebody's draft": lambda world: make_draft(world.outsider, direction=world.direction),
    "somebody's post": lambda world: make_post(world.outsider, direction=world.direction),
    "proposal's draft": lambda world: make_proposal(world.member, world.group),
    "foreign proposal's draft": lambda world: make_proposal(world.outsider, world.foreign_group),
    "storgrupp's proposal": lambda world: make_proposal(world.storgrupp_member, world.storgrupp),
    "proposal": lambda world: make_handed_in(world.convener, world.group),
    "foreign proposal": lambda world: make_handed_in(world.outsider, world.foreign_group),
    "orphaned proposal": _orphaned_proposal,
    "recommended proposal": lambda world: make_recommended(
        world.convener, world.group, world.storgrupp_member
    ),
    "proposal sent back": lambda world: _decided_proposal(world, Outcome.SENT_BACK),
    "approved proposal": lambda world: _decided_proposal(world, Outcome.APPROVED),
    "declined proposal": lambda world: _decided_proposal(world, Outcome.DECLINED),
    "sent briefing": lambda world: make_sent_briefing(world.communicator),
    "briefing draft": lambda world: make_briefing(world.coordinator),
    "wish": lambda world: joining.wish(world.group, world.employee),
    "stuck wish": _stuck_wish,
    "foreign wish": _foreign_wish,
    "put forward": lambda world: joining.put_forward(world.group, world.employee, by=world.manager),
    "offer": _offer,
    "manager in line": _manager_in_line,
    "no director yet": _no_director_yet,
    "empty chair": _empty_chair,
    "empty steering group": _empty_steering_group,
    "held change": _held_change,
    "member's seat": lambda world: world.member.memberships.get(),
    "foreign seat": lambda world: world.foreign_group.memberships.get(),
    "coordinator's seat": lambda world: world.coordinator.memberships.get(),
    "who has left": lambda world: world.suspended,
    "revised plan": _revised_plan,
    "calendar key": lambda world: CalendarKey.objects.renew(world.member),
    "workshop": lambda world: make_workshop(),
    "managers' workshop": lambda world: make_workshop(audience=Audience.MANAGERS),
    "storgrupp's workshop": lambda world: make_workshop(audience=Audience.STORGRUPP),
    "workshop with guests": lambda world: make_workshop(lets_guests_in=True),
    "closed workshop": _closed_workshop,
    "theme": lambda world: _theme_of(make_workshop()),
    "closed theme": lambda world: _theme_of(make_workshop(state=State.CLOSED)),
    "theme to mark": lambda world: _theme_of(make_workshop(state=State.MARKING)),
    "theme to mark, with guests": lambda world: _theme_of(
        make_workshop(state=State.MARKING, lets_guests_in=True)
    ),
    "note": lambda world: make_note(make_workshop()),
    "guest's note": lambda world: make_note(make_workshop(lets_guests_in=True)),
    "another's view": lambda world: SavedFilter.objects.keep("Idéer", "kind=idea", by=world.suspended),
    "page": _page,
    "moved page": _moved_page,
    "person": lambda world: world.employee,
    "demo person": _shown_in_the_demo,
    "unit": lambda world: world.unit,
    "notice": lambda world: make_notice(world.outsider),
    "somebody's notice": lambda world: make_notice(world.outsider),
    "act": lambda world: Act.objects.record(GroupEvent.JOINED, world.group, by=world.member),
}


def _own_note(person: Person) -> Model:
    workshop = make_workshop()
    return make_note(workshop, participant=make_participant(workshop, person))


def _own_theme(person: Person) -> Model:
    """Of a workshop in which that person takes part."""
    theme = _theme_of(make_workshop(state=State.MARKING))
    make_participant(theme.workshop, person)
    return theme


THINGS |= files_of(THINGS)

# What belongs to whoever asks.
OWN: dict[str, Callable[[World, Person], Model]] = {
    "own draft": lambda world, person: make_draft(person, direction=world.direction),
    "own notice": lambda world, person: make_notice(person),
    "own view": lambda world, person: SavedFilter.objects.keep("Frågor", "kind=question", by=person),
    "own post": lambda world, person: make_post(person, direction=world.direction),
    "own receipt": lambda world, person: make_receipt(
        person, world.coordination_group, direction=world.direction
    ),
    "own note": lambda world, person: _own_note(person),
    "own theme to mark": lambda world, person: _own_theme(person),
    "own draft's file": lambda world, person: attach(make_draft(person, direction=world.direction), person),
    "own post's file": lambda world, person: attach(make_post(person, direction=world.direction), person),
}


def the(thing: str, world: World) -> Model | None:
    return THINGS[thing](world) if thing in THINGS else None


def the_own(thing: str, world: World, person: Person) -> Model | None:
    return OWN[thing](world, person) if thing in OWN else None
