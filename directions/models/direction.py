from django.db import models
from django.db.models import F, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from directions.lineage import Link
from directions.models.stage import Stage


class DirectionQuerySet(models.QuerySet["Direction"]):
    def current(self) -> "DirectionQuerySet":
        return self.filter(ended_on=None)

    def ended(self) -> "DirectionQuerySet":
        return self.exclude(ended_on=None)

    def with_stage_now(self) -> "DirectionQuerySet":
        """Each direction's latest begun stage, without a query for each."""
        return self.prefetch_related(Prefetch("stages", Stage.objects.begun(), to_attr="begun_stages"))


class Hue(models.TextChoices):
    """One quiet colour for each lineage of directions; a successor inherits it."""

    SUND = "sund", _("blue")
    GRAN = "gran", _("green")
    OCKRA = "ockra", _("ochre")
    LJUNG = "ljung", _("heather")
    SKIFFER = "skiffer", _("slate")
    HALLON = "hallon", _("raspberry")


class Ending(models.TextChoices):
    ENDED = "ended", _("ended")
    HANDED_OVER = "handed_over", _("handed over to line operations")
    REPLACED = "replaced", _("replaced by another direction")
    MERGED = "merged", _("merged into another direction")


class Direction(models.Model):
    """A strategic direction: long-term work without an end in sight, done in short stages."""

    title = models.CharField(_("title"), max_length=120)
    slug = models.SlugField(_("address"), max_length=120, unique=True)
    purpose = models.CharField(_("purpose"), max_length=300)
    text = models.TextField(_("text"), blank=True)
    hue = models.CharField(_("colour"), max_length=10, choices=Hue.choices, default=Hue.SUND)
    started_on = models.DateField(_("started on"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    ending = models.CharField(_("how it ended"), max_length=16, choices=Ending.choices, blank=True)
    handed_over_to = models.CharField(_("handed over to"), max_length=120, blank=True)
    closing_words = models.TextField(_("closing words"), blank=True)

    objects = DirectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("direction")
        verbose_name_plural = _("directions")
        ordering = ["started_on", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="direction_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ending="") | (Q(ended_on__isnull=False) & ~Q(ending="")),
                name="ended_direction_says_how_it_ended",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("directions:detail", args=[self.slug])

    @property
    def stage_now(self) -> Stage | None:
        """The stage under way, or the latest that has ended when the next has not been opened."""
        stages = self.begun_stages if hasattr(self, "begun_stages") else self.stages.begun()
        return next(iter(stages), None)


class DirectionLink(Link):
    earlier = models.ForeignKey(Direction, on_delete=models.CASCADE, related_name="links_onward")
    later = models.ForeignKey(Direction, on_delete=models.CASCADE, related_name="links_back")
