from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import Person
from ui import fields, lengths
from ui.dates import now


class Correction(models.Model):
    """A later version of completed feedback. What was sent first stands as it stood, and both can be read.

    The first text is version 1, so the first correction has number 2.
    """

    feedback = models.ForeignKey("feedback.Feedback", on_delete=models.PROTECT, related_name="corrections")
    number = models.PositiveIntegerField(_("version"))
    title = fields.CharField(_("title"), max_length=lengths.TITLE)
    text = fields.MarkdownField(_("text"), max_length=lengths.TEXT)
    why = fields.CharField(_("why it is corrected"), max_length=lengths.SENTENCE)
    made_at = models.DateTimeField(_("corrected"), default=now)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["feedback", "number"], name="corrections_are_numbered"),
            models.CheckConstraint(
                condition=models.Q(number__gte=2), name="the_first_version_is_no_correction"
            ),
            models.CheckConstraint(condition=~models.Q(why=""), name="a_correction_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.feedback_id}, version {self.number}"
