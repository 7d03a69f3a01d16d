"""What a route can be about, by the words the tables use. Nothing is made before a test asks for it."""

from collections.abc import Callable

from django.db.models import Model

from directions.models import DirectionLink
from feedback.models import SavedFilter
from groups import joining
from groups.events import GroupEvent
from groups.models import GroupLink
from people.models import Act, Person
from proposals.models import Outcome
from river.models import CalendarKey
from search.models import MissedSearch, Synonym
from tests.access.directory_things import (
    conveners_passkey,
    empty_chair,
    empty_steering_group,
    held_change,
    one_time_link,
    own_app,
    own_passkey,
    refusal,
    somebodys_passkey,
    somebodys_session,
)
from tests.access.files import files_of
from tests.access.makers import (
    closed_workshop,
    decided_proposal,
    ended_group,
    foreign_wish,
    full_group,
    heard_presentation,
    manager_in_line,
    moved_page,
    no_director_yet,
    offer,
    orphaned_proposal,
    own_groups_post,
    own_note,
    own_theme,
    page,
    presentation,
    revised_plan,
    shown_in_the_demo,
    stuck_wish,
    theme_of,
)
from tests.cast import World
from tests.factories.accessibility import make_report, make_shortcoming, make_statement
from tests.factories.attachments import attach
from tests.factories.briefings import make_briefing, make_sent_briefing
from tests.factories.directions import make_direction, make_past_stage, make_stage
from tests.factories.feedback import make_corrected, make_draft, make_post, make_receipt, make_shared
from tests.factories.groups import make_backgrounds, make_group
from tests.factories.meetings import make_held_meeting, make_meeting
from tests.factories.notices import make_notice
from tests.factories.proposals import (
    make_handed_in,
    make_proposal,
    make_recommended,
)
from tests.factories.workshops import make_note, make_participant, make_workshop
from ui.dates import today
from workshops.models import Audience, State

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
    "presentation": presentation,
    "meeting": lambda world: make_meeting(world.group, world.convener, agenda="Köer."),
    "held meeting": lambda world: make_held_meeting(world.group, world.convener),
    "foreign meeting": lambda world: make_meeting(world.foreign_group, world.outsider, notes="Utkast."),
    "storgrupp's meeting": lambda world: make_meeting(world.storgrupp, world.coordinator),
    "steering group's meeting": lambda world: make_meeting(world.steering_group, world.director),
    "heard presentation": heard_presentation,
    "group": lambda world: world.group,
    "foreign group": lambda world: world.foreign_group,
    "full group": full_group,
    "ended group": ended_group,
    "storgrupp": lambda world: world.storgrupp,
    "coordination group": lambda world: world.coordination_group,
    "steering group": lambda world: world.steering_group,
    "ledarforum": lambda world: world.ledarforum,
    "group's draft": lambda world: make_draft(world.member, group=world.group),
    "convener's draft": lambda world: make_draft(world.convener, group=world.group),
    "group's post": lambda world: make_post(world.convener, group=world.group),
    "member's post": lambda world: make_post(world.member, group=world.group),
    "coordination group's post": lambda world: make_post(world.communicator, group=world.coordination_group),
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
    "orphaned proposal": orphaned_proposal,
    "recommended proposal": lambda world: make_recommended(
        world.convener, world.group, world.storgrupp_member
    ),
    "proposal sent back": lambda world: decided_proposal(world, Outcome.SENT_BACK),
    "approved proposal": lambda world: decided_proposal(world, Outcome.APPROVED),
    "declined proposal": lambda world: decided_proposal(world, Outcome.DECLINED),
    "sent briefing": lambda world: make_sent_briefing(world.communicator),
    "briefing draft": lambda world: make_briefing(world.coordinator),
    "wish": lambda world: joining.wish(world.group, world.employee),
    "stuck wish": stuck_wish,
    "foreign wish": foreign_wish,
    "put forward": lambda world: joining.put_forward(world.group, world.employee, by=world.manager),
    "offer": offer,
    "manager in line": manager_in_line,
    "no director yet": no_director_yet,
    "empty chair": empty_chair,
    "empty steering group": empty_steering_group,
    "held change": held_change,
    "refusal": refusal,
    "somebody's passkey": somebodys_passkey,
    "own passkey": own_passkey,
    "a convener's passkey": conveners_passkey,
    "own app": own_app,
    "one-time link": one_time_link,
    "somebody's session": somebodys_session,
    "member's seat": lambda world: world.member.memberships.get(),
    "foreign seat": lambda world: world.foreign_group.memberships.get(),
    "coordinator's seat": lambda world: world.coordinator.memberships.get(),
    "who has left": lambda world: world.suspended,
    "revised plan": revised_plan,
    "calendar key": lambda world: CalendarKey.objects.renew(world.member),
    "workshop": lambda world: make_workshop(),
    "managers' workshop": lambda world: make_workshop(audience=Audience.MANAGERS),
    "storgrupp's workshop": lambda world: make_workshop(audience=Audience.STORGRUPP),
    "workshop with guests": lambda world: make_workshop(lets_guests_in=True),
    "closed workshop": closed_workshop,
    "theme": lambda world: theme_of(make_workshop()),
    "closed theme": lambda world: theme_of(make_workshop(state=State.CLOSED)),
    "theme to mark": lambda world: theme_of(make_workshop(state=State.MARKING)),
    "theme to mark, with guests": lambda world: theme_of(
        make_workshop(state=State.MARKING, lets_guests_in=True)
    ),
    "note": lambda world: make_note(make_workshop()),
    "guest": lambda world: make_participant(make_workshop(lets_guests_in=True)),
    "guest's note": lambda world: make_note(make_workshop(lets_guests_in=True)),
    "another's view": lambda world: SavedFilter.objects.keep("Idéer", "kind=idea", by=world.suspended),
    "background": lambda world: make_backgrounds("fastighet")[0],
    "held background": lambda world: make_backgrounds("drift")[0],
    "page": page,
    "statement": lambda world: make_statement(world.coordinator),
    "shortcoming": lambda world: make_shortcoming(world.coordinator),
    "reported obstacle": lambda world: make_report(),
    "moved page": moved_page,
    "person": lambda world: world.employee,
    "manager": lambda world: world.manager,
    "other manager": lambda world: world.outsider,
    "demo person": shown_in_the_demo,
    "unit": lambda world: world.unit,
    "notice": lambda world: make_notice(world.outsider),
    "somebody's notice": lambda world: make_notice(world.outsider),
    "synonym": lambda world: Synonym.objects.create(words="lampa, lykta"),
    "missed search": lambda world: MissedSearch.objects.create(words="lanternin"),
    "act": lambda world: Act.objects.record(GroupEvent.JOINED, world.group, by=world.member),
}


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
    "own group's receipt": lambda world, person: own_groups_post(world, person).receipts.get(
        body=world.coordination_group
    ),
    "own group's post": own_groups_post,
    "own note": lambda world, person: own_note(person),
    "own theme to mark": lambda world, person: own_theme(person),
    "own draft's file": lambda world, person: attach(make_draft(person, direction=world.direction), person),
    "own post's file": lambda world, person: attach(make_post(person, direction=world.direction), person),
}


def the(thing: str, world: World) -> Model | None:
    return THINGS[thing](world) if thing in THINGS else None


def the_own(thing: str, world: World, person: Person) -> Model | None:
    return OWN[thing](world, person) if thing in OWN else None
