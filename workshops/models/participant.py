from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Count, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext_lazy as _

from people.models import Act, Person
from ui.dates import now
from workshops.events import WorkshopEvent
from workshops.models.workshop import LIVE, State, Workshop

FULL = _("No more guests are let in.")
SHUT_OUT = _("You no longer take part in this workshop.")


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def guests(self) -> "ParticipantQuerySet":
        """The latest that came first."""
        return self.filter(person=None).order_by("-pk")

    def with_counts(self) -> "ParticipantQuerySet":
        """Each with how much they said, `answer_count` and `mark_count`, and as which they came: `place`."""
        return self.annotate(
            answer_count=Count("answers", distinct=True),
            mark_count=Count("marks", distinct=True),
            place=Window(RowNumber(), partition_by="workshop", order_by="pk"),
        )

    def most_first(self) -> "ParticipantQuerySet":
        """Of those with counts: who says much may be a machine."""
        return self.order_by("-answer_count", "-pk")

    @transaction.atomic
    def come_in(self, workshop: Workshop, person: Person | None) -> "Participant":
        """Let somebody in: a person once, however often they come; a guest anew each time, while it is live.

        Raises ValidationError when the workshop is closed, for a guest also before it has been opened, when
        all guests have come, and when there are as many as it has room for.
        """
        if person is None:
            workshop.touch(*LIVE)
            all_have_come = Workshop.objects.filter(pk=workshop.pk, all_guests_have_come=True).exists()
            guests = self.filter(workshop=workshop, person=None, shut_out_at=None)
            if all_have_come or guests.count() >= settings.WORKSHOP_GUESTS:
                raise ValidationError(FULL)
            return self.create(workshop=workshop)
        workshop.touch(State.PLANNED, *LIVE)
        return self.get_or_create(workshop=workshop, person=person)[0]


class Participant(models.Model):
    """Somebody in a workshop: a person who has signed in, or a guest of this workshop only.

    The row ties notes and marks to one another, so that each sees their own. No page shows whose they are,
    unless the author signed a note.
    """

    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="participants")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="workshop_visits", verbose_name=_("person")
    )

    came_at = models.DateTimeField(_("came"), null=True, default=now)  # empty for those of earlier releases
    shut_out_at = models.DateTimeField(_("shut out"), null=True)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        constraints = [
            models.UniqueConstraint(fields=["workshop", "person"], name="each_person_takes_part_once"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_guest(self) -> bool:
        return self.person_id is None

    def check_is_inside(self) -> None:
        """Ask the row itself, in a transaction that has touched the workshop. Raises ValidationError."""
        if not Participant.objects.filter(pk=self.pk, shut_out_at=None).exists():
            raise ValidationError(SHUT_OUT)

    @transaction.atomic
    def shut_out(self, *, by: Person) -> None:
        """Show a guest out for good: their marks go, their notes stay. The second time changes nothing.

        Raises ValidationError when the workshop is closed: then the result stands.
        """
        self.workshop.touch(State.PLANNED, *LIVE, outline=True)
        if Participant.objects.guests().filter(pk=self.pk, shut_out_at=None).update(shut_out_at=now()):
            self.marks.all().delete()
            Act.objects.record(WorkshopEvent.GUEST_SHUT_OUT, self.workshop, by=by)
