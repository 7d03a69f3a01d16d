from datetime import date, timedelta

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from ui import fields, lengths
from ui.dates import FIRST_DAY, LAST_DAY, in_words, today
from ui.fixed_addresses import address_of
from ui.prepared import Place

RECONSIDERED = gettext_noop("Ended %(day)s and reconsidered: it %(outcome)s.")
ENDED = gettext_noop(
    "Ended %(day)s. Now it is being reconsidered: continue, change, end, or start something new?"
)
UNDER_WAY = gettext_noop("Week %(week)s of %(weeks)s. To be reconsidered %(day)s.")


class StageQuerySet(models.QuerySet["Stage"]):
    def begun(self) -> "StageQuerySet":
        """Under way or past, the latest first."""
        return self.filter(starts_on__lte=today()).order_by("-starts_on")

    def unreconsidered(self) -> "StageQuerySet":
        """The latest of living directions, where nobody has said yet what comes next.

        An earlier one without a reconsideration, from before they were kept, waits for nothing.
        """
        later = Stage.objects.filter(direction=OuterRef("direction"), number__gt=OuterRef("number"))
        return self.filter(~Exists(later), reconsideration=None, direction__ended_on=None)

    def overdue(self, day: date | Place | None = None) -> "StageQuerySet":
        """Their last day is past (today), and they wait to be reconsidered; the longest waiting first."""
        return self.unreconsidered().filter(ends_on__lt=day or today()).order_by("ends_on", "pk")

    def on(self, day: date) -> "StageQuerySet":
        """The stage a day falls in: both its first and its last day belong to it."""
        return self.overlapping(day, day)

    def overlapping(self, first: date, last: date) -> "StageQuerySet":
        """Those that share a day with a stretch of days."""
        return self.filter(starts_on__lte=last, ends_on__gte=first)


class Stage(models.Model):
    """A short stretch of a direction's work (etapp), after which it is reconsidered."""

    direction = models.ForeignKey("directions.Direction", on_delete=models.PROTECT, related_name="stages")
    number = models.PositiveSmallIntegerField(_("number"))
    title = fields.CharField(_("title"), max_length=lengths.TITLE, blank=True)
    aim = fields.CharField(_("aim"), max_length=lengths.SENTENCE)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    ending_told_at = models.DateTimeField(_("told that it ends soon"), null=True, editable=False)

    objects = StageQuerySet.as_manager()

    class Meta:
        verbose_name = _("stage")
        verbose_name_plural = _("stages")
        ordering = ["direction", "number"]
        constraints = [
            models.UniqueConstraint(fields=["direction", "number"], name="one_stage_of_each_number"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="stage_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(starts_on__gte=FIRST_DAY, ends_on__lte=LAST_DAY), name="stage_lies_in_our_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}" if self.title else str(self.number)

    def get_absolute_url(self) -> str:
        return address_of("directions:stage", self.direction.slug, self.number)

    @classmethod
    def with_address(cls) -> StageQuerySet:
        """Each with what its address needs, for notices that lead to many."""
        return cls.objects.select_related("direction")

    @property
    def label(self) -> str:
        """What it is called within its direction: "Stage 3"."""
        return gettext("Stage %(number)s") % {"number": self.number}

    @property
    def heading(self) -> str:
        return f"{self.label}: {self.title}" if self.title else self.label

    @property
    def full_label(self) -> str:
        """What it is called among the stages of all directions."""
        words = {"number": self.number, "direction": self.direction.title}
        return gettext("Stage %(number)s, %(direction)s") % words

    @property
    def standing(self) -> str:
        """How far it has come, in a sentence."""
        if not self.has_begun:
            return gettext("Begins %(day)s.") % {"day": in_words(self.starts_on)}
        if self.is_reconsidered:
            day = in_words(self.ends_on)
            outcome = self.reconsideration.get_outcome_display()
            return gettext(RECONSIDERED) % {"day": day, "outcome": outcome}
        day = in_words(self.ends_on, "j F")
        if self.is_over:
            return gettext(ENDED) % {"day": day}
        return gettext(UNDER_WAY) % {"week": self.week, "weeks": self.weeks, "day": day}

    def standing_in_brief(self, *, is_waited_for: bool) -> str:
        """How far it has come, in a few words for a list.

        An earlier stage that was never reconsidered waits for nothing, and nothing is said of it.
        """
        if self.is_reconsidered:
            outcome = self.reconsideration.get_outcome_display()
            return gettext("The direction %(outcome)s") % {"outcome": outcome}
        if not self.has_begun:
            return gettext("Has not started yet")
        if not self.is_over:
            return gettext("Under way")
        return gettext("Waiting to be reconsidered") if is_waited_for else ""

    @property
    def is_reconsidered(self) -> bool:
        return hasattr(self, "reconsideration")

    @property
    def is_followed(self) -> bool:
        """A later one has been opened: whatever is known of this one, it waits for nothing."""
        return self.direction.stages.filter(number__gt=self.number).exists()

    @property
    def is_overdue(self) -> bool:
        """It has ended, and nobody has said yet what comes next. Asked of a direction's latest."""
        return self.is_over and not self.is_reconsidered

    @property
    def days_overdue(self) -> int:
        return max((today() - self.ends_on).days, 0)

    @property
    def has_begun(self) -> bool:
        return self.starts_on <= today()

    @property
    def is_over(self) -> bool:
        return self.ends_on < today()

    @property
    def weeks(self) -> int:
        """How many weeks it lasts, a begun week counted whole; at least one."""
        return _weeks(self.starts_on, self.ends_on)

    @property
    def week(self) -> int:
        """The week we are in, counted from one, and at most `weeks`."""
        return min(_weeks(self.starts_on, max(today(), self.starts_on)), self.weeks)


def _weeks(first: date, last: date) -> int:
    return -(-((last - first) + timedelta(days=1)).days // 7)
