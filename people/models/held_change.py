from typing import NamedTuple

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.models.person import Person
from ui.dates import now
from ui.edit_conflict import EditConflict


class Line(NamedTuple):
    label: str
    words: str


def _in_words(value: str | bool | None) -> str:
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    return value or gettext("none")


class HeldChangeQuerySet(models.QuerySet["HeldChange"]):
    def open(self) -> "HeldChangeQuerySet":
        return self.filter(answered_at=None)


class HeldChange(models.Model):
    """A change of who may sign in or who leads, which takes effect when a second person says yes.

    `fields` is what the person's row is to say, by the names of its columns.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="held_changes")
    fields = models.JSONField(encoder=DjangoJSONEncoder)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=now)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    answered_at = models.DateTimeField(null=True)
    confirmed = models.BooleanField(default=False)

    objects = HeldChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change that waits for a second person")
        verbose_name_plural = _("changes that wait for a second person")
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(answered_at=None), name="one_held_change_for_each_person"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, confirmed=False)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="held_change_is_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(confirmed=False) | ~Q(answered_by=F("asked_by")),
                name="held_change_is_confirmed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {', '.join(sorted(self.fields))}"

    def get_absolute_url(self) -> str:
        return reverse("held_change", args=[self.pk])

    def is_shown_to(self, person: Person) -> bool:
        return bool(person.has_perm("people.view_held_change", self))

    @property
    def is_open(self) -> bool:
        return self.answered_at is None

    @property
    def standing(self) -> str:
        """Where it is, in a sentence."""
        if self.answered_by is None:
            text = _("%(asked_by)s has asked for this. It takes effect when another person confirms it.")
        elif self.confirmed:
            text = _("%(asked_by)s has asked for this, and %(answered_by)s has confirmed it.")
        else:
            text = _("%(asked_by)s has asked for this, and %(answered_by)s has said no.")
        return str(text) % {"asked_by": self.asked_by, "answered_by": self.answered_by}

    @property
    def heading(self) -> str:
        """Above its lines: they are still to come, were made, or were not."""
        if self.is_open:
            return gettext("What is to change")
        return gettext("What was changed") if self.confirmed else gettext("What was not changed")

    @property
    def lines(self) -> list["Line"]:
        """What is to change: a new value, and while it waits also the one that stands there."""
        return [self._line(name, value) for name, value in sorted(self.fields.items())]

    def _line(self, name: str, value: str | bool | None) -> "Line":
        label = str(getattr(Person._meta.get_field(name), "verbose_name", name)).capitalize()
        if not self.is_open:
            return Line(label, _in_words(value))
        text = _("%(before)s becomes %(after)s")
        now_and_then = {"before": _in_words(getattr(self.person, name)), "after": _in_words(value)}
        return Line(label, str(text) % now_and_then)

    def answer(self, *, confirmed: bool, by: Person) -> None:
        """Once: of two who answer, the first one's counts. Raises EditConflict for the second."""
        answer = {"answered_by": by, "answered_at": now(), "confirmed": confirmed}
        if not HeldChange.objects.open().filter(pk=self.pk).update(**answer):
            raise EditConflict(HeldChange.objects.get(pk=self.pk))
