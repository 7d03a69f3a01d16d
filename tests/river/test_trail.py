"""The trail: back to the theme question, and forward to what was decided, in few queries however long."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from directions.lineage import LinkKind
from directions.models import Direction, DirectionLink
from groups.models import Group, GroupLink
from proposals.models import Outcome, Proposal
from river.trail import became_of, trail_of
from tests.cast import World
from tests.factories.directions import make_direction, make_stage
from tests.factories.groups import make_group
from tests.factories.proposals import make_decided
from tests.factories.workshops import make_theme, make_workshop
from ui.dates import today

SignIn = Callable[..., Client]
YEAR = timedelta(days=365)


def names(steps: list) -> list[str]:
    return [step.name for step in steps]


def decided(world: World, group: Group) -> Proposal:
    who = (world.convener, group, world.coordinator, world.director)
    return make_decided(*who, Outcome.APPROVED, title="Ät ute")


def lead(earlier: Direction, later: Direction, world: World) -> None:
    DirectionLink.objects.link(earlier, later, LinkKind.CONTINUES, by=world.coordinator)


@pytest.fixture
def line(world: World) -> list[Direction]:
    """Three directions, each grown out of the one before, the first out of a theme."""
    theme = make_theme(make_workshop(question="Vart ska vi?"), title="Mat")
    line = [make_direction(f"Led {n}", started_on=today() - YEAR * (3 - n)) for n in range(3)]
    line[0].theme = theme
    line[0].save()
    lead(line[0], line[1], world)
    lead(line[1], line[2], world)
    return line


def test_direction_is_traced_back_to_the_question_and_onward(world: World, line: list[Direction]) -> None:
    middle = trail_of(Direction.objects.get(pk=line[1].pk))

    assert names(middle.before) == ["Vart ska vi?", "Mat", "Led 0"]
    assert names(middle.after) == ["Led 2"]
    assert names(trail_of(line[2]).before)[-2:] == ["Led 0", "Led 1"]


def test_group_is_traced_through_its_direction_and_what_came_before_it(
    world: World, line: list[Direction]
) -> None:
    first, second = make_group("Ett", direction=line[1]), make_group("Två", direction=line[1])
    GroupLink.objects.link(first, second, LinkKind.CONTINUES, by=world.coordinator)

    assert names(trail_of(second).before) == ["Vart ska vi?", "Mat", "Led 0", "Led 1", "Ett"]
    assert names(trail_of(first).after) == ["Två"]


def test_phrase_stands_with_what_it_became_and_not_with_the_next_by_date(world: World) -> None:
    """Two merged into the third; another one began between them, and one led on to two."""
    old, other, merged, later = (
        make_direction(title, started_on=date(2015 + n, 1, 1))
        for n, title in enumerate(["Gammal", "Annan", "Hopslagen", "Senare"])
    )
    lead = partial(DirectionLink.objects.link, by=world.coordinator)
    lead(old, merged, LinkKind.MERGED_INTO)
    lead(other, merged, LinkKind.MERGED_INTO)
    lead(old, later, LinkKind.SPLIT_FROM)
    lead(merged, later, LinkKind.CONTINUES)

    how = {step.name: step.how for step in trail_of(later).before}
    assert how == {
        "Gammal": "gick upp i Hopslagen, gav upphov till Senare",
        "Annan": "gick upp i Hopslagen",
        "Hopslagen": "fortsätter i Senare",
    }


def test_stage_leads_on_to_the_next_and_the_last_to_what_its_direction_became(
    world: World, line: list[Direction]
) -> None:
    first = make_stage(line[1], title="Början")
    second = make_stage(line[1], title="Fortsättning", starts_on=line[2].started_on - timedelta(days=30))

    assert names(trail_of(first).before)[-1] == "Led 1"
    assert names(trail_of(first).after) == ["Fortsättning"]
    assert names(trail_of(second).before)[-1] == "Början"
    assert names(trail_of(second).after) == ["Led 2"]

    late = make_stage(line[1], title="Efteråt")
    assert names(trail_of(late).after) == []  # Led 2 had begun before it


def test_decision_is_traced_back_to_the_question_and_stands_where_it_came_from(
    world: World, line: list[Direction]
) -> None:
    group = make_group("Köket", direction=line[0])
    proposal = decided(world, group)

    assert names(trail_of(proposal).before) == ["Vart ska vi?", "Mat", "Led 0", "Köket"]
    assert trail_of(proposal).after == []  # the decision stands on its own page
    assert "Beslut: godkänt" in [step.what for step in trail_of(group).after]
    assert "Ät ute" in names(trail_of(group).after)
    assert "Ät ute" in names(trail_of(line[0]).after)


def test_theme_knows_all_it_grew_into(world: World, line: list[Direction]) -> None:
    theme = line[0].theme
    assert theme
    decided(world, make_group("Köket", direction=line[1]))
    other = make_theme(theme.workshop, title="Ingenting")

    became = became_of([theme, other])

    assert names(became[theme.pk]) == ["Led 0", "Led 1", "Led 2", "Ät ute"]
    assert became[other.pk] == []


def test_trail_costs_the_same_however_long_it_is(world: World, line: list[Direction]) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            trail_of(Direction.objects.select_related("theme__workshop").get(pk=line[0].pk))
        return len(queries)

    short = cost()
    last = line[-1]
    for n in range(6):
        later = make_direction(f"Senare {n}")
        lead(last, later, world)
        last = later

    assert cost() == short


def test_pages_tell_the_trail(world: World, signed_in: SignIn, line: list[Direction]) -> None:
    group = make_group("Köket", direction=line[1])
    stage = make_stage(line[1])
    client = signed_in(world.employee)

    for thing in (line[1], group, stage):
        assert "Vart ska vi?" in client.get(thing.get_absolute_url()).content.decode()


def test_theme_becomes_a_proposal_in_the_storgrupp_and_keeps_the_link(
    world: World, signed_in: SignIn, line: list[Direction]
) -> None:
    client = signed_in(world.coordinator)
    address = f"{reverse('proposals:new_in_storgrupp')}?theme={line[0].theme_id}"

    page = client.get(address, follow=True)
    where = page.redirect_chain[-1][0]
    client.post(where, {"title": "Mat", "text": "Så.", "why": "Därför.", "version": "0", "save_as": "draft"})

    proposal = Proposal.objects.get()
    assert (proposal.theme, proposal.group) == (line[0].theme, world.storgrupp)
    assert "Vart ska vi?" in names(trail_of(proposal).before)
