from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from feedback.models.feedback import Feedback
from people.models import Person
from ui import fields, lengths


class Review(models.Model):
    """What the coordination group does with a piece of feedback beyond reading and answering it.

    Reading is an acknowledgement of its receipt, the answer is its receipt's answer; here is who looks
    after it, what they note for each other, and since when everybody may read it.
    """

    feedback = models.OneToOneField(Feedback, on_delete=models.PROTECT, related_name="review")
    assigned_to = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="assigned_reviews"
    )
    note = fields.TextField(_("internal note"), max_length=lengths.REPLY, blank=True)
    version = models.PositiveIntegerField(default=0)
    shared_at = models.DateTimeField(_("shared"), null=True)
    shared_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="shares")

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [
            models.CheckConstraint(
                condition=Q(shared_at=None, shared_by=None)
                | Q(shared_at__isnull=False, shared_by__isnull=False),
                name="shared_feedback_says_when_and_by_whom",
            ),
        ]
        indexes = [
            models.Index(
                fields=["shared_at", "feedback"], condition=Q(shared_at__isnull=False), name="what_is_shared"
            ),
        ]

    def __str__(self) -> str:
        return str(self.feedback)
