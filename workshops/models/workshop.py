from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from people.models import Act, Person
from ui import fields, lengths
from ui.dates import FIRST_DAY, LAST_DAY, now
from ui.edit_conflict import Seen
from ui.fixed_addresses import address_of
from workshops.events import WorkshopEvent

CODE_LENGTH = 6  # digits: easy to say aloud and to write on a phone
TRIES = 20  # for a code that nobody has had; a million of them last for long
MOST_MARKS = 10


class Audience(models.TextChoices):
    """For whom a workshop is. A body is named by its kind, as the table of kinds of group names it."""

    EVERYBODY = "everybody", _("everybody")
    MANAGERS = "managers", _("all managers")
    STORGRUPP = "storgrupp", _("the storgrupp")
    COORDINATION_GROUP = "coordination_group", _("the coordination group")
    STEERING_GROUP = "steering_group", _("the steering group")


class State(models.TextChoices):
    PLANNED = "planned", _("Planned")
    OPEN = "open", _("Open for notes")
    MARKING = "marking", _("Placing marks")
    CLOSED = "closed", _("Closed")


# From where a step may be taken, and what the trail calls it. What is closed stays closed.
BEFORE = {
    State.OPEN: [State.PLANNED, State.MARKING],
    State.MARKING: [State.OPEN],
    State.CLOSED: [State.OPEN, State.MARKING],
}
VERBS = {
    State.OPEN: WorkshopEvent.OPENED,
    State.MARKING: WorkshopEvent.MARKING_OPENED,
    State.CLOSED: WorkshopEvent.CLOSED,
}
LIVE = [State.OPEN, State.MARKING]
WHY_NOT = {
    State.PLANNED: _("The workshop has not been opened yet."),
    State.OPEN: _("Marks cannot be placed yet: right now everybody is writing notes."),
    State.MARKING: _("No more notes can be written: marks are being placed now."),
    State.CLOSED: _("The workshop is closed, so nothing more can be added to it."),
}
NO_THEMES = _("There is nothing to mark yet. Place notes in at least one theme first.")


class WorkshopQuerySet(models.QuerySet["Workshop"]):
    def latest_first(self) -> "WorkshopQuerySet":
        return self.order_by("-held_on", "-pk")

    def closed(self) -> "WorkshopQuerySet":
        return self.filter(state=State.CLOSED)

    def not_closed(self) -> "WorkshopQuerySet":
        return self.exclude(state=State.CLOSED)

    def live(self) -> "WorkshopQuerySet":
        """Those in which something can be done right now."""
        return self.filter(state__in=LIVE).order_by("held_on", "pk")

    @transaction.atomic
    def plan(self, workshop: "Workshop", *, by: Person) -> "Workshop":
        """Save an unsaved workshop under a code that no other has, or ever had."""
        if not any(self._save_with_code(workshop) for _try in range(TRIES)):
            raise IntegrityError("No free code was found.")
        Act.objects.record(WorkshopEvent.PLANNED, workshop, by=by)
        return workshop

    def _save_with_code(self, workshop: "Workshop") -> bool:
        workshop.code = get_random_string(CODE_LENGTH, "0123456789")
        try:
            with transaction.atomic():
                workshop.save(force_insert=True)
        except IntegrityError:
            if not self.filter(code=workshop.code).exists():
                raise  # it is another rule that was broken
            workshop.pk = None
            return False
        return True


class Workshop(models.Model):
    """A question that many answer on one day: answers come in as notes, become themes, and are marked.

    `version` counts every change, `outline` those that a participant sees: a step taken, or a theme changed.
    Each grows in the transaction of its change, so that a live view knows from one row whether to look again.
    """

    question = fields.CharField(_("theme question"), max_length=lengths.SENTENCE)
    intro = fields.MarkdownField(_("introduction"), blank=True, max_length=lengths.REPLY)
    commissioned_by = fields.CharField(_("commissioned by"), max_length=lengths.TITLE)
    audience = models.CharField(
        _("for whom"), max_length=20, choices=Audience.choices, default=Audience.EVERYBODY
    )
    lets_guests_in = models.BooleanField(_("guests are let in"), default=False)
    all_guests_have_come = models.BooleanField(_("all guests have come"), default=False, db_default=False)
    held_on = models.DateField(_("held on"))
    allowance = models.PositiveSmallIntegerField(
        _("marks for each participant"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_MARKS)],
    )
    code = fields.CharField(_("code"), max_length=12, unique=True)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.PLANNED)
    since = models.DateTimeField(_("since"), default=now)
    version = models.PositiveIntegerField(default=0)
    outline = models.PositiveIntegerField(default=0)

    objects = WorkshopQuerySet.as_manager()

    class Meta:
        verbose_name = _("workshop")
        verbose_name_plural = _("workshops")
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(allowance__gte=1, allowance__lte=MOST_MARKS), name="each_gets_one_to_ten_marks"
            ),
            models.CheckConstraint(
                condition=Q(held_on__gte=FIRST_DAY, held_on__lte=LAST_DAY), name="workshop_lies_in_our_time"
            ),
        ]

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        return address_of("workshops:detail", self.code)

    @property
    def spoken_code(self) -> str:
        """The code as one reads it aloud: "482 913"."""
        return f"{self.code[:3]} {self.code[3:]}"

    @property
    def is_closed(self) -> bool:
        return self.state == State.CLOSED

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    def is_for(self, person: Person) -> bool:
        """Whoever it is for; where guests are let in, nobody who has signed in stands outside."""
        if self.lets_guests_in or self.audience == Audience.EVERYBODY:
            return True
        if self.audience == Audience.MANAGERS:
            return person.is_manager
        return any(membership.group.kind == self.audience for membership in person.current_memberships)

    def touch(self, *states: State, outline: bool = False) -> None:
        """Count one more change, which its row allows in these states only. Call it first in a transaction.

        The row stays locked until the transaction ends, so whoever closes the workshop waits, or has come
        first: then it raises ValidationError, saying why not.
        """
        more = {"version": F("version") + 1} | ({"outline": F("outline") + 1} if outline else {})
        if Workshop.objects.filter(pk=self.pk, state__in=states).update(**more):
            return
        state = Workshop.objects.values_list("state", flat=True).get(pk=self.pk)
        raise ValidationError(WHY_NOT[State(state)], code="state")

    @transaction.atomic
    def change(self, *, by: Person, seen: Seen | None = None, **fields: Any) -> None:
        """Save the `fields` given; without any nothing happens. Raises ValidationError when it is closed, and
        EditConflict when something else stands there than was `seen`.
        """
        if not fields:
            return
        self.touch(State.PLANNED, *LIVE, outline=True)
        if seen:
            seen.check(Workshop.objects.get(pk=self.pk))
        for name, value in fields.items():
            setattr(self, name, value)
        self.save(update_fields=fields)
        Act.objects.record(WorkshopEvent.EDITED, self, by=by, fields=list(fields))

    @transaction.atomic
    def go_to(self, state: State, *, by: Person) -> bool:
        """Take a step. False when somebody has already taken it; ValidationError when there is no way."""
        if state == State.MARKING and not self.themes.exists():
            raise ValidationError(NO_THEMES)
        ready = Workshop.objects.filter(pk=self.pk, state__in=BEFORE[state])
        counted: dict[str, Any] = {"version": F("version") + 1, "outline": F("outline") + 1}
        done = ready.update(state=state, since=now(), **counted)
        self.refresh_from_db()
        if done:
            Act.objects.record(VERBS[state], self, by=by)
        elif self.state != state:
            raise ValidationError(WHY_NOT[State(self.state)], code="state")
        return bool(done)
