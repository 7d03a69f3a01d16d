"""Many coordinators at once: a stage is reconsidered once, opens once, and lineages never go in a circle."""

from datetime import timedelta
from functools import partial
from graphlib import TopologicalSorter

import pytest
from django.urls import reverse

from directions.models import DirectionLink, Reconsideration
from groups.models import Group, GroupLink
from tests.cast import World
from tests.factories.directions import make_direction, make_past_stage
from tests.factories.groups import make_group
from tests.races.server import Knock, all_at_once
from tests.races.test_over_http import CLIENTS, ROUNDS
from ui.dates import today

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_stage_is_reconsidered_once_and_its_group_becomes_one_new_group(host: str, world: World) -> None:
    clients = [Knock(host, one) for one in (world.coordinator, world.director)]
    for number in range(ROUNDS):
        direction = make_direction()
        group = make_group(direction=direction)
        stage = make_past_stage(direction)
        mine = f"group-{group.pk}"
        typed = {
            "direction-outcome": "continue",
            "direction-why": "Det bär.",
            "direction-learned": "Fråga.",
            f"{mine}-outcome": "start_new",
            f"{mine}-why": "Frågan växte.",
            f"{mine}-learned": "Mycket.",
            f"{mine}-new_name": f"Nästa {number}",
        }
        address = reverse("groups:reconsider", args=[direction.slug, stage.number])
        acts = [partial(client.post, address, typed) for client in clients] * (CLIENTS // 2)
        answers = all_at_once(acts)

        assert {status for status, _ in answers} <= {302, 422}
        assert Reconsideration.objects.filter(stage=stage).count() == 1
        assert Group.objects.filter(name=f"Nästa {number}").count() == 1
        assert GroupLink.objects.filter(earlier=group).count() == 1


def test_next_stage_opens_once_and_none_overlap(host: str, world: World) -> None:
    client = Knock(host, world.coordinator)
    for _ in range(ROUNDS):
        direction = make_direction()
        make_past_stage(direction, reconsidered_by=world.coordinator)
        address = reverse("directions:open_stage", args=[direction.slug])
        typed = [
            {
                "aim": "Prova",
                "starts_on": str(today() + timedelta(days=n)),
                "ends_on": str(today() + timedelta(days=90)),
            }
            for n in range(CLIENTS)
        ]
        answers = all_at_once([partial(client.post, address, one) for one in typed])

        assert {status for status, _ in answers} <= {302, 422}
        assert list(direction.stages.values_list("number", flat=True)) == [1, 2]


def test_group_that_begins_while_its_direction_ends_is_not_left_without_one(host: str, world: World) -> None:
    coordinator, director = Knock(host, world.coordinator), Knock(host, world.director)
    for number in range(ROUNDS):
        direction = make_direction()
        ends = {"outcome": "end", "why": "Klart.", "learned": "Mycket."}
        end = partial(director.post, reverse("groups:end_direction", args=[direction.slug]), ends)
        begins = {"kind": "working_group", "direction": direction.slug, "summary": "Vad?", "charter": "Se."}
        starts = [
            partial(coordinator.post, reverse("groups:new"), begins | {"name": f"Ny {number} {n}"})
            for n in range(3)
        ]
        answers = all_at_once([end, *starts] * (CLIENTS // 4))

        assert {status for status, _ in answers} <= {302, 404, 422}
        direction.refresh_from_db()
        assert not (direction.ended_on and direction.groups.current().exists())


def test_links_set_at_once_never_go_in_a_circle(host: str, world: World) -> None:
    client = Knock(host, world.coordinator)
    for _ in range(ROUNDS):
        ring = [make_direction() for _ in range(4)]
        acts = [
            partial(
                client.post,
                reverse("directions:lineage", args=[one.slug]),
                {"way": "onward", "other": ring[(place + 1) % 4].slug, "kind": "continues"},
            )
            for place, one in enumerate(ring)
        ]
        answers = all_at_once(acts * (CLIENTS // 4))

        assert {status for status, _ in answers} <= {302, 422}
        links = DirectionLink.objects.filter(earlier__in=ring)
        assert links.count() == 3
        graph: TopologicalSorter[int] = TopologicalSorter()
        for earlier, later in links.values_list("earlier", "later"):
            graph.add(later, earlier)
        graph.prepare()  # raises CycleError
