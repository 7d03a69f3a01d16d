from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from directions.events import DirectionEvent
from people.models import Act, Person
from ui import fields, lengths
from ui.dates import months_after, today
from ui.prepared import prepared

REVISED_EVERY = 6  # months

REPLACED = _("Somebody else has revised the plan since you started. What you wrote is still here.")
UNCHANGED = _("The text says the same as before. Change something, or leave the plan as it is.")
SAY_WHAT = _("Say what has changed. One sentence is enough.")


class PlanQuerySet(models.QuerySet["Plan"]):
    def current(self) -> "Plan | None":
        """The revision that holds; None before the first."""
        return next(iter(_latest()), None)

    @transaction.atomic
    def revise(self, *, text: str, what_changed: str, based_on: int, by: Person) -> "Plan":
        """Let the next revision hold, written on top of the one numbered `based_on`; 0 before the first.

        Raises ValidationError, with the code "replaced" when another revision has come in between.
        """
        current = self.current()
        if (current.number if current else 0) != based_on:
            raise ValidationError(REPLACED, code="replaced")
        if current and current.text == text:
            raise ValidationError({"text": UNCHANGED})
        if current and not what_changed:
            raise ValidationError({"what_changed": SAY_WHAT})
        plan = self._add(Plan(number=based_on + 1, text=text, what_changed=what_changed, revised_by=by))
        Act.objects.record(DirectionEvent.PLAN_REVISED, plan, by=by, number=plan.number)
        return plan

    def _add(self, plan: "Plan") -> "Plan":
        """The unique number decides between two who save at the same moment."""
        try:
            with transaction.atomic():
                plan.save(force_insert=True)
        except IntegrityError as error:
            raise ValidationError(REPLACED, code="replaced") from error
        return plan


class Plan(models.Model):
    """One revision of the plan (projektplan) of the whole work, which is reworked every half year.

    A revision is never changed: the next one says what is different. The one with the highest number holds.
    """

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    text = fields.MarkdownField(_("text"), max_length=lengths.TEXT)
    what_changed = fields.CharField(_("what changed"), max_length=lengths.SENTENCE)
    revised_on = models.DateField(_("revised on"), default=today)
    revised_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"{self.number}: {self.revised_on}"

    def get_absolute_url(self) -> str:
        return reverse("directions:plan_revision", args=[self.number])

    @property
    def label(self) -> str:
        """What it is called among the others: "Revision 3"."""
        return gettext("Revision %(number)s") % {"number": self.number}

    @property
    def due_on(self) -> date:
        """The day on which half a year has gone since this revision."""
        return months_after(self.revised_on, REVISED_EVERY)

    @property
    def days_overdue(self) -> int | None:
        """Days since it was to be revised anew: 0 on the very day, None before it."""
        days = (today() - self.due_on).days
        return days if days >= 0 else None


@prepared()
def _latest() -> models.QuerySet[Plan]:
    return Plan.objects.select_related("revised_by").order_by("-number")[:1]
