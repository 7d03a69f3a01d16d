"""The way of a proposal as steps: what has been done, who has it now, and what comes next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from people.models import Person
from proposals.models import Outcome, Proposal, ProposalState, Round


class Kind(StrEnum):
    """What a step is. Its words are `proposal_sentences.step_words`."""

    DRAFTED = "drafted"
    HANDED_IN = "handed_in"
    RECOMMENDED = "recommended"
    DECIDED = "decided"
    DONE = "done"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Step:
    kind: Kind
    round: Round | None = None
    at: datetime | None = None  # None is ahead of us
    by: Person | None = None
    is_no: bool = False
    is_now: bool = False


def timeline(proposal: Proposal, rounds: Sequence[Round]) -> list[Step]:
    """All its steps in order. `rounds` are the proposal's, from the first on."""
    steps = [Step(Kind.DRAFTED, None, proposal.drafted_at, proposal.drafted_by)]
    for round_ in rounds:
        steps += _done_in(round_)
    if proposal.withdrawn_at:
        return [*steps, Step(Kind.WITHDRAWN, None, proposal.withdrawn_at, proposal.withdrawn_by, is_no=True)]
    ahead = list(_ahead(proposal))
    return [*steps, *(Step(kind, proposal.latest, is_now=kind == ahead[0]) for kind in ahead)]


def _done_in(round_: Round) -> Iterator[Step]:
    preparation, decision = getattr(round_, "preparation", None), getattr(round_, "decision", None)
    yield Step(Kind.HANDED_IN, round_, round_.handed_in_at, round_.handed_in_by)
    if preparation and preparation.recommended_at:
        yield Step(Kind.RECOMMENDED, round_, preparation.recommended_at, preparation.recommended_by)
    if decision:
        is_no = decision.outcome != Outcome.APPROVED
        yield Step(Kind.DECIDED, round_, decision.decided_at, decision.decided_by, is_no)
        carrying_out = getattr(decision, "carrying_out", None)
        if carrying_out and carrying_out.done_at:
            yield Step(Kind.DONE, round_, carrying_out.done_at, carrying_out.done_by)


# What comes next, from where it is.
_NEXT = [Kind.HANDED_IN, Kind.RECOMMENDED, Kind.DECIDED, Kind.DONE]
_FROM = {
    ProposalState.DRAFT: 0,
    ProposalState.SENT_BACK: 0,
    ProposalState.HANDED_IN: 1,
    ProposalState.PREPARING: 1,
    ProposalState.RECOMMENDED: 2,
    ProposalState.APPROVED: 3,
}


def _ahead(proposal: Proposal) -> list[Kind]:
    return _NEXT[_FROM[proposal.state] :] if proposal.state in _FROM else []
