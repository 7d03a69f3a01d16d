from proposals.models.decision import CarryingOut, Decision, FollowUp, Outcome
from proposals.models.preparation import DialogueNote, Dissent, Preparation, Recommendation
from proposals.models.proposal import Proposal
from proposals.models.round import Round
from proposals.models.state import ProposalState

__all__ = [
    "CarryingOut",
    "Decision",
    "DialogueNote",
    "Dissent",
    "FollowUp",
    "Outcome",
    "Preparation",
    "Proposal",
    "ProposalState",
    "Recommendation",
    "Round",
]
