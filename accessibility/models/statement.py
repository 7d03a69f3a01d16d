from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accessibility.events import AccessibilityEvent
from people.models import Act, Person
from ui import fields, lengths
from ui.dates import now, today

THE_ONE = 1  # its number: there is one statement for the portal


class Compliance(models.TextChoices):
    """How far the portal meets the law, in the law's own three steps."""

    FULLY = (
        "fully",
        _("Riktning complies with the act on accessibility to digital public services (2018:1937)."),
    )
    PARTLY = (
        "partly",
        _("Riktning complies in part with the act on accessibility to digital public services (2018:1937)."),
    )
    NOT = (
        "not",
        _("Riktning does not comply with the act on accessibility to digital public services (2018:1937)."),
    )


class StatementManager(models.Manager["Statement"]):
    def current(self) -> "Statement | None":
        return self.filter(pk=THE_ONE).first()

    def touch(self) -> None:
        """What it tells has changed."""
        self.filter(pk=THE_ONE).update(updated_at=now())


class Statement(models.Model):
    """What a public body in Sweden has to tell of how accessible a service is, as Digg asks for it.

    What does not work stands in `Shortcoming`, and how far the portal complies follows from that.
    """

    public_body = fields.CharField(_("public body"), max_length=lengths.TITLE)
    mostly_fails = models.BooleanField(_("large parts do not meet the requirements"), default=False)
    assessed_on = models.DateField(_("assessed"), default=today)
    method = fields.MarkdownField(_("how it was assessed"), max_length=lengths.REPLY)
    published_on = models.DateField(_("the portal was first published"), null=True, blank=True)
    other_ways = fields.MarkdownField(
        _("other ways to say so: telephone, e-mail"), max_length=lengths.REPLY, blank=True
    )
    answered_within = fields.CharField(_("reports are answered within"), max_length=lengths.NAME, blank=True)
    updated_at = models.DateTimeField(_("last changed"), default=now, editable=False)

    objects = StatementManager()

    class Meta:
        verbose_name = _("accessibility statement")
        verbose_name_plural = _("accessibility statement")
        constraints = [
            models.CheckConstraint(condition=Q(id=THE_ONE), name="there_is_one_accessibility_statement")
        ]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    def get_absolute_url(self) -> str:
        return reverse("accessibility:statement")

    @transaction.atomic
    def revise(self, *, by: Person) -> None:
        self.pk, self.updated_at = THE_ONE, now()
        self.save()
        Act.objects.record(AccessibilityEvent.REVISED, self, by=by)
