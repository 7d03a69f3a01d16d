from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ui import fields, lengths
from ui.dates import now
from workshops.models.participant import Participant
from workshops.models.workshop import State, Workshop

MOST_NOTES = 100  # by one participant
ENOUGH = _("You have written a hundred notes, and that is the limit. You can take one back.")


class AnswerQuerySet(models.QuerySet["Answer"]):
    def of(self, workshop: Workshop) -> "AnswerQuerySet":
        return self.filter(participant__workshop=workshop)

    def unplaced(self) -> "AnswerQuerySet":
        """Those that nobody has placed in a theme yet, whichever came first at the top."""
        return self.filter(theme=None).order_by("pk")

    def with_signatures(self) -> "AnswerQuerySet":
        return self.select_related("participant__person")

    @transaction.atomic
    def give(self, participant: Participant, text: str, *, key: UUID | None, signed: bool = False) -> None:
        """Take in a note; the same form sent twice is one note.

        Raises ValidationError when the workshop takes no answers, also this very moment, and when somebody
        has written as many as one may, or has been shut out.
        """
        key = key or uuid4()
        participant.workshop.touch(State.OPEN)
        participant.check_is_inside()
        if participant.answers.exclude(key=key).count() >= MOST_NOTES:
            raise ValidationError(ENOUGH)
        note = Answer(participant=participant, text=text, key=key)
        note.is_signed = signed and participant.person_id is not None
        try:
            with transaction.atomic():
                note.save(force_insert=True)
        except IntegrityError:
            if not self.filter(participant=participant, key=note.key).exists():
                raise  # it is another rule that was broken


class Answer(models.Model):
    """What a participant answers the theme question: a note, anonymous unless its author signed it.

    Who wrote it stands in no trail: nobody but the author gets to see it, the facilitator included.
    """

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="answers")
    text = fields.CharField(_("text"), max_length=lengths.NOTE)
    is_signed = models.BooleanField(_("signed"), default=False)
    theme = models.ForeignKey(
        "workshops.Theme",
        on_delete=models.SET_NULL,
        null=True,
        related_name="answers",
        verbose_name=_("theme"),
    )
    key = models.UUIDField(_("key"), default=uuid4)
    at = models.DateTimeField(_("when"), default=now)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["participant", "key"], name="one_answer_from_each_sent_form"),
            models.CheckConstraint(condition=~Q(text=""), name="an_answer_says_something"),
        ]

    def __str__(self) -> str:
        return self.text

    @transaction.atomic
    def withdraw(self) -> None:
        """Take the note back. Raises ValidationError when the workshop takes no answers any more."""
        self.participant.workshop.touch(State.OPEN)
        self.delete()

    @property
    def signature(self) -> str:
        """The author's name, where they put it there themselves."""
        person = self.participant.person if self.is_signed else None
        return person.name if person else ""
