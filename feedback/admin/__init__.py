from feedback.admin.queue import FeedbackQueue

__all__ = ["FeedbackQueue"]
