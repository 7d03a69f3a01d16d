"""The storgrupp prepares, the director decides, and what is approved is carried out."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from notices.kinds import NoticeKind
from notices.models import Notice
from people.models import Act, Person
from proposals import deciding
from proposals.events import ProposalEvent
from proposals.models import Decision, Outcome, ProposalState
from tests.cast import World
from tests.factories.groups import seat
from tests.factories.proposals import (
    afresh,
    decide,
    make_decided,
    make_handed_in,
    make_prepared,
    make_recommended,
    prepare,
)
from ui.dates import today
from ui.edit_conflict import EditConflict

SignIn = Callable[..., Client]
TYPED = {"title": "Låna verktygen", "text": "Ingen köper.", "why": "Vi räknade."}


def told(kind: NoticeKind) -> set[Person]:
    return {one.person for one in Notice.objects.filter(kind=kind)}


# Prepared.


def test_storgrupp_prepares_in_dialogue_and_the_director_is_told(world: World) -> None:
    proposal = make_handed_in(world.convener, world.group)
    deciding.note_dialogue(proposal, "De frågade.", on=today(), by=world.storgrupp_member)
    deciding.record_dissent(proposal, world.storgrupp_member, "Nej.", by=world.coordinator)
    proposal = prepare(afresh(proposal), world.coordinator)

    preparation = proposal.preparation
    assert preparation is not None
    assert (preparation.notes.count(), preparation.dissents.count()) == (1, 1)
    assert told(NoticeKind.TURN) == {world.director}
    assert {act.verb for act in Act.objects.filter(target_id=proposal.pk)} >= {
        ProposalEvent.DIALOGUE_NOTED,
        ProposalEvent.RECOMMENDED,
    }


def test_two_who_prepare_at_once_are_told_and_nothing_typed_is_lost(world: World, signed_in: SignIn) -> None:
    proposal = make_handed_in(world.convener, world.group)
    address = reverse("proposals:prepare", args=[proposal.pk])
    typed = {"recommendation": "approve", "version": "0", "save_as": "draft"}
    signed_in(world.coordinator).post(address, typed | {"reasons": "Hans ord"})
    response = signed_in(world.storgrupp_member).post(address, typed | {"reasons": "Mina ord"})

    assert response.status_code == 422
    assert {"Hans ord", "Mina ord"} <= {
        words for words in ("Hans ord", "Mina ord") if words in response.content.decode()
    }
    assert afresh(proposal).preparation.reasons == "Hans ord"  # type: ignore[union-attr]


def test_recommendation_stands_once_it_is_given(world: World) -> None:
    proposal = make_recommended(world.convener, world.group, world.storgrupp_member)

    with pytest.raises(ValidationError):
        prepare(proposal, world.coordinator, reasons="Något annat.")
    with pytest.raises(ValidationError):
        deciding.record_dissent(proposal, world.storgrupp_member, "Nej.", by=world.coordinator)
    assert afresh(proposal).preparation.reasons == "Det håller."  # type: ignore[union-attr]


def test_stale_preparation_is_overtaken(world: World) -> None:
    proposal = make_prepared(world.convener, world.group, world.storgrupp_member)
    said = {
        "recommendation": "decline",
        "reasons": "Nej.",
        "changes_how_people_work": False,
        "samverkan_on": None,
    }
    with pytest.raises(EditConflict):
        deciding.write_preparation(proposal, **said, seen=0, completes=True, by=world.coordinator)


# Decided and carried out.


def test_what_waited_for_the_director_waits_no_more_once_it_is_decided(world: World) -> None:
    proposal = make_recommended(world.convener, world.group, world.storgrupp_member)
    waits = Notice.objects.filter(person=world.director, kind=NoticeKind.TURN)
    assert waits.unread().count() == 1

    decide(proposal, world.director)

    assert not waits.unread()


def test_group_reads_the_reason_and_is_told(world: World, signed_in: SignIn) -> None:
    proposal = make_recommended(world.convener, world.group, world.storgrupp_member)
    Notice.objects.all().delete()
    decide(proposal, world.director)

    assert told(NoticeKind.ANSWER) == {world.member, world.convener}
    page = signed_in(world.member).get(proposal.get_absolute_url()).content.decode()
    assert "Så blir det." in page
    assert "Driften" in page


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (Outcome.APPROVED, "godkänts"),
        (Outcome.DECLINED, "avslagits"),
        (Outcome.SENT_BACK, "skickats tillbaka"),
    ],
)
def test_whoever_prepared_it_hears_what_the_director_decided(
    world: World, outcome: Outcome, said: str
) -> None:
    proposal = make_recommended(world.convener, world.group, world.storgrupp_member)
    Notice.objects.all().delete()

    decide(proposal, world.director, outcome)

    (notice,) = world.storgrupp_member.notices.all()
    assert notice.kind == NoticeKind.BODY
    assert proposal.shown.title in notice.words
    assert said in notice.words


def test_storgrupp_that_proposed_it_itself_is_told_once(world: World) -> None:
    proposal = make_recommended(world.storgrupp_member, world.storgrupp, world.storgrupp_member)
    Notice.objects.all().delete()

    decide(proposal, world.director)

    assert [notice.kind for notice in world.storgrupp_member.notices.all()] == [NoticeKind.ANSWER]


def test_sent_back_comes_again_and_the_whole_history_stays(world: World, signed_in: SignIn) -> None:
    who = (world.convener, world.group, world.storgrupp_member, world.director)
    proposal = make_decided(*who, Outcome.SENT_BACK, text="Alla verktyg.")
    proposal.write(seen=0, text="Verktyg som används sällan.", by=world.member)
    deciding.hand_in(proposal, by=world.convener)
    proposal = decide(prepare(afresh(proposal), world.storgrupp_member), world.director)

    assert [one.text for one in proposal.rounds.all()] == ["Alla verktyg.", "Verktyg som används sällan."]
    assert Decision.objects.count() == 2
    page = signed_in(world.employee).get(reverse("proposals:round", args=[proposal.pk, 1]))
    assert "Alla verktyg." in page.content.decode()
    changed = signed_in(world.employee).get(reverse("proposals:round", args=[proposal.pk, 2]))
    assert "<del" in changed.content.decode()


def test_nobody_decides_without_a_recommendation_or_twice(world: World) -> None:
    waiting = make_handed_in(world.convener, world.group)
    with pytest.raises(ValidationError) as problem:
        decide(waiting, world.director)
    assert problem.value.code == "elsewhere"

    who = (world.convener, world.group, world.storgrupp_member, world.director)
    decided = make_decided(*who, Outcome.DECLINED)
    with pytest.raises(ValidationError):
        decide(decided, world.director)
    assert Decision.objects.get().outcome == Outcome.DECLINED


def test_withdrawn_is_neither_prepared_nor_decided(world: World) -> None:
    proposal = make_recommended(world.convener, world.group, world.storgrupp_member)
    deciding.withdraw(proposal, "", by=world.convener)

    for act in (lambda: decide(proposal, world.director), lambda: prepare(proposal, world.coordinator)):
        with pytest.raises(ValidationError):
            act()
    with pytest.raises(ValidationError):
        deciding.withdraw(proposal, "", by=world.convener)


def test_what_changes_how_people_work_is_taken_up_in_samverkan_first(world: World) -> None:
    who = (world.convener, world.group, world.storgrupp_member)
    proposal = make_recommended(*who, changes_how_people_work=True)
    for outcome in (Outcome.APPROVED, Outcome.DECLINED):
        with pytest.raises(ValidationError) as problem:
            decide(proposal, world.director, outcome)
        assert set(problem.value.message_dict) == {"samverkan_on"}

    assert decide(proposal, world.director, Outcome.SENT_BACK).state == ProposalState.SENT_BACK
    ready = make_recommended(*who, changes_how_people_work=True, samverkan_on=today())
    assert decide(ready, world.director).decision.samverkan_on == today()  # type: ignore[union-attr]


def test_carrying_out_is_followed_up_until_it_is_done(world: World) -> None:
    who = (world.convener, world.group, world.storgrupp_member, world.director)
    proposal = make_decided(*who, Outcome.APPROVED)
    later = today() + timedelta(days=90)
    deciding.follow_up(proposal, "Halvvägs.", moved_to=later, by=world.convener)
    deciding.follow_up(proposal, "Klart.", is_done=True, by=world.coordinator)

    carrying_out = afresh(proposal).carrying_out
    assert carrying_out is not None
    assert (carrying_out.due_on, carrying_out.done_by) == (later, world.coordinator)
    with pytest.raises(ValidationError):
        deciding.follow_up(proposal, "Igen.", is_done=True, by=world.coordinator)


# What the database holds, whatever code runs.


def test_database_refuses_a_second_decision_of_a_round(world: World) -> None:
    who = (world.convener, world.group, world.storgrupp_member, world.director)
    proposal = make_decided(*who, Outcome.DECLINED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(
            round=proposal.latest, outcome="approved", reason="Jo.", decided_by=world.director
        )


@pytest.mark.parametrize(
    "wrong", [{"reason": ""}, {"changes_how_people_work": True}], ids=["no reason", "no samverkan"]
)
def test_database_refuses_a_decision_without_reason_or_samverkan(world: World, wrong: dict) -> None:
    proposal = make_recommended(world.convener, world.group, world.storgrupp_member)
    right = {"outcome": "approved", "reason": "Ja.", "decided_by": world.director}
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(round=proposal.latest, **right | wrong)


def test_storgrupps_agenda_has_what_is_to_be_prepared(world: World, signed_in: SignIn) -> None:
    proposal = make_handed_in(world.convener, world.group, title="Låna [verktyg]")
    seat(world.coordinator, world.storgrupp)
    page = signed_in(world.coordinator).get(reverse("groups:plan_meeting", args=[world.storgrupp.slug]))

    agenda = page.context["form"].initial["agenda"]
    assert "## Att bereda till förvaltningschefen" in agenda
    assert proposal.get_absolute_url() in agenda
    other = signed_in(world.director).get(reverse("groups:plan_meeting", args=[world.steering_group.slug]))
    assert proposal.get_absolute_url() not in other.context["form"].initial["agenda"]
