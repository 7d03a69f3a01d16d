from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.db.models.lookups import IsNull
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from briefings.events import BriefingEvent
from groups.roles import leads_the_work
from people.models import Act, Person
from ui import fields, lengths
from ui.dates import now
from ui.edit_conflict import EditConflict
from ui.text import first_words, to_plain

FITS = 560  # words, about as many as one printed page holds
EXCERPT = 26  # words

IS_SENT = _("It was sent %(day)s by %(name)s, so it can no longer be changed or sent again.")
IS_EMPTY = _("There is nothing in it to send yet. Write a few lines first.")
IS_BEGUN = _("%(name)s has started a briefing that has not been sent yet. There can be only one at a time.")


class BriefingQuerySet(models.QuerySet["Briefing"]):
    def drafts(self) -> Self:
        """At most one: the database sees to it."""
        return self.filter(sent_at=None).select_related("made_by")

    def sent(self) -> Self:
        """The archive, the latest first."""
        return self.exclude(sent_at=None).select_related("sent_by").order_by("-sent_at", "-pk")

    def visible_to(self, person: Person) -> Self:
        """What is sent is for everybody signed in; a draft for those who lead the work."""
        briefings = self.select_related("made_by", "sent_by")
        return briefings if leads_the_work(person) else briefings.exclude(sent_at=None)


class Briefing(models.Model):
    """What is new since the last Ledarforum, on one page: a draft that is edited, then sent once to every
    manager, after which nothing changes it.

    `version` counts the saves of the draft, so that nobody overwrites another's words or sends what they
    have not read.
    """

    title = fields.CharField(_("title"), max_length=lengths.TITLE)
    text = fields.MarkdownField(_("text"), blank=True, max_length=lengths.TEXT)
    covers_from = models.DateField(_("covers from"))
    covers_to = models.DateField(_("covers to"))
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(_("begun"), default=now)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(_("sent"), null=True)
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    objects = BriefingQuerySet.as_manager()

    class Meta:
        verbose_name = _("briefing")
        verbose_name_plural = _("briefings")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                IsNull(F("sent_at"), True), condition=Q(sent_at=None), name="one_unsent_briefing_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None, sent_by=None) | Q(sent_at__isnull=False, sent_by__isnull=False),
                name="a_sent_briefing_says_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None) | ~Q(text=""), name="a_sent_briefing_is_not_empty"
            ),
            models.CheckConstraint(
                condition=Q(covers_to__gte=F("covers_from")), name="a_briefing_covers_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("briefings:detail", args=[self.pk])

    @property
    def is_sent(self) -> bool:
        return self.sent_at is not None

    @property
    def why_not(self) -> str:
        """Why a sent one is neither changed nor sent again: who sent it, and when."""
        day = date_format(localtime(self.sent_at), "DATETIME_FORMAT")
        return IS_SENT % {"day": day, "name": self.sent_by.name if self.sent_by else ""}

    @property
    def words(self) -> int:
        return len(to_plain(self.text).split())

    @property
    def is_long(self) -> bool:
        """Too long for one printed page, as far as counting words can tell."""
        return self.words > FITS

    @property
    def excerpt(self) -> str:
        """The first words below the headings, without their formatting."""
        lines = (line for line in self.text.splitlines() if not line.startswith("#"))
        return first_words("\n".join(lines), EXCERPT)

    @transaction.atomic
    def begin(self, *, by: Person) -> None:
        """Save an unsaved one as the draft. Raises ValidationError when there is one already."""
        self.made_by = by
        try:
            with transaction.atomic():
                self.save(force_insert=True)
        except IntegrityError as error:
            other = Briefing.objects.drafts().first()
            if other is None:
                raise
            self.pk = None
            raise ValidationError(IS_BEGUN % {"name": other.made_by.name}, code="begun") from error
        Act.objects.record(BriefingEvent.BEGUN, self, by=by)

    @transaction.atomic
    def write(self, *, seen: int, by: Person, **words: str) -> None:
        """Save what was changed of the draft. `seen` is the version that was being changed.

        Raises EditConflict or ValidationError, and nothing has changed.
        """
        self._change(seen, version=seen + 1, **words)
        Act.objects.record(BriefingEvent.EDITED, self, by=by)

    @transaction.atomic
    def mark_sent(self, *, seen: int, by: Person) -> None:
        """Date and name it for good, once. Raises EditConflict or ValidationError: nothing has changed."""
        current = Briefing.objects.get(pk=self.pk)
        if not current.is_sent and not current.text.strip():
            raise ValidationError(IS_EMPTY)
        self._change(seen, sent_at=now(), sent_by=by)
        Act.objects.record(BriefingEvent.SENT, self, by=by)

    @transaction.atomic
    def discard(self, *, by: Person) -> bool:
        """Throw the draft away. What is sent stays: False, and nothing has changed."""
        if not Briefing.objects.select_for_update().filter(pk=self.pk, sent_at=None).exists():
            return False
        Act.objects.record(BriefingEvent.DISCARDED, self, by=by)
        self.delete()
        return True

    def _change(self, seen: int, **fields: Any) -> None:
        """Change the draft as `seen`, in one statement: of two at once, one finds it changed already."""
        done = Briefing.objects.filter(pk=self.pk, sent_at=None, version=seen).update(**fields)
        self.refresh_from_db()
        if not done:
            if self.is_sent:
                raise ValidationError(self.why_not, code="sent")
            raise EditConflict(self)
