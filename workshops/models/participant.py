from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from people.models import Person
from workshops.models.workshop import LIVE, State, Workshop


class ParticipantQuerySet(models.QuerySet["Participant"]):
    @transaction.atomic
    def come_in(self, workshop: Workshop, person: Person | None) -> "Participant":
        """Let somebody in: a person once, however often they come; a guest anew each time.

        Raises ValidationError when the workshop is closed.
        """
        workshop.touch(State.PLANNED, *LIVE)
        if person is None:
            return self.create(workshop=workshop)
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

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        constraints = [
            models.UniqueConstraint(fields=["workshop", "person"], name="each_person_takes_part_once"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
