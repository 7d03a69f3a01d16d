"""Many at once about one proposal: each step is taken once, and whoever comes second is told."""

from functools import partial

import pytest
from django.urls import reverse

from proposals.models import Decision, Proposal, ProposalState
from tests.cast import World
from tests.factories.proposals import afresh, make_handed_in, make_proposal, make_recommended
from tests.races.server import Knock, all_at_once
from tests.races.test_over_http import CLIENTS, ROUNDS

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def address(route: str, proposal: Proposal) -> str:
    return reverse(f"proposals:{route}", args=[proposal.pk])


def test_two_decisions_at_once_make_one_and_the_other_is_told(host: str, world: World) -> None:
    client = Knock(host, world.director)
    for _ in range(ROUNDS):
        proposal = make_recommended(world.convener, world.group, world.storgrupp_member)
        decisions = [{"outcome": one, "reason": "Så."} for one in ("declined", "sent_back")]
        acts = [partial(client.post, address("decide", proposal), one) for one in decisions]
        answers = all_at_once(acts * (CLIENTS // 2))

        assert sorted(status for status, _ in answers) == [302, *[422] * (CLIENTS - 1)]
        assert Decision.objects.filter(round__proposal=proposal).count() == 1


def test_proposal_is_withdrawn_or_decided_and_never_both(host: str, world: World) -> None:
    director, convener = Knock(host, world.director), Knock(host, world.convener)
    for _ in range(ROUNDS):
        proposal = make_recommended(world.convener, world.group, world.storgrupp_member)
        decide = partial(director.post, address("decide", proposal), {"outcome": "declined", "reason": "Så."})
        withdraw = partial(convener.post, address("withdraw", proposal), {"why": "Nej."})
        answers = all_at_once([decide, withdraw] * (CLIENTS // 2))

        assert sorted(status for status, _ in answers) == [302, *[422] * (CLIENTS - 1)]
        proposal = afresh(proposal)
        assert (proposal.withdrawn_at is None) != (proposal.decision is None)


def test_nothing_is_prepared_after_it_was_withdrawn(host: str, world: World) -> None:
    coordinator, convener = Knock(host, world.coordinator), Knock(host, world.convener)
    said = {"recommendation": "approve", "reasons": "Ja.", "version": "0", "save_as": "completed"}
    for _ in range(ROUNDS):
        proposal = make_handed_in(world.convener, world.group)
        prepare = partial(coordinator.post, address("prepare", proposal), said)
        withdraw = partial(convener.post, address("withdraw", proposal), {"why": "Nej."})
        answers = all_at_once([prepare, withdraw] * (CLIENTS // 2))

        assert {status for status, _ in answers} == {302, 422}
        proposal = afresh(proposal)
        assert proposal.state == ProposalState.WITHDRAWN
        preparation = proposal.preparation
        assert preparation is None or preparation.recommended_at < proposal.withdrawn_at


def test_two_who_prepare_at_once_are_not_written_over(host: str, world: World) -> None:
    clients = [Knock(host, one) for one in (world.coordinator, world.storgrupp_member)]
    for _ in range(ROUNDS):
        proposal = make_handed_in(world.convener, world.group)
        said = {"recommendation": "approve", "version": "0", "save_as": "draft"}
        acts = [
            partial(client.post, address("prepare", proposal), said | {"reasons": f"Ord {number}."})
            for number, client in enumerate(clients * (CLIENTS // 2))
        ]
        answers = all_at_once(acts)

        assert sorted(status for status, _ in answers) == [302, *[422] * (CLIENTS - 1)]
        assert afresh(proposal).preparation.version == 1  # type: ignore[union-attr]


def test_handing_in_twice_at_once_makes_one_round(host: str, world: World) -> None:
    client = Knock(host, world.convener)
    for _ in range(ROUNDS):
        proposal = make_proposal(world.convener, world.group)
        answers = all_at_once(
            [partial(client.post, address("hand_in", proposal), {"version": "0"})] * CLIENTS
        )

        assert {status for status, _ in answers} == {302}
        assert proposal.rounds.count() == 1
