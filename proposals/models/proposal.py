from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from directions.models import Direction
from feedback.models.feedback import Feedback
from files.attaching import throw_away_all
from files.models import Attachable, Attachment
from groups.models import Group
from people.models import Act, Person
from proposals.events import ProposalEvent
from proposals.models.decision import CarryingOut, Decision
from proposals.models.preparation import Preparation
from proposals.models.readers import readable, takes_further, who_reads, who_takes_further
from proposals.models.round import Round
from proposals.models.state import (
    DECIDED,
    IN_STATE,
    OPEN,
    WHERE_IT_IS,
    WITH_STORGRUPP,
    WRITABLE,
    ProposalState,
)
from proposals.models.text import ProposalText
from proposals.models.writers import written_by
from ui import fields, lengths
from ui.dates import days_since, now, today
from ui.deleting import is_held
from ui.edit_conflict import EditConflict
from ui.fixed_addresses import address_of
from workshops.models import Theme

IN_THE_FUTURE = _("That day has not come yet. Write the day on which it was taken up in samverkan.")


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def in_state(self, *states: ProposalState) -> "ProposalQuerySet":
        wanted = Q(pk__in=[])
        for state in states:
            wanted |= IN_STATE[state]
        return self.filter(wanted)

    def decided(self) -> "ProposalQuerySet":
        """Approved or declined: for everybody to read, the latest decision first."""
        return self.in_state(*DECIDED).order_by("-latest__decision__decided_at", "-pk")

    def under_way(self) -> "ProposalQuerySet":
        """Handed in and not decided yet, also what has been sent back; what has waited longest first."""
        return self.in_state(*OPEN).order_by("latest__handed_in_at", "pk")

    def visible_to(self, person: Person | AnonymousUser) -> "ProposalQuerySet":
        """What somebody may read: `proposals.models.readers`."""
        return self.filter(readable(**who_reads(person))) if isinstance(person, Person) else self.none()

    def waiting_for(self, person: Person) -> "ProposalQuerySet":
        """Those that this person can take further now, as member or representative, preparer or director."""
        return self.filter(takes_further(**who_takes_further(person)))

    def with_standing(self) -> "ProposalQuerySet":
        """With all that tells where each is."""
        return self.select_related(
            "group", "direction", "drafted_by", "latest__preparation", "latest__decision__carrying_out"
        )


class Proposal(ProposalText, Attachable):
    """What a group, or the storgrupp itself, proposes that the director should decide.

    Its own words and files are those that are being written; what has been handed in stands in its rounds,
    and the `latest` one says where it is. What changes how people work is taken up in samverkan before it
    is decided.
    """

    group = models.ForeignKey(
        Group, on_delete=models.PROTECT, related_name="proposals", verbose_name=_("group")
    )
    direction = models.ForeignKey(
        Direction, on_delete=models.PROTECT, null=True, related_name="proposals", verbose_name=_("direction")
    )
    theme = models.ForeignKey(
        Theme, on_delete=models.PROTECT, null=True, related_name="proposals", verbose_name=_("theme")
    )
    feedback = models.ForeignKey(Feedback, on_delete=models.PROTECT, null=True, related_name="proposals")
    changes_how_people_work = models.BooleanField(_("It changes how people work"), default=False)
    samverkan_on = models.DateField(_("taken up in samverkan"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0)
    drafted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="proposals")
    drafted_at = models.DateTimeField(_("drafted"), default=now)
    latest = models.OneToOneField(Round, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)
    withdrawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_why = fields.CharField(_("why withdrawn"), max_length=lengths.SENTENCE, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, latest__isnull=False),
                name="a_withdrawn_proposal_was_handed_in_and_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return self.shown.title

    def get_absolute_url(self) -> str:
        return address_of("proposals:detail", self.pk)

    @property
    def shown(self) -> ProposalText:
        """The words for everybody who may read it: as handed in, or of a draft those being written."""
        return self.latest or self

    @property
    def files(self) -> models.QuerySet[Attachment]:
        """What is to be handed in with it."""
        return self.attachments.all()

    @classmethod
    def still_open(cls) -> ProposalQuerySet:
        return cls.objects.in_state(*WRITABLE)

    def is_read_by(self, person: Person) -> bool:
        return Proposal.objects.visible_to(person).filter(pk=self.pk).exists()

    @classmethod
    def with_files_read_by(cls, person: Person) -> ProposalQuerySet:
        return cls.objects.visible_to(person).filter(written_by(person))

    def files_are_read_by(self, person: Person) -> bool:
        """Until they are handed in, those who write it: what was handed in before has more readers."""
        return self.is_read_by(person) and person.has_perm("proposals.edit_proposal", self)

    def files_are_changed_by(self, person: Person) -> bool:
        return self.is_writable and person.has_perm("proposals.edit_proposal", self)

    @property
    def current_round(self) -> Round:
        """The latest round, of what has been handed in."""
        return self.latest  # type: ignore[return-value]

    @property
    def preparation(self) -> Preparation | None:
        return getattr(self.latest, "preparation", None)

    @property
    def decision(self) -> Decision | None:
        return getattr(self.latest, "decision", None)

    @property
    def carrying_out(self) -> CarryingOut | None:
        return getattr(self.decision, "carrying_out", None)

    @property
    def state(self) -> ProposalState:
        if self.withdrawn_at:
            return ProposalState.WITHDRAWN
        if self.latest is None:
            return ProposalState.DRAFT
        if self.decision:
            return self._state_when_decided(self.decision)
        if self.preparation is None:
            return ProposalState.HANDED_IN
        return ProposalState.RECOMMENDED if self.preparation.recommended_at else ProposalState.PREPARING

    def _state_when_decided(self, decision: Decision) -> ProposalState:
        if self.carrying_out and self.carrying_out.done_at:
            return ProposalState.DONE
        return ProposalState(decision.outcome)

    @property
    def since(self) -> datetime:
        """When it came to whoever has it now."""
        if self.withdrawn_at or self.latest is None:
            return self.withdrawn_at or self.drafted_at
        if self.carrying_out and self.carrying_out.done_at:
            return self.carrying_out.done_at
        if self.decision:
            return self.decision.decided_at
        recommended_at = self.preparation and self.preparation.recommended_at
        return recommended_at or self.latest.handed_in_at

    @property
    def days_here(self) -> int:
        return days_since(self.since)

    @property
    def holder(self) -> str:
        """Who has it now, as named inside a sentence; nobody once its way has ended."""
        if self.state in WITH_STORGRUPP:
            return gettext("the storgrupp")
        if self.state == ProposalState.RECOMMENDED:
            return gettext("the director")
        if self.state == ProposalState.APPROVED and self.carrying_out:
            return self.carrying_out.responsible
        return self.group.name if self.state in WRITABLE else ""

    @property
    def is_open(self) -> bool:
        """Handed in and not decided: it may be withdrawn."""
        return self.state in OPEN

    @property
    def is_decided(self) -> bool:
        """Approved or declined."""
        return self.state in DECIDED

    @property
    def is_writable(self) -> bool:
        return self.state in WRITABLE

    @property
    def is_with_storgrupp(self) -> bool:
        return self.state in WITH_STORGRUPP

    @property
    def needs_samverkan(self) -> bool:
        """It changes how people work, and nobody has said when it was taken up in samverkan."""
        return self.changes_how_people_work and self.samverkan_on is None

    def locked(self) -> "Proposal":
        """This proposal afresh, its row locked until the transaction ends: where it goes is decided here."""
        return Proposal.objects.select_for_update().get(pk=self.pk)

    def check_samverkan(self) -> None:
        """Raises ValidationError when the day of samverkan has not come yet."""
        if self.samverkan_on and self.samverkan_on > today():
            raise ValidationError({"samverkan_on": IN_THE_FUTURE})

    @transaction.atomic
    def write(self, *, seen: int, by: Person, **words: Any) -> None:
        """Begin an unsaved draft, or save the `words` given of one; also of what has been sent back.

        `seen` is the version that was being changed. Raises EditConflict when there is a newer one, and
        ValidationError where nothing is written any more.
        """
        for name, value in words.items():
            setattr(self, name, value)
        self.check_samverkan()
        if self.pk is None:
            self.drafted_by = by
            self.save(force_insert=True)
            Act.objects.record(ProposalEvent.DRAFTED, self, by=by)
            return
        current = self.locked()
        current.check_is_in(*WRITABLE)
        if current.version != seen:
            raise EditConflict(current)
        self.version = seen + 1
        self.save(update_fields=[*words, "version"])
        Act.objects.record(ProposalEvent.EDITED, self, by=by)

    @transaction.atomic
    def discard(self, *, by: Person) -> bool:
        """Throw away what was never handed in. False when it has been: then nothing has changed."""
        current = Proposal.objects.select_for_update().filter(pk=self.pk).first()
        if current is None or current.state != ProposalState.DRAFT or is_held(current):
            return False
        throw_away_all(current, by=by)
        Act.objects.record(ProposalEvent.DISCARDED, self, by=by)  # the last that happens to it
        current.delete()
        return True

    def check_is_in(self, *states: ProposalState) -> None:
        """Raises ValidationError, saying where it is, when it is in none of these states."""
        if self.state not in states:
            raise ValidationError(WHERE_IT_IS[self.state], code="elsewhere")
