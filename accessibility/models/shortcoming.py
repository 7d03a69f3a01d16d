from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accessibility.events import AccessibilityEvent
from accessibility.models.statement import Statement
from people.models import Act, Person
from ui import fields, lengths
from ui.dates import today


class Reason(models.TextChoices):
    """Why something is not accessible: the three that the law knows (2018:1937)."""

    NOT_YET = "not_yet", _("it does not meet the requirements yet")
    BURDEN = "burden", _("it would be a disproportionate burden (section 12)")
    OUTSIDE = "outside", _("the law does not cover it (section 9)")


class ShortcomingQuerySet(models.QuerySet["Shortcoming"]):
    def known(self) -> "ShortcomingQuerySet":
        """Those that are there still."""
        return self.filter(mended_on=None)


class Shortcoming(models.Model):
    """Something in the portal that not everybody can use: since when it is known, and when it is mended."""

    title = fields.CharField(_("what does not work"), max_length=lengths.TITLE)
    text = fields.MarkdownField(
        _("for whom, why, and what one can do instead"), max_length=lengths.REPLY, blank=True
    )
    reason = models.CharField(_("reason"), max_length=10, choices=Reason.choices, default=Reason.NOT_YET)
    known_since = models.DateField(_("known since"), default=today)
    mend_by = models.DateField(_("to be mended by"), null=True, blank=True)
    mended_on = models.DateField(_("mended"), null=True, blank=True)

    objects = ShortcomingQuerySet.as_manager()

    class Meta:
        verbose_name = _("shortcoming")
        verbose_name_plural = _("shortcomings")
        ordering = [F("mended_on").desc(nulls_first=True), "known_since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(mended_on=None) | Q(mended_on__gte=F("known_since")),
                name="a_shortcoming_is_mended_after_it_is_known",
                violation_error_message=_("It cannot have been mended before it was known."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @transaction.atomic
    def keep(self, *, by: Person) -> None:
        """Save what is known of it. The statement says from then on that it was changed today."""
        self.save()
        Statement.objects.touch()
        Act.objects.record(AccessibilityEvent.SHORTCOMING_KEPT, self, by=by)
