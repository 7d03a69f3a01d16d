"""What groups have to do with a stage: they carry it out, present it, and something becomes of them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directions.models import Outcome, Reconsideration, Stage
from groups.models.group import Group, GroupLink
from people.events import Scope
from people.models import Person
from ui.dates import FIRST_DAY, LAST_DAY, now
from ui.swedish import alphabetically


class StageWork(models.Model):
    """A group carries out a stage. A group may change direction: this is where its history is."""

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="work")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="work")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stage", "group"], name="one_row_per_stage_and_group")]

    def __str__(self) -> str:
        return f"{self.group_id} in {self.stage_id}"


class Presentation(models.Model):
    """A stage presented to a body: on which day, with what material, and what the body said.

    The day may lie ahead. What was said is written down afterwards.
    """

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="presentations")
    body = models.ForeignKey(
        Group, on_delete=models.PROTECT, related_name="presentations", verbose_name=_("presented to")
    )
    on = models.DateField(_("on"))
    material = models.TextField(_("material"), blank=True)
    said = models.TextField(_("what they said"), blank=True)
    planned_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    said_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("presentation")
        verbose_name_plural = _("presentations")
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["stage", "body", "on"], name="one_presentation_of_a_stage_to_a_body_on_a_day"
            ),
            models.CheckConstraint(
                condition=Q(on__gte=FIRST_DAY, on__lte=LAST_DAY), name="presentation_lies_in_our_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage_id} → {self.body_id}, {self.on}"

    @property
    def event_scope(self) -> Scope:
        """The body hears of it in its own feed, as the direction does."""
        return Scope(direction=self.stage.direction_id, group=self.body_id)


class GroupOutcome(models.Model):
    """What a reconsideration made of one group, and why. Never changed."""

    reconsideration = models.ForeignKey(
        Reconsideration, on_delete=models.PROTECT, related_name="group_outcomes"
    )
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="outcomes")
    outcome = models.CharField(_("outcome"), max_length=16, choices=Outcome.choices)
    why = models.TextField(_("why"), blank=True)
    learned = models.TextField(_("what was learned"), blank=True)

    class Meta:
        verbose_name = _("outcome of a group")
        verbose_name_plural = _("outcomes of groups")
        ordering = ["reconsideration", alphabetically("group__name")]
        constraints = [
            models.UniqueConstraint(
                fields=["reconsideration", "group"], name="one_outcome_per_group_and_reconsideration"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group_id}: {self.outcome}"

    @property
    def taken_over_by(self) -> str:
        """To whom in line operations the group went; empty when it went somewhere else."""
        return self.group.handed_over_to if self.outcome == Outcome.HAND_OVER else ""

    @property
    def led_to(self) -> models.QuerySet[GroupLink] | list[GroupLink]:
        """What the group became; nothing as long as it goes on."""
        has_become = self.outcome in (Outcome.START_NEW, Outcome.END)
        return self.group.links_onward.all() if has_become else []


class OutcomeSuggestion(models.Model):
    """What a group's representative suggests becomes of it, before the stage is reconsidered."""

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="suggestions")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="suggestions")
    outcome = models.CharField(_("outcome"), max_length=16, choices=Outcome.choices)
    why = models.TextField(_("why"), blank=True)
    learned = models.TextField(_("what was learned"), blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("when"), default=now)

    class Meta:
        verbose_name = _("suggested outcome")
        verbose_name_plural = _("suggested outcomes")
        constraints = [
            models.UniqueConstraint(fields=["stage", "group"], name="one_suggestion_per_stage_and_group"),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} in {self.stage_id}: {self.outcome}"
