"""The way of a proposal with the same text in every field that takes it, from its draft to its follow-up."""

from collections.abc import Callable
from typing import Any

from django import forms

from proposals.forms.deciding import (
    DecisionForm,
    DialogueNoteForm,
    DissentForm,
    FollowUpForm,
    PreparationForm,
)
from proposals.forms.proposing import ProposalForm, WithdrawForm
from proposals.models import Outcome, Proposal, Recommendation
from tests.cast import World
from tests.factories.proposals import afresh, make_handed_in
from tests.hostile.ways_in import files_called, filled_in
from ui.dates import today
from ui.save_as import SaveAs

COMPLETED = {"save_as": SaveAs.COMPLETED}


def _propose(world: World, text: str) -> Proposal:
    instance = Proposal(group=world.group, direction=world.group.direction)
    typed = filled_in(ProposalForm, text) | {"version": "0"} | COMPLETED
    form = ProposalForm(typed, files_called(ProposalForm, text), instance=instance, may_hand_in=True)
    assert form.is_valid(), form.errors
    return form.write(by=world.convener)


def _prepare(world: World, proposal: Proposal, text: str) -> None:
    """Talked about, opposed and recommended."""
    preparer = world.storgrupp_member
    _act(DialogueNoteForm(filled_in(DialogueNoteForm, text) | {"on": today()}), proposal, by=preparer)
    dissent = filled_in(DissentForm, text) | {"person": str(preparer.pk)}
    _act(DissentForm(dissent), afresh(proposal), by=preparer)
    proposal = afresh(proposal)
    assert proposal.preparation
    said = {"recommendation": Recommendation.APPROVE, "version": str(proposal.preparation.version)}
    form = PreparationForm(filled_in(PreparationForm, text) | said | COMPLETED)
    assert form.is_valid(), form.errors
    form.write(proposal, by=preparer)


def _decide(world: World, proposal: Proposal, text: str) -> None:
    said = {"outcome": Outcome.APPROVED, "due_on": today()}
    form = DecisionForm(filled_in(DecisionForm, text) | said, proposal=proposal)
    _act(form, proposal, by=world.director)
    _act(FollowUpForm(filled_in(FollowUpForm, text)), afresh(proposal), by=world.storgrupp_member)


def _act(form: Any, proposal: Proposal, *, by: object) -> None:
    assert form.is_valid(), form.errors
    form.act(proposal, by=by)


def decided(world: World, text: str) -> Proposal:
    """Proposed, prepared, approved and followed up."""
    proposal = _propose(world, text)
    _prepare(world, proposal, text)
    _decide(world, afresh(proposal), text)
    return afresh(proposal)


def withdrawn(world: World, text: str) -> Proposal:
    proposal = make_handed_in(world.convener, world.group)
    _act(WithdrawForm(filled_in(WithdrawForm, text)), proposal, by=world.convener)
    return afresh(proposal)


# Where what was typed is kept, by the name of its field.
Texts = Callable[[Any], dict[str, str]]
OF_A_DECIDED_ONE: dict[type[forms.BaseForm], Texts] = {
    ProposalForm: lambda one: one.shown.words,
    DialogueNoteForm: lambda one: {"text": one.preparation.notes.get().text},
    DissentForm: lambda one: {"text": one.preparation.dissents.get().text},
    PreparationForm: lambda one: {"reasons": one.preparation.reasons},
    DecisionForm: lambda one: {
        "reason": one.decision.reason,
        "responsible": one.carrying_out.responsible,
    },
    FollowUpForm: lambda one: {"text": one.carrying_out.follow_ups.get().text},
}
OF_A_WITHDRAWN_ONE: dict[type[forms.BaseForm], Texts] = {WithdrawForm: lambda one: {"why": one.withdrawn_why}}
