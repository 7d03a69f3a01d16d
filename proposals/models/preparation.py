from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Person
from proposals.models.round import Round
from ui import fields, lengths
from ui.dates import now, today


class Recommendation(models.TextChoices):
    APPROVE = "approve", _("Approve")
    DECLINE = "decline", _("Decline")
    SEND_BACK = "send_back", _("Send back")


class Preparation(models.Model):
    """How the storgrupp prepares (bereder) one round: it tests it in dialogue and recommends something.

    A draft until somebody completes it, which gives it to the director; nothing changes it after that.
    `version` counts the saved changes, so that nobody overwrites another's words.
    """

    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="preparation")
    begun_at = models.DateTimeField(_("begun"), default=now)
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recommendation = models.CharField(
        _("recommendation"), max_length=10, choices=Recommendation.choices, blank=True
    )
    reasons = fields.MarkdownField(_("reasons"), max_length=lengths.TEXT, blank=True)
    version = models.PositiveIntegerField(default=0)
    recommended_at = models.DateTimeField(_("recommended"), null=True)
    recommended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("preparation")
        verbose_name_plural = _("preparations")
        constraints = [
            models.CheckConstraint(
                condition=Q(recommended_at=None, recommended_by=None)
                | Q(recommended_at__isnull=False, recommended_by__isnull=False)
                & ~Q(recommendation="")
                & ~Q(reasons=""),
                name="a_recommendation_says_what_and_why_and_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return str(self.round)


class DialogueNote(models.Model):
    """What was said in one talk about the proposal, on a day."""

    preparation = models.ForeignKey(Preparation, on_delete=models.PROTECT, related_name="notes")
    on = models.DateField(_("on"), default=today)
    text = fields.MarkdownField(_("text"), max_length=lengths.TEXT)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("written"), default=now)

    class Meta:
        verbose_name = _("note of a dialogue")
        verbose_name_plural = _("notes of dialogues")
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.on}: {self.preparation}"


class Dissent(models.Model):
    """Somebody in the storgrupp thinks otherwise than its recommendation, and says so in it."""

    preparation = models.ForeignKey(Preparation, on_delete=models.PROTECT, related_name="dissents")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("who"))
    text = fields.MarkdownField(_("text"), max_length=lengths.TEXT)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("written"), default=now)

    class Meta:
        verbose_name = _("dissent")
        verbose_name_plural = _("dissents")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.preparation}"
