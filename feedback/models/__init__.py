from feedback.kinds import FeedbackKind
from feedback.models.answer import Answer
from feedback.models.correction import Correction
from feedback.models.feedback import Feedback
from feedback.models.feedback_query import Voice
from feedback.models.receipt import Acknowledgement, Receipt
from feedback.models.reply import Reply
from feedback.models.review import Review
from feedback.models.saved_filter import SavedFilter

__all__ = [
    "Acknowledgement",
    "Answer",
    "Correction",
    "Feedback",
    "FeedbackKind",
    "Receipt",
    "Reply",
    "Review",
    "SavedFilter",
    "Voice",
]
