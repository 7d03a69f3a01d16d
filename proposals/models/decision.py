from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Person
from proposals.models.round import Round
from ui import fields, lengths
from ui.dates import now, today
from ui.prepared import Place


class Outcome(models.TextChoices):
    APPROVED = "approved", _("Approved")
    DECLINED = "declined", _("Declined")
    SENT_BACK = "sent_back", _("Sent back")


class Decision(models.Model):
    """What the director decided about one round, once, and why.

    `changes_how_people_work` and `samverkan_on` are what held when it was decided. What is sent back is not
    decided in the matter, so it needs no samverkan.
    """

    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(_("decision"), max_length=10, choices=Outcome.choices)
    reason = fields.MarkdownField(_("reason"), max_length=lengths.TEXT)
    decided_at = models.DateTimeField(_("decided"), default=now)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="decisions")
    changes_how_people_work = models.BooleanField(default=False)
    samverkan_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_decision_has_its_reason"),
            models.CheckConstraint(
                condition=Q(changes_how_people_work=False)
                | Q(outcome=Outcome.SENT_BACK)
                | Q(samverkan_on__isnull=False),
                name="what_changes_how_people_work_is_decided_after_samverkan",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome}: {self.round}"


class CarryingOutQuerySet(models.QuerySet["CarryingOut"]):
    def late(self, on: date | Place) -> "CarryingOutQuerySet":
        """Not done by the day that was set, the earliest day first; `on` is today."""
        undone = self.filter(done_at=None, due_on__lt=on).select_related("decision__round__proposal")
        return undone.order_by("due_on", "pk")


class CarryingOut(models.Model):
    """Who sees to it that what was approved is done, and by when."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="carrying_out")
    responsible = fields.CharField(_("who"), max_length=lengths.TITLE)  # a person or a unit, in words
    due_on = models.DateField(_("by when"))
    done_at = models.DateTimeField(_("done"), null=True)
    done_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    objects = CarryingOutQuerySet.as_manager()

    class Meta:
        verbose_name = _("carrying out")
        verbose_name_plural = _("carryings out")
        constraints = [
            models.CheckConstraint(condition=~Q(responsible=""), name="somebody_carries_it_out"),
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
                name="what_is_done_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.responsible}, {self.due_on}"

    @property
    def is_late(self) -> bool:
        return self.done_at is None and self.due_on < today()


class FollowUp(models.Model):
    """How far the carrying out has come, on a day; it may move the day, or say that it is done."""

    carrying_out = models.ForeignKey(CarryingOut, on_delete=models.PROTECT, related_name="follow_ups")
    text = fields.MarkdownField(_("text"), max_length=lengths.TEXT)
    moved_to = models.DateField(_("new day"), null=True)
    is_done = models.BooleanField(_("it is done"), default=False)
    written_at = models.DateTimeField(_("written"), default=now)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        ordering = ["written_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["carrying_out"], condition=Q(is_done=True), name="it_is_done_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.written_at:%Y-%m-%d}: {self.carrying_out_id}"
