from feedback.models.decision import CarryingOut, Decision, FollowUp, Outcome
from feedback.models.feedback import Feedback, Voice
from feedback.models.preparation import DialogueNote, Dissent, Preparation, Recommendation
from feedback.models.proposal import Overtaken, Proposal
from feedback.models.proposal_state import ProposalState
from feedback.models.review import Review
from feedback.models.round import Round

__all__ = [
    "CarryingOut",
    "Decision",
    "DialogueNote",
    "Dissent",
    "Feedback",
    "FollowUp",
    "Outcome",
    "Overtaken",
    "Preparation",
    "Proposal",
    "ProposalState",
    "Recommendation",
    "Review",
    "Round",
    "Voice",
]
