"""What is found of proposals: as they were handed in, or of a draft as it is written; and decisions."""

from django.utils.translation import gettext_lazy as _

from files.events import FileEvent
from proposals.events import ProposalEvent
from proposals.models import Proposal, ProposalState
from proposals.models.proposal import ProposalQuerySet
from proposals.sentences import is_late, standing, tag
from search.sources import DECIDING, Document, Source, Standing, its_own, names
from ui.text import to_plain

DECIDED = frozenset(
    {ProposalState.APPROVED, ProposalState.DONE, ProposalState.DECLINED, ProposalState.SENT_BACK}
)
ENDED = {ProposalState.DONE, ProposalState.DECLINED, ProposalState.WITHDRAWN}


def _say(proposal: Proposal) -> Document:
    shown = proposal.shown
    reasons = [proposal.decision.reason] if proposal.decision else []
    return Document(
        shown.title,
        map(to_plain, (shown.text, shown.why, shown.effects, *reasons)),
        at=proposal.since,
        has_ended=proposal.state in ENDED,
        state=proposal.state.value,
        direction=proposal.direction_id,
        group=proposal.group_id,
    )


def _rows() -> ProposalQuerySet:
    return Proposal.objects.with_standing()


def _standing(numbers: list[int]) -> dict[int, Standing]:
    there = _rows().filter(pk__in=numbers)
    return {proposal.pk: Standing(standing(proposal), is_late(proposal), tag(proposal)) for proposal in there}


PROPOSALS = Source(
    kind="proposal",
    label=_("Proposal"),
    plural=_("Proposals and decisions"),
    rows=_rows,
    visible_to=lambda person: Proposal.objects.visible_to(person),
    called=names("förslag", "proposal", *DECIDING) | dict.fromkeys(["beslut", "decision"], DECIDED),
    document=_say,
    dated_by="drafted_at",
    follows={Proposal: its_own},
    unmoved_by=frozenset(
        {
            ProposalEvent.DIALOGUE_NOTED,
            ProposalEvent.DISSENTED,
            ProposalEvent.FOLLOWED_UP,
            FileEvent.ATTACHED,
            FileEvent.REMOVED,
        }
    ),
    gone=frozenset({ProposalEvent.DISCARDED}),
    states=lambda value: ProposalState(value).label,
    standing=_standing,
)
