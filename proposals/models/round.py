from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from files.models import Attachable, Attachment
from people.events import Scope, scope_of
from people.models import Person
from proposals.models.text import ProposalText
from ui.dates import now


class Round(ProposalText, Attachable):
    """A proposal as it was handed in to the storgrupp, one time: never changed afterwards.

    What is handed in is prepared once and decided once. A proposal that is sent back and handed in again
    gets its next round, and the one before stays to be read. The files attached to the draft become the
    round's.
    """

    proposal = models.ForeignKey("proposals.Proposal", on_delete=models.PROTECT, related_name="rounds")
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

    @property
    def event_scope(self) -> Scope:
        return scope_of(self.proposal)

    @property
    def files(self) -> QuerySet[Attachment]:
        """What was handed in with it and with the rounds before it: nobody has to attach a file twice."""
        until = Round.objects.filter(proposal=self.proposal_id, number__lte=self.number)
        return Attachment.objects.of_each(until)

    @classmethod
    def still_open(cls) -> QuerySet["Round"]:
        return cls.objects.none()

    @classmethod
    def with_files_read_by(cls, person: Person) -> QuerySet["Round"]:
        proposals: Any = cls._meta.get_field("proposal").related_model
        return cls.objects.filter(
            Exists(proposals.objects.visible_to(person).filter(pk=OuterRef("proposal")))
        )

    def files_are_read_by(self, person: Person) -> bool:
        return self.proposal.is_read_by(person)

    def files_are_changed_by(self, person: Person) -> bool:
        return False
