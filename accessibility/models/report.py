from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from people.models import Person
from ui import fields, lengths
from ui.dates import now
from ui.text import first_words

WORDS_IN_A_LIST = 16


class ReportQuerySet(models.QuerySet["Report"]):
    def waiting(self) -> "ReportQuerySet":
        return self.filter(handled_at=None)


class Report(models.Model):
    """An obstacle that somebody met. Nobody has to say who they are, and who was signed in is not kept."""

    text = fields.TextField(_("what does not work"), max_length=lengths.REPLY)
    page = fields.CharField(_("on which page"), max_length=lengths.SENTENCE, blank=True)
    reply_to = fields.CharField(_("how they can be reached"), max_length=lengths.TITLE, blank=True)
    at = models.DateTimeField(_("reported"), default=now)
    key = models.UUIDField(
        null=True, unique=True, editable=False
    )  # of the form: sent twice, it is one report
    done = fields.TextField(_("what was done"), max_length=lengths.REPLY, blank=True)
    handled_at = models.DateTimeField(_("handled"), null=True, editable=False)
    handled_by = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("by whom"),
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("reported obstacle")
        verbose_name_plural = _("reported obstacles")
        ordering = [F("handled_at").desc(nulls_first=True), "at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(handled_at=None, handled_by=None)
                | Q(handled_at__isnull=False, handled_by__isnull=False),
                name="a_handled_report_says_when_and_by_whom",
            )
        ]

    def __str__(self) -> str:
        return first_words(self.text, WORDS_IN_A_LIST)

    def get_absolute_url(self) -> str:
        """Where those read it who look after it."""
        return reverse("admin:accessibility_report_change", args=[self.pk])
