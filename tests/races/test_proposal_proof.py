"""The proof that the races about proposals bite: without the lock, each finds what it looks for."""

import pytest

from proposals import deciding
from proposals.models import Outcome, Proposal, Round
from tests.cast import make_world
from tests.factories.proposals import make_proposal, make_recommended
from tests.races.test_the_proof import some_round, unlocked, without

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_proposal_is_withdrawn_and_decided() -> None:
    world = make_world()
    who = (world.convener, world.group, world.storgrupp_member)
    proposal = make_recommended(*who)
    decide, withdraw = deciding.decide.__wrapped__, deciding.withdraw.__wrapped__

    def act(number: int) -> None:
        mine = Proposal.objects.get(pk=proposal.pk)
        if number % 2:
            decide(mine, Outcome.DECLINED, "Så.", by=world.director)
        else:
            withdraw(mine, "Nej.", by=world.convener)

    def is_violated() -> bool:
        nonlocal proposal
        now = Proposal.objects.with_standing().get(pk=proposal.pk)
        proposal = make_recommended(*who)
        return now.withdrawn_at is not None and now.decision is not None

    with unlocked():
        found = some_round(act, is_violated)
    assert found


def test_proposal_is_handed_in_twice() -> None:
    world = make_world()
    proposal = make_proposal(world.convener, world.group)
    hand_in = deciding.hand_in.__wrapped__

    def act(number: int) -> None:
        hand_in(Proposal.objects.get(pk=proposal.pk), by=world.convener)

    def is_violated() -> bool:
        nonlocal proposal
        twice = Round.objects.count() > 1
        Proposal.objects.update(latest=None)
        Round.objects.all().delete()
        proposal = make_proposal(world.convener, world.group)
        return twice

    with without(Round, "one_round_of_each_number"), unlocked():
        found = some_round(act, is_violated)
    assert found
