from feedback.models.feedback import Feedback, Voice
from feedback.models.review import Review

__all__ = ["Feedback", "Review", "Voice"]
