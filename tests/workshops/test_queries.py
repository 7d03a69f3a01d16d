"""A workshop's pages cost as few queries with many answers, themes and marks as with few."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.models import Person
from tests.cast import World
from tests.factories.directions import make_direction
from tests.factories.groups import make_group
from tests.factories.workshops import make_note, make_participant, make_theme, make_workshop
from workshops.models import State, Workshop

SignIn = Callable[[Person], Client]


def grow(workshop: Workshop, world: World, rows: int) -> None:
    for _ in range(rows):
        theme = make_theme(workshop, marks=2)
        make_group(direction=world.direction, theme=theme)
        make_direction(theme=theme)
        make_note(workshop, participant=make_participant(workshop, None), is_signed=True)
        make_note(workshop, participant=workshop.participants.get(person=world.coordinator))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("route", "state", "limit"),
    [
        ("detail", State.CLOSED, 13),
        ("run", State.OPEN, 12),
        ("screen", State.MARKING, 7),
        ("guests", State.OPEN, 7),
        ("take_part", State.OPEN, 5),
        ("take_part", State.MARKING, 8),
    ],
)
def test_page_costs_few_queries_however_much_there_is(
    world: World, signed_in: SignIn, route: str, state: State, limit: int
) -> None:
    workshop = make_workshop(state=state)
    make_participant(workshop, world.coordinator)
    client, address = signed_in(world.coordinator), reverse(f"workshops:{route}", args=[workshop.code])
    costs = []
    for rows in (2, 10):
        grow(workshop, world, rows)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        costs.append(len(queries))

    assert costs[0] == costs[1] <= limit, f"{route} costs {costs} queries"
