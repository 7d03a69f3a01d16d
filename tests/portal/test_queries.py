"""How many queries a page costs: pinned, and the same however many rows there are."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from directions.models import DirectionLink
from groups import joining
from groups.models import GroupLink
from people.models import Follow
from tests.access.routes import ROUTES
from tests.cast import World
from tests.factories.directions import make_direction, make_plan, make_reconsideration, make_stage
from tests.factories.feedback import make_draft, make_post, make_shared
from tests.factories.groups import make_group, seat
from tests.factories.meetings import make_meeting
from tests.factories.notices import make_notice
from tests.factories.people import make_person

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
        make_shared(world.employee, world.coordinator, direction=world.direction)


def cost(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    ("who", "route", "subject", "limit"),
    [
        ("convener", "home", None, 10),
        ("coordinator", "home", None, 10),
        ("employee", "home", None, 10),
        ("convener", "notices", None, 6),
        ("convener", "me", None, 8),
        ("administrator", "admin:people_notice_changelist", None, 16),
        ("employee", "directions:list", None, 8),
        ("employee", "directions:detail", "direction", 8),
        ("employee", "directions:stage", "stage", 12),
        ("coordinator", "groups:reconsider", "stage", 12),
        ("employee", "groups:list", None, 8),
        ("convener", "groups:detail", "group", 9),
        ("employee", "groups:learned", None, 8),
        ("coordinator", "groups:new", None, 10),
        ("coordinator", "directions:plan", None, 8),
        ("employee", "feedback:list", None, 8),
        ("coordinator", "groups:requests", None, 8),
        ("manager", "groups:my_people", None, 11),
        ("manager", "groups:notices", None, 9),
        ("coordinator", "groups:organisation", None, 12),
        ("storgrupp_member", "groups:overview", None, 8),
        ("employee", "groups:river", None, 8),
        ("director", "first_day", None, 14),
        ("coordinator", "admin:feedback_feedback_changelist", None, 12),
    ],
)
def test_page_costs_few_queries_however_much_there_is(
    world: World, signed_in: SignIn, who: str, route: str, subject: str | None, limit: int
) -> None:
    address = ROUTES[route].address(getattr(world, subject) if subject else None)
    client = signed_in(getattr(world, who))
    grow(world, 2)
    client.get(address)  # content types and the like are looked up once per process
    few = cost(client, address)
    grow(world, 12)

    assert cost(client, address) == few <= limit, f"{route} costs {few} queries"
