from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directions.models.stage import Stage
from people.models import Person
from ui import fields, lengths
from ui.dates import now


class Outcome(models.TextChoices):
    """What a direction or a group becomes when its stage has ended. The words go on from its name."""

    CONTINUE = "continue", _("goes on")
    CHANGE = "change", _("changes")
    END = "end", _("ends")
    HAND_OVER = "hand_over", _("is handed over")
    START_NEW = "start_new", _("becomes something new")


class Reconsideration(models.Model):
    """What was decided for a direction when a stage had ended: once for each stage, and never changed."""

    stage = models.OneToOneField(Stage, on_delete=models.PROTECT, related_name="reconsideration")
    outcome = models.CharField(_("outcome"), max_length=16, choices=Outcome.choices)
    why = fields.TextField(_("why"), max_length=lengths.REPLY)
    learned = fields.MarkdownField(_("what was learned"), max_length=lengths.REPLY)
    handed_over_to = fields.CharField(_("handed over to"), max_length=lengths.TITLE, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("decided"), default=now)

    class Meta:
        verbose_name = _("reconsideration")
        verbose_name_plural = _("reconsiderations")
        ordering = ["-decided_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.HAND_OVER) | ~Q(handed_over_to=""),
                name="handing_over_says_to_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage_id}: {self.outcome}"
