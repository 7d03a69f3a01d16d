from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from feedback.models.feedback import Feedback
from people.models import Person
from ui.dates import now


class Review(models.Model):
    """What the coordination group has done with a piece of feedback: read it, answered it, shared it.

    The row exists from the moment a coordinator has read the feedback. Each step is dated with its actor.
    """

    feedback = models.OneToOneField(Feedback, on_delete=models.PROTECT, related_name="review")
    reviewed_at = models.DateTimeField(_("read"), default=now)
    reviewed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reviews")
    answer = models.TextField(_("answer"), max_length=10_000, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="answers")
    shared_at = models.DateTimeField(_("shared"), null=True)
    shared_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="shares")

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None, answered_by=None)
                | (~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
                name="an_answer_says_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(shared_at=None, shared_by=None)
                | Q(shared_at__isnull=False, shared_by__isnull=False),
                name="shared_feedback_says_when_and_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return str(self.feedback)
