"""What directions and groups have in common: they begin, go on for a while, and end, and the end says how."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ui import fields, lengths


class Ending(models.TextChoices):
    ENDED = "ended", _("ended")
    HANDED_OVER = "handed_over", _("handed over to line operations")
    REPLACED = "replaced", _("became something new")
    MERGED = "merged", _("merged into another")


class LastingQuerySet[M: models.Model](models.QuerySet[M]):
    def current(self) -> Self:
        return self.filter(ended_on=None)

    def ended(self) -> Self:
        return self.exclude(ended_on=None)


class Lasting(models.Model):
    """Something with a first day and, one day, a last. Ending it removes nothing: it stays to be read."""

    slug: models.SlugField  # each kind has an address of its own

    started_on = models.DateField(_("started on"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    ending = models.CharField(_("how it ended"), max_length=16, choices=Ending.choices, blank=True)
    handed_over_to = fields.CharField(_("handed over to"), max_length=lengths.TITLE, blank=True)
    closing_words = fields.MarkdownField(_("closing words"), max_length=lengths.REPLY, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="%(class)s_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ending="") | (Q(ended_on__isnull=False) & ~Q(ending="")),
                name="ended_%(class)s_says_how_it_ended",
            ),
        ]
