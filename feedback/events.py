"""What happens to feedback. The target is the feedback, also of what its receipts and answers tell."""

from django.utils.translation import gettext_lazy as _

from people.events import Event


class FeedbackEvent(Event):
    COMPLETED = "feedback.completed", _("completed the feedback, which sent it upward")
    DISCARDED = "feedback.discarded", _("threw the draft of feedback away")
    CORRECTED = "feedback.corrected", _("corrected the feedback")
    REPLIED = "feedback.replied", _("replied to the feedback")

    ACKNOWLEDGED = "feedback.acknowledged", _("read the feedback, for a body")
    ANSWER_DRAFTED = "feedback.answer_drafted", _("wrote in the draft of an answer")
    ANSWERED = "feedback.answered", _("answered the feedback, in a body's name")
    SHARED = "feedback.shared", _("shared the feedback with everybody")

    ASSIGNED = "feedback.assigned", _("asked a coordinator to look after the feedback")
    UNASSIGNED = "feedback.unassigned", _("let nobody in particular look after the feedback")
    NOTED = "feedback.noted", _("changed the coordinators' note about the feedback")
