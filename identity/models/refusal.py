from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import Person
from ui import fields, lengths
from ui.dates import now


class Reason(models.TextChoices):
    UNKNOWN = "unknown", _("nobody in the directory has that number or address")
    CLOSED = "closed", _("the account is closed")
    TAKEN = "taken", _("the address is that of somebody who signs in with another account")


class Refusal(models.Model):
    """Somebody whom the organisation knows and the portal did not let in: what was said of them, and why not.

    So the technical administrator sees what to mend in the directory. Forgotten after 90 days.
    """

    at = models.DateTimeField(_("when"), default=now, db_index=True)
    reason = models.CharField(_("why"), max_length=10, choices=Reason.choices)
    directory_id = fields.CharField(_("number they came with"), max_length=lengths.TITLE, blank=True)
    email = fields.CharField(_("address they came with"), max_length=lengths.TITLE, blank=True)
    person = models.ForeignKey(
        Person,
        on_delete=models.CASCADE,
        null=True,
        related_name="refusals",
        verbose_name=_("whose account it is"),
    )

    class Meta:
        verbose_name = _("refused sign-in")
        verbose_name_plural = _("refused sign-ins")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return (
            " · ".join(said for said in (self.directory_id, self.email) if said) or self.get_reason_display()
        )
