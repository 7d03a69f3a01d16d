"""What is on its way, what has been decided, the table to take along, and what waits for whom."""

import csv
import io
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from people.models import Person
from proposals import deciding
from proposals.models import Outcome, Proposal
from proposals.tasks import proposal_tasks
from tests.cast import World
from tests.factories.directions import make_direction
from tests.factories.groups import make_group, seat
from tests.factories.proposals import (
    make_decided,
    make_handed_in,
    make_proposal,
    make_recommended,
)
from ui.dates import today

SignIn = Callable[..., Client]


def decided(world: World, outcome: Outcome = Outcome.APPROVED, **fields: str) -> Proposal:
    who = (world.convener, world.group, world.storgrupp_member, world.director)
    return make_decided(*who, outcome, **fields)


def listed(client: Client, route: str, asked: str = "") -> set[str]:
    page = client.get(reverse(route) + asked).context["page"]
    return {str(one) for one in page}


def table(client: Client, asked: str = "") -> list[list[str]]:
    response = client.get(reverse("proposals:decisions_csv") + asked)
    text = response.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_everybody_sees_the_decisions_and_not_what_is_on_its_way(world: World, signed_in: SignIn) -> None:
    yes, no = decided(world), decided(world, Outcome.DECLINED)
    decided(world, Outcome.SENT_BACK)
    make_handed_in(world.convener, world.group)
    client = signed_in(world.employee)

    assert listed(client, "proposals:decisions") == {str(yes), str(no)}
    assert listed(client, "proposals:list") == set()
    assert len(listed(signed_in(world.director), "proposals:list")) == 2


def test_decisions_are_narrowed_by_outcome_direction_and_year(world: World, signed_in: SignIn) -> None:
    yes, no = decided(world), decided(world, Outcome.DECLINED)
    elsewhere = make_group(direction=make_direction("Trygga platser"))
    seat(world.convener, elsewhere)
    who = (world.convener, elsewhere, world.storgrupp_member, world.director)
    other = make_decided(*who, Outcome.APPROVED)
    client, route = signed_in(world.employee), "proposals:decisions"

    assert listed(client, route, "?state=declined") == {str(no)}
    assert listed(client, route, f"?direction={elsewhere.direction.slug}") == {str(other)}  # type: ignore[union-attr]
    assert listed(client, route, f"?year={today().year}") == {str(yes), str(no), str(other)}
    assert listed(client, route, "?year=2014") == set()


def test_choice_that_makes_no_sense_is_told_beside_its_field(world: World, signed_in: SignIn) -> None:
    yes = decided(world)
    client = signed_in(world.employee)
    for route in ("proposals:list", "proposals:decisions"):
        page = client.get(reverse(route) + "?state=lost&year=soon&direction=nowhere")
        assert page.status_code == 200
        assert set(page.context["form"].errors) == {"state", "year", "direction"}
    assert listed(client, "proposals:decisions", "?state=lost") == {str(yes)}


def test_decisions_are_taken_along_as_a_table(world: World, signed_in: SignIn) -> None:
    proposal, no = decided(world), decided(world, Outcome.DECLINED)
    heading, *rows = table(signed_in(world.employee))

    assert heading[:3] == ["Nummer", "Beslutat", "Förslag"]
    assert [row[2] for row in rows] == [str(no), str(proposal)]
    assert rows[1][3] == world.group.name
    assert rows[1][6:8] == ["Godkänt", "Så blir det."]
    assert rows[1][9] == "Driften"
    assert len(table(signed_in(world.employee), "?state=declined")) == 2


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t"])
def test_words_that_look_like_a_formula_stay_words(world: World, signed_in: SignIn, sign: str) -> None:
    proposal = decided(world)
    title = f"{sign}SUM(A1:A9)"
    type(proposal.current_round).objects.filter(pk=proposal.latest_id).update(title=title)

    assert table(signed_in(world.employee))[1][2] == f"'{title}"


# What waits for whom.


def tasks(person: Person) -> list[tuple[str, str]]:
    person.forget_memberships()
    return [(task.what, task.address) for task in proposal_tasks(person)]


def test_director_and_storgrupp_have_one_task_each_for_all_that_waits(world: World) -> None:
    who = (world.convener, world.group, world.storgrupp_member)
    for _ in range(2):
        make_recommended(*who)
        make_handed_in(*who[:2])
    queue = reverse("proposals:list")

    assert tasks(world.director) == [("2 förslag väntar på ditt beslut", f"{queue}?state=recommended")]
    assert tasks(world.storgrupp_member) == [("2 förslag väntar på att beredas", queue)]
    assert tasks(world.coordinator) == tasks(world.storgrupp_member)
    assert tasks(world.steering_member) == tasks(world.employee) == []


def test_a_single_one_is_named_and_led_to(world: World) -> None:
    who = (world.convener, world.group, world.storgrupp_member)
    recommended, handed_in = make_recommended(*who), make_handed_in(*who[:2])

    decide_it = reverse("proposals:decide", args=[recommended.pk])
    assert tasks(world.director) == [(f"Besluta om ”{recommended}”", decide_it)]
    assert tasks(world.storgrupp_member) == [(f"Bered ”{handed_in}”", handed_in.get_absolute_url())]


def test_what_is_sent_back_waits_for_those_who_proposed_it(world: World) -> None:
    proposal = decided(world, Outcome.SENT_BACK)
    waiting = [(f"”{proposal}” har skickats tillbaka till er", proposal.get_absolute_url())]

    assert tasks(world.convener) == waiting
    assert tasks(world.member) == []
    deciding.hand_in(proposal, by=world.convener)
    assert tasks(world.convener) == []


def test_draft_waits_for_whoever_hands_it_in(world: World) -> None:
    proposal = make_proposal(world.member, world.group)
    waiting = [(f"Förslaget ”{proposal}” är fortfarande ett utkast", proposal.get_absolute_url())]

    assert tasks(world.convener) == waiting
