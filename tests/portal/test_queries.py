"""How many queries a page costs: pinned, and the same however many rows there are."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from directions.models import DirectionLink
from groups import joining
from groups.models import GroupLink
from notices.models import Follow
from proposals.models import Outcome
from tests.access.routes import ROUTES
from tests.cast import World
from tests.factories.briefings import make_sent_briefing
from tests.factories.directions import make_direction, make_plan, make_reconsideration, make_stage
from tests.factories.feedback import make_draft, make_post, make_shared
from tests.factories.groups import make_group, seat
from tests.factories.meetings import make_meeting
from tests.factories.notices import make_notice
from tests.factories.people import make_person
from tests.factories.proposals import make_decided, make_handed_in, make_proposal, make_recommended
from tests.factories.workshops import make_note, make_participant, make_theme, make_workshop

SignIn = Callable[..., Client]


def grow(world: World, rows: int) -> None:
    """More of everything a page may list."""
    for _ in range(rows):
        direction = make_direction()
        make_reconsideration(make_stage(direction), world.coordinator)
        make_plan(world.coordinator)
        ended = make_group(direction=world.direction, ended_on=world.group.started_on)
        group = make_group(direction=world.direction, seats=5)
        DirectionLink.objects.create(earlier=direction, later=world.direction, kind="continues")
        GroupLink.objects.create(earlier=ended, later=world.group, kind="continues")
        seat(make_person(unit=world.unit), world.group)
        seat(world.convener, group)
        seat(world.coordinator, group)
        employee = make_person(unit=world.unit, manager=world.manager, email=None)
        joining.put_forward(group, employee, by=world.manager)
        make_meeting(world.group, world.convener)
        make_notice(world.convener)
        make_notice(make_person(email=None, manager=world.manager), kind="group")
        Follow.objects.begin(group, by=world.convener)
        Follow.objects.begin(direction, by=world.convener)
        make_draft(world.convener, group=world.group)
        make_post(world.convener, group=world.group)
        closed = make_workshop(state="closed")
        make_note(
            closed, participant=make_participant(closed, world.convener), theme=make_theme(closed, marks=1)
        )
        make_theme(make_workshop(), marks=1)
        make_shared(world.employee, world.coordinator, direction=world.direction)
        _propose(world)
        make_sent_briefing(world.communicator)


def _propose(world: World) -> None:
    who = (world.convener, world.group, world.storgrupp_member)
    make_proposal(*who[:2])
    make_handed_in(*who[:2])
    make_recommended(*who)
    for outcome in Outcome:
        make_decided(*who, world.director, outcome)


def address(world: World, route: str, subject: str | None) -> str:
    return ROUTES[route].address(getattr(world, subject) if subject else None)


def cost(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


# Who asks for which page, about what, and how many queries it may cost.
PAGES: list[tuple[str, str, str | None, int]] = [
    ("convener", "home", None, 13),
    ("coordinator", "home", None, 18),
    ("employee", "home", None, 9),
    ("convener", "notices:list", None, 4),
    ("convener", "me", None, 18),
    ("administrator", "admin:notices_notice_changelist", None, 11),
    ("employee", "directions:list", None, 4),
    ("employee", "directions:detail", "direction", 13),
    ("employee", "directions:stage", "stage", 11),
    ("coordinator", "groups:reconsider", "stage", 9),
    ("employee", "groups:list", None, 4),
    ("convener", "groups:detail", "group", 15),
    ("employee", "river:learned", None, 3),
    ("coordinator", "groups:new", None, 5),
    ("coordinator", "directions:plan", None, 4),
    ("employee", "workshops:list", None, 4),
    ("employee", "feedback:list", None, 4),
    ("convener", "feedback:new", None, 3),
    ("convener", "river:contributions", None, 14),
    ("coordinator", "briefings:list", None, 5),
    ("communicator", "briefings:new", None, 14),
    ("storgrupp_member", "feedback:sent_to", "storgrupp", 9),
    ("storgrupp_member", "home", None, 15),
    ("convener", "proposals:list", None, 7),
    ("director", "proposals:list", None, 7),
    ("employee", "proposals:decisions", None, 4),
    ("employee", "proposals:decisions_csv", None, 2),
    ("coordinator", "groups:requests", None, 3),
    ("manager", "groups:my_people", None, 10),
    ("manager", "groups:notices", None, 7),
    ("coordinator", "groups:organisation", None, 7),
    ("storgrupp_member", "groups:overview", None, 8),
    ("employee", "river:river", None, 6),
    ("employee", "river:river_lately", None, 6),
    ("convener", "river:year", None, 7),
    ("director", "first_day", None, 10),
    # Three for the figures and the saved views, three for what waits elsewhere, three for the choices to
    # narrow by and to assign to; the rows themselves cost three.
    ("coordinator", "admin:feedback_feedback_changelist", None, 14),
]


@pytest.mark.slow
def test_page_costs_few_queries_however_much_there_is(world: World, signed_in: SignIn) -> None:
    clients = {who: signed_in(getattr(world, who)) for who in {who for who, *_ in PAGES}}

    def costs() -> list[int]:
        return [cost(clients[who], address(world, route, subject)) for who, route, subject, _ in PAGES]

    grow(world, 2)
    costs()  # content types and the like are looked up once per process
    few = costs()
    grow(world, 12)
    costs()  # and what a process keeps until there is more

    wrong = [
        f"{route}, {who}: {some} queries, {more} when there is more, and not {limit}"
        for (who, route, _, limit), some, more in zip(PAGES, few, costs(), strict=True)
        if not more == some <= limit
    ]
    assert wrong == []
