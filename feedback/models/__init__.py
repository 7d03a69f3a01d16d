from feedback.kinds import FeedbackKind
from feedback.models.answer import Answer
from feedback.models.briefing import Briefing
from feedback.models.correction import Correction
from feedback.models.decision import CarryingOut, Decision, FollowUp, Outcome
from feedback.models.feedback import Feedback, Voice
from feedback.models.preparation import DialogueNote, Dissent, Preparation, Recommendation
from feedback.models.proposal import Proposal
from feedback.models.proposal_state import ProposalState
from feedback.models.receipt import Acknowledgement, Receipt
from feedback.models.reply import Reply
from feedback.models.review import Review
from feedback.models.round import Round
from feedback.models.saved_filter import SavedFilter

__all__ = [
    "Acknowledgement",
    "Answer",
    "Briefing",
    "CarryingOut",
    "Correction",
    "Decision",
    "DialogueNote",
    "Dissent",
    "Feedback",
    "FeedbackKind",
    "FollowUp",
    "Outcome",
    "Preparation",
    "Proposal",
    "ProposalState",
    "Receipt",
    "Recommendation",
    "Reply",
    "Review",
    "Round",
    "SavedFilter",
    "Voice",
]
