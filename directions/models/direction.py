from django.db import models
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from directions.lifespan import Lasting, LastingQuerySet
from directions.lineage import Link
from directions.models.stage import Stage


class DirectionQuerySet(LastingQuerySet["Direction"]):
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


class Direction(Lasting):
    """A strategic direction: long-term work without an end in sight, done in short stages."""

    title = models.CharField(_("title"), max_length=120)
    slug = models.SlugField(_("address"), max_length=120, unique=True)
    purpose = models.CharField(_("purpose"), max_length=300)
    text = models.TextField(_("text"), blank=True)
    hue = models.CharField(_("colour"), max_length=10, choices=Hue.choices, default=Hue.SUND)

    objects = DirectionQuerySet.as_manager()

    class Meta(Lasting.Meta):
        verbose_name = _("direction")
        verbose_name_plural = _("directions")
        ordering = ["started_on", "title"]

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
