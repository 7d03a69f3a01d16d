from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from workshops.models.participant import Participant
from workshops.models.theme import Theme
from workshops.models.workshop import State

ALL_PLACED = _("You have placed all your marks. Take one back first, and then place it here.")


class MarkQuerySet(models.QuerySet["Mark"]):
    @transaction.atomic
    def place(self, participant: Participant, theme: Theme) -> None:
        """Give a theme one of the participant's marks; doing it twice gives it one.

        Each mark has a numbered slot that only one can hold, so no two tabs together place more than the
        allowance. Raises ValidationError when all are placed, none may be placed now, or the theme is gone.
        """
        participant.workshop.touch(State.MARKING)
        participant.check_is_inside()
        theme.lock()
        mine = self.filter(participant=participant)
        if mine.filter(theme=theme).exists():
            return
        taken = set(mine.values_list("slot", flat=True))
        free = [slot for slot in range(1, participant.workshop.allowance + 1) if slot not in taken]
        if not any(self._put(participant, theme, slot) for slot in free):
            raise ValidationError(ALL_PLACED, code="allowance")

    def _put(self, participant: Participant, theme: Theme, slot: int) -> bool:
        """False when the slot was taken this very moment."""
        try:
            with transaction.atomic():
                self.create(participant=participant, theme=theme, slot=slot)
        except IntegrityError:
            return self.filter(participant=participant, theme=theme).exists()
        return True

    @transaction.atomic
    def take_back(self, participant: Participant, theme: Theme) -> None:
        """Doing it twice changes nothing the second time."""
        participant.workshop.touch(State.MARKING)
        self.filter(participant=participant, theme=theme).delete()


class Mark(models.Model):
    """One participant's "this matters most": at most one on each theme, and no more than there are slots."""

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="marks")
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="marks")
    slot = models.PositiveSmallIntegerField(_("slot"))

    objects = MarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("mark")
        verbose_name_plural = _("marks")
        constraints = [
            models.UniqueConstraint(fields=["participant", "slot"], name="one_mark_in_each_slot"),
            models.UniqueConstraint(fields=["participant", "theme"], name="one_mark_on_each_theme"),
            models.CheckConstraint(condition=Q(slot__gte=1, slot__lte=10), name="slots_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.participant_id}: {self.theme_id}"
