"""A proposal's way: drafted, handed in, prepared, decided, carried out; sent back and taken up again."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from notices.kinds import NoticeKind
from notices.models import Notice
from people.models import Person
from proposals import deciding
from proposals.models import Outcome, Proposal, ProposalState, Round
from proposals.timeline import Kind, timeline
from tests.cast import World
from tests.factories.feedback import make_post
from tests.factories.proposals import (
    afresh,
    make_decided,
    make_handed_in,
    make_prepared,
    make_proposal,
    make_recommended,
    prepare,
)

SignIn = Callable[..., Client]
TYPED = {"title": "Låna verktygen", "text": "Ingen köper.", "why": "Vi räknade."}


@pytest.fixture
def stations(world: World) -> dict[ProposalState, Proposal]:
    """One proposal in each state."""
    who = (world.convener, world.group, world.storgrupp_member)
    withdrawn, done = make_handed_in(world.convener, world.group), None
    deciding.withdraw(withdrawn, "Behövs inte.", by=world.convener)
    done = make_decided(*who, world.director, Outcome.APPROVED)
    deciding.follow_up(done, "Klart.", is_done=True, by=world.coordinator)
    return {
        ProposalState.DRAFT: make_proposal(world.member, world.group),
        ProposalState.HANDED_IN: make_handed_in(world.convener, world.group),
        ProposalState.PREPARING: make_prepared(*who),
        ProposalState.RECOMMENDED: make_recommended(*who),
        ProposalState.SENT_BACK: make_decided(*who, world.director, Outcome.SENT_BACK),
        ProposalState.APPROVED: make_decided(*who, world.director, Outcome.APPROVED),
        ProposalState.DONE: afresh(done),
        ProposalState.DECLINED: make_decided(*who, world.director, Outcome.DECLINED),
        ProposalState.WITHDRAWN: afresh(withdrawn),
    }


def everybody(world: World) -> list[Person]:
    return [one for one in vars(world).values() if isinstance(one, Person) and one.is_active]


def readers(world: World, proposal: Proposal) -> set[Person]:
    return {one for one in everybody(world) if proposal in Proposal.objects.visible_to(one)}


def told(kind: NoticeKind) -> set[Person]:
    return {one.person for one in Notice.objects.filter(kind=kind)}


# Where it is.


def test_state_is_the_same_for_a_proposal_and_for_the_rows_asked_for(
    stations: dict[ProposalState, Proposal],
) -> None:
    assert {one.state: one for one in stations.values()} == stations
    for state, proposal in stations.items():
        assert list(Proposal.objects.in_state(state)) == [proposal]


def test_each_proposal_says_who_has_it(stations: dict[ProposalState, Proposal], world: World) -> None:
    holders = {state: one.holder for state, one in stations.items() if one.holder}

    group = world.group.name
    assert holders == {
        ProposalState.DRAFT: group,
        ProposalState.HANDED_IN: "storgruppen",
        ProposalState.PREPARING: "storgruppen",
        ProposalState.RECOMMENDED: "förvaltningschefen",
        ProposalState.SENT_BACK: group,
        ProposalState.APPROVED: "Driften",
    }


def test_way_has_all_steps_done_and_the_one_that_is_now(world: World) -> None:
    who = (world.convener, world.group, world.storgrupp_member, world.director)
    proposal = make_decided(*who, Outcome.SENT_BACK)
    deciding.hand_in(proposal, by=world.convener)
    proposal = afresh(proposal)

    steps = timeline(proposal, list(proposal.rounds.all()))
    done = [step.kind for step in steps if step.at]
    assert done == [Kind.DRAFTED, Kind.HANDED_IN, Kind.RECOMMENDED, Kind.DECIDED, Kind.HANDED_IN]
    assert [step.kind for step in steps if not step.at] == [Kind.RECOMMENDED, Kind.DECIDED, Kind.DONE]
    assert [step.kind for step in steps if step.is_now] == [Kind.RECOMMENDED]


# Who may read it.


def test_draft_is_read_by_its_group_alone(world: World) -> None:
    assert readers(world, make_proposal(world.member, world.group)) == {world.member, world.convener}


def test_storgrupps_draft_is_read_by_the_storgrupp_and_the_coordinators(world: World) -> None:
    proposal = make_proposal(world.storgrupp_member, world.storgrupp)
    assert readers(world, proposal) == {world.storgrupp_member, world.coordinator}


def test_what_is_handed_in_is_read_by_the_group_and_the_bodies_above(world: World) -> None:
    bodies = {world.coordinator, world.communicator, world.storgrupp_member, world.steering_member}
    expected = {world.member, world.convener, world.director} | bodies
    assert readers(world, make_handed_in(world.convener, world.group)) == expected


@pytest.mark.parametrize("outcome", [Outcome.APPROVED, Outcome.DECLINED])
def test_what_is_decided_is_read_by_everybody(world: World, outcome: Outcome) -> None:
    who = (world.convener, world.group, world.storgrupp_member, world.director)
    assert readers(world, make_decided(*who, outcome)) == set(everybody(world))


def test_what_is_reworked_shows_others_only_what_was_handed_in(world: World, signed_in: SignIn) -> None:
    who = (world.convener, world.group, world.storgrupp_member, world.director)
    proposal = make_decided(*who, Outcome.SENT_BACK, title="Som det var")
    proposal.write(seen=0, title="Kanariefågel", by=world.member)

    pages = [proposal.get_absolute_url(), reverse("proposals:list"), world.group.get_absolute_url()]
    for address in pages:
        assert "Kanariefågel" not in signed_in(world.director).get(address).content.decode()
    form = signed_in(world.member).get(reverse("proposals:edit", args=[proposal.pk]))
    assert "Kanariefågel" in form.content.decode()


def test_draft_of_a_preparation_is_seen_by_those_who_prepare(world: World, signed_in: SignIn) -> None:
    proposal = prepare(
        make_handed_in(world.convener, world.group),
        world.storgrupp_member,
        completes=False,
        reasons="Kanariefågel",
    )
    seen = {
        person
        for person in readers(world, proposal)
        if "Kanariefågel" in signed_in(person).get(proposal.get_absolute_url()).content.decode()
    }
    assert seen == {world.storgrupp_member, world.coordinator}


# Drafted and handed in.


def test_member_drafts_and_the_convener_hands_in(world: World, signed_in: SignIn) -> None:
    address = reverse("proposals:new", args=[world.group.slug])
    signed_in(world.member).post(address, TYPED | {"save_as": "completed"})

    proposal = Proposal.objects.get()
    assert (proposal.state, proposal.direction) == (ProposalState.DRAFT, world.direction)
    signed_in(world.convener).post(reverse("proposals:hand_in", args=[proposal.pk]), {"version": "0"})
    assert afresh(proposal).state == ProposalState.HANDED_IN
    assert Round.objects.get().words == proposal.words
    assert told(NoticeKind.BODY) == {world.storgrupp_member}
    assert told(NoticeKind.ANSWER) == {world.member}


def test_convener_writes_and_hands_in_at_once(world: World, signed_in: SignIn) -> None:
    address = reverse("proposals:new", args=[world.group.slug])
    signed_in(world.convener).post(address, TYPED | {"save_as": "completed"})
    assert afresh(Proposal.objects.get()).state == ProposalState.HANDED_IN


def test_proposal_grows_out_of_feedback_that_one_may_read(world: World, signed_in: SignIn) -> None:
    mine = make_post(world.convener, group=world.group)
    foreign = make_post(world.outsider, group=world.foreign_group)
    address = reverse("proposals:new", args=[world.group.slug])
    sent = [signed_in(world.member).post(f"{address}?feedback={post.pk}", TYPED) for post in (mine, foreign)]

    assert [response.status_code for response in sent] == [302, 404]
    assert Proposal.objects.get().feedback == mine


def test_draft_changed_since_it_was_read_is_not_handed_in(world: World, signed_in: SignIn) -> None:
    proposal = make_proposal(world.convener, world.group)
    proposal.write(seen=0, by=world.member)
    address = reverse("proposals:hand_in", args=[proposal.pk])

    page = signed_in(world.convener).post(address, {"version": "0"}, follow=True).content.decode()
    assert "Läs det och skicka igen" in page
    assert not Round.objects.exists()
    assert '<input type="hidden" name="version" value="1">' in page
    signed_in(world.convener).post(address, {"version": "1"})
    assert Round.objects.count() == 1


def test_handing_in_twice_makes_one_round_and_says_where_it_is(world: World, signed_in: SignIn) -> None:
    proposal = make_handed_in(world.convener, world.group)
    address = reverse("proposals:hand_in", args=[proposal.pk])
    page = signed_in(world.convener).post(address, follow=True).content.decode()

    assert Round.objects.count() == 1
    assert "som inte har lämnat någon rekommendation" in page


def test_draft_is_thrown_away_and_what_is_handed_in_is_not(world: World) -> None:
    draft, sent = make_proposal(world.member, world.group), make_handed_in(world.convener, world.group)

    assert draft.discard(by=world.member)
    assert not sent.discard(by=world.convener)
    assert list(Proposal.objects.all()) == [sent]


def test_two_who_write_at_once_are_told_and_nothing_typed_is_lost(world: World, signed_in: SignIn) -> None:
    proposal = make_proposal(world.member, world.group)
    address = reverse("proposals:edit", args=[proposal.pk])
    client = signed_in(world.convener)
    client.post(address, TYPED | {"version": "0", "save_as": "draft"})
    response = signed_in(world.member).post(address, TYPED | {"text": "Mina ord", "version": "0"})

    assert response.status_code == 422
    page = response.content.decode()
    assert "Mina ord" in page
    assert "Ingen köper." in page  # what stands there now
    again = signed_in(world.member).post(address, TYPED | {"text": "Mina ord", "version": "1"})
    assert again.status_code == 302
    assert afresh(proposal).text == "Mina ord"


def test_group_that_has_ended_leaves_its_proposals_to_the_storgrupp(world: World) -> None:
    who = (world.convener, world.group, world.storgrupp_member, world.director)
    proposal = make_decided(*who, Outcome.SENT_BACK)
    world.group.end("ended", by=world.coordinator)  # type: ignore[arg-type]
    for person in (world.convener, world.storgrupp_member):
        person.forget_memberships()
    proposal = afresh(proposal)

    assert not world.convener.has_perm("proposals.hand_in_proposal", proposal)
    assert world.storgrupp_member.has_perm("proposals.hand_in_proposal", proposal)
