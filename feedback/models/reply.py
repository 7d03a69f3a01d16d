from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import Person
from ui import fields, lengths
from ui.dates import now


class Reply(models.Model):
    """What somebody who reads the feedback says to it: one level deep, and never changed."""

    feedback = models.ForeignKey("feedback.Feedback", on_delete=models.PROTECT, related_name="replies")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="replies")
    text = fields.MarkdownField(_("reply"), max_length=lengths.REPLY)
    at = models.DateTimeField(_("written"), default=now)

    class Meta:
        verbose_name = _("reply")
        verbose_name_plural = _("replies")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["feedback", "at"], name="replies_to_feedback")]

    def __str__(self) -> str:
        return f"{self.author_id} to {self.feedback_id}"
