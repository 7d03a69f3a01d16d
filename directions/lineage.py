"""How one thing leads on to another: the same five words, told forwards, for directions and for groups."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ui.dates import today


class LinkKind(models.TextChoices):
    CONTINUES = "continues", pgettext_lazy("lineage", "continues in")
    REPLACES = "replaces", pgettext_lazy("lineage", "was replaced by")
    SPLIT_FROM = "split_from", pgettext_lazy("lineage", "gave rise to")
    MERGED_INTO = "merged_into", pgettext_lazy("lineage", "merged into")
    HANDED_OVER_TO = "handed_over", pgettext_lazy("lineage", "was handed over to")


class LinkQuerySet(models.QuerySet["Link"]):
    def around(self, thing: models.Model) -> tuple[list["Link"], list["Link"]]:
        """What led to a thing and what it led on to, oldest first, in one query."""
        links: list[Any] = list(self.filter(Q(earlier=thing) | Q(later=thing)))
        back = [link for link in links if link.later_id == thing.pk]
        return back, [link for link in links if link not in back]


class Link(models.Model):
    """A step in a lineage, told forwards: `earlier` led to `later`."""

    kind = models.CharField(_("kind"), max_length=16, choices=LinkKind.choices)
    on = models.DateField(_("on"), default=today)

    objects = LinkQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["earlier", "later"], name="one_%(class)s_between_two"),
            models.CheckConstraint(condition=~Q(earlier=F("later")), name="no_%(class)s_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.earlier_id} → {self.later_id}: {self.kind}"  # type: ignore[attr-defined]
