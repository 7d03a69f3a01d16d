"""What groups have to do with a stage: they carry it out, present it, and something becomes of them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directions.models import Outcome, Reconsideration, Stage
from groups.models.group import Group
from groups.models.group_link import GroupLink
from people.events import Scope
from people.models import Person
from ui import fields, lengths
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

    The day may lie ahead. What was said is written down afterwards, once: `said` stays as it was first
    written, and a correction stands beside it.
    """

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="presentations")
    body = models.ForeignKey(
        Group, on_delete=models.PROTECT, related_name="presentations", verbose_name=_("presented to")
    )
    on = models.DateField(_("on"))
    material = fields.MarkdownField(_("material"), max_length=lengths.REPLY, blank=True)
    said = fields.MarkdownField(_("what they said"), max_length=lengths.REPLY, blank=True)
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

    @property
    def words(self) -> str:
        """What they said, after the latest correction."""
        corrections = list(self.corrections.all())
        return corrections[-1].said if corrections else self.said

    @property
    def version(self) -> int:
        """1 as it was first written, one more with each correction; 0 before."""
        return len(self.corrections.all()) + 1 if self.said else 0

    @property
    def earlier(self) -> list["Presentation | PresentationCorrection"]:
        """What stood there before, the latest first; each has `said`."""
        versions: list[Presentation | PresentationCorrection] = [self, *self.corrections.all()]
        return versions[-2::-1]


class PresentationCorrection(models.Model):
    """A later version of what a body said, with its reason. What was first written down is version 1."""

    presentation = models.ForeignKey(Presentation, on_delete=models.PROTECT, related_name="corrections")
    number = models.PositiveIntegerField(_("version"))
    said = fields.MarkdownField(_("what they said"), max_length=lengths.REPLY)
    why = fields.CharField(_("why it is corrected"), max_length=lengths.SENTENCE)
    made_at = models.DateTimeField(_("corrected"), default=now)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("correction of what a body said")
        verbose_name_plural = _("corrections of what bodies said")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["presentation", "number"], name="corrections_of_a_presentation_are_numbered"
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=2), name="what_was_first_said_is_no_correction"
            ),
            models.CheckConstraint(
                condition=~models.Q(why=""), name="a_correction_of_a_presentation_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.presentation_id}, version {self.number}"


class GroupOutcome(models.Model):
    """What a reconsideration made of one group, and why. Never changed."""

    reconsideration = models.ForeignKey(
        Reconsideration, on_delete=models.PROTECT, related_name="group_outcomes"
    )
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="outcomes")
    outcome = models.CharField(_("outcome"), max_length=16, choices=Outcome.choices)
    why = fields.TextField(_("why"), max_length=lengths.REPLY, blank=True)
    learned = fields.MarkdownField(_("what was learned"), max_length=lengths.REPLY, blank=True)

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


class OutcomeSuggestionQuerySet(models.QuerySet["OutcomeSuggestion"]):
    def visible_to(self, person: Person) -> "OutcomeSuggestionQuerySet":
        """Those who reconsider read all of them, and a group its own: nothing has been decided."""
        if person.has_perm("groups.reconsider"):
            return self
        mine = [membership.group_id for membership in person.current_memberships]
        return self.filter(group__in=mine)


class OutcomeSuggestion(models.Model):
    """What a group's representative suggests becomes of it, before the stage is reconsidered."""

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="suggestions")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="suggestions")
    outcome = models.CharField(_("outcome"), max_length=16, choices=Outcome.choices)
    why = fields.TextField(_("why"), max_length=lengths.REPLY, blank=True)
    learned = fields.MarkdownField(_("what was learned"), max_length=lengths.REPLY, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("when"), default=now)

    objects = OutcomeSuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suggested outcome")
        verbose_name_plural = _("suggested outcomes")
        constraints = [
            models.UniqueConstraint(fields=["stage", "group"], name="one_suggestion_per_stage_and_group"),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} in {self.stage_id}: {self.outcome}"
