from django.db import models
from django.utils.translation import gettext_lazy as _

from feedback.models.proposal_text import ProposalText
from people.models import Person
from ui.dates import now


class Round(ProposalText):
    """A proposal as it was handed in to the storgrupp, one time: never changed afterwards.

    What is handed in is prepared once and decided once. A proposal that is sent back and handed in again
    gets its next round, and the one before stays to be read.
    """

    proposal = models.ForeignKey("feedback.Proposal", on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField(_("number"))
    handed_in_at = models.DateTimeField(_("handed in"), default=now)
    handed_in_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "number"], name="one_round_of_each_number"),
        ]
