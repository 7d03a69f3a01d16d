from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from files.models import Attachable
from groups.events import GroupEvent
from groups.kinds import KindCode
from groups.models.group import Group
from people.events import Scope, scope_of
from people.models import Act, Person
from ui import fields, lengths
from ui.dates import FIRST_DAY, LAST_DAY, midnight, now
from ui.edit_conflict import EditConflict, Seen
from ui.fixed_addresses import address_of
from ui.languages import for_the_reader
from ui.prepared import Place

GROUP_HAS_ENDED = _("The group has ended, so it holds no more meetings.")
IS_COMPLETED = _("The notes are completed, so they can no longer be changed.")
IS_CANCELLED = _("The meeting has been cancelled.")
READING_NOTES = {KindCode.COORDINATION_GROUP, KindCode.STORGRUPP, KindCode.STEERING_GROUP}
IS_EMPTY = _("There are no notes to complete yet. Write a few lines first.")


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def held_or_coming(self) -> "MeetingQuerySet":
        return self.filter(cancelled_at=None)

    def coming(self, at: datetime | Place | None = None) -> "MeetingQuerySet":
        """Those that have not ended yet, the next one first."""
        return self.held_or_coming().filter(ends_at__gte=at or now()).order_by("starts_at", "pk")

    def overlapping(self, starts_at: datetime, ends_at: datetime) -> "MeetingQuerySet":
        return self.held_or_coming().filter(starts_at__lt=ends_at, ends_at__gt=starts_at)

    def completed(self) -> "MeetingQuerySet":
        """Their notes are."""
        return self.exclude(completed_at=None)

    def notes_visible_to(self, person: Person) -> "MeetingQuerySet":
        """`groups.read_notes` as rows are asked for: one's own groups'; completed ones of those who lead."""
        seats = person.current_memberships
        if any(seat.coordinates for seat in seats):
            return self
        readable = Q(group__in=[seat.group_id for seat in seats])
        if any(seat.group.kind in READING_NOTES for seat in seats):
            readable |= Q(completed_at__isnull=False)
        return self.filter(readable)

    def past(self) -> "MeetingQuerySet":
        """The latest first."""
        return self.held_or_coming().filter(ends_at__lt=now()).order_by("-starts_at", "-pk")


class Meeting(Attachable):
    """A meeting of a group or a body: when, where, what about, and afterwards the notes.

    Notes are a draft until somebody completes them, which can make them an official document; after that
    nothing changes them. `version` counts the saved changes, so that nobody overwrites another's words.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="meetings")
    title = fields.CharField(_("title"), max_length=lengths.TITLE, blank=True)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    place = fields.CharField(_("place"), max_length=lengths.PLACE, blank=True)
    agenda = fields.MarkdownField(_("agenda"), max_length=lengths.TEXT, blank=True)
    drafted = models.JSONField(null=True, editable=False)  # the agenda in each language, until it is edited
    notes = fields.MarkdownField(_("notes"), max_length=lengths.TEXT, blank=True)
    version = models.PositiveIntegerField(default=0)
    series = models.UUIDField(_("series"), null=True, editable=False)  # shared by those planned together
    planned_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)
    completed_at = models.DateTimeField(_("notes completed"), null=True, blank=True)
    completed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    latest_notice_counts_alone = True  # each tells when and where, so an earlier one only misleads

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at__gte=midnight(FIRST_DAY), ends_at__lte=midnight(LAST_DAY)),
                name="meeting_lies_in_our_time",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="meeting_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(completed_at=None, completed_by=None)
                | Q(completed_at__isnull=False, completed_by__isnull=False),
                name="completed_notes_say_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(completed_at=None) | ~Q(notes=""), name="completed_notes_are_not_empty"
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.group.name

    def get_absolute_url(self) -> str:
        return address_of("groups:meeting", self.pk)

    @property
    def event_scope(self) -> Scope:
        return scope_of(self.group)

    @classmethod
    def still_open(cls) -> MeetingQuerySet:
        return cls.objects.filter(completed_at=None, cancelled_at=None)

    @classmethod
    def with_files_read_by(cls, person: Person) -> MeetingQuerySet:
        return cls.objects.notes_visible_to(person)

    def files_are_read_by(self, person: Person) -> bool:
        """They belong to the notes; the agenda everybody reads."""
        return person.has_perm("groups.read_notes", self)

    def files_are_changed_by(self, person: Person) -> bool:
        return self.is_open and person.has_perm("groups.hold_meeting", self)

    @property
    def agenda_to_read(self) -> str:
        """In the reader's language as long as it is as the portal drafted it; else as somebody wrote it."""
        return for_the_reader(self.drafted, self.agenda)

    @property
    def is_over(self) -> bool:
        return self.ends_at < now()

    @property
    def held(self) -> str:
        """When it was held, and whether its notes are there to be read."""
        sentence = gettext("Held %(day)s, with notes") if self.completed_at else gettext("Held %(day)s")
        return sentence % {"day": _day(self.starts_at)}

    @property
    def completed(self) -> str:
        """When its notes were completed and by whom; nothing until then."""
        if not (self.completed_at and self.completed_by):
            return ""
        words = {"day": _day(self.completed_at), "name": self.completed_by.name}
        return gettext("Completed %(day)s by %(name)s") % words

    @property
    def is_open(self) -> bool:
        """May still be changed: neither cancelled nor its notes completed."""
        return self.cancelled_at is None and self.completed_at is None

    @transaction.atomic
    def plan(self, *, by: Person, seen: Seen | None = None, **fields: Any) -> None:
        """Call an unsaved meeting, or save the `fields` given of one: what is said of it beforehand.

        Raises ValidationError in a group that has ended, and for a meeting that nothing changes any more;
        EditConflict when something else stands there than was `seen`.
        """
        if self.group.locked().ended_on:
            raise ValidationError(GROUP_HAS_ENDED)
        for name, value in fields.items():
            setattr(self, name, value)
        if self.pk is None:
            self.planned_by = by
            self.save(force_insert=True)
            Act.objects.record(GroupEvent.MEETING_PLANNED, self, by=by)
            return
        current = self._lock()
        if seen:
            seen.check(current)
        self.version = current.version + 1
        self.save(update_fields=[*fields, "version"])
        Act.objects.record(GroupEvent.MEETING_REPLANNED, self, by=by)

    @transaction.atomic
    def write_notes(self, notes: str, *, seen: int, completes: bool, by: Person) -> None:
        """Keep the notes as a draft, or complete them, which dates and names them for good.

        `seen` is the version that was being changed. Raises EditConflict when there is a newer one, and
        ValidationError when the notes are completed already or are empty.
        """
        current = self._lock()
        if completes and not notes.strip():
            raise ValidationError({"notes": IS_EMPTY})
        if current.version != seen:
            raise EditConflict(current)
        self.notes, self.version = notes, seen + 1
        if completes:
            self.completed_at, self.completed_by = now(), by
        self.save(update_fields=["notes", "version", "completed_at", "completed_by"])
        verb = GroupEvent.NOTES_COMPLETED if completes else GroupEvent.NOTES_DRAFTED
        Act.objects.record(verb, self, by=by)

    @transaction.atomic
    def cancel(self, *, by: Person) -> bool:
        """Call it off. It stays to be seen that it was planned. The second time changes nothing: False."""
        to_cancel = Meeting.objects.filter(pk=self.pk, cancelled_at=None, completed_at=None)
        is_first = bool(to_cancel.update(cancelled_at=now(), version=F("version") + 1))
        if is_first:
            Act.objects.record(GroupEvent.MEETING_CANCELLED, self, by=by)
        return is_first

    def _lock(self) -> "Meeting":
        """Its row as it is, locked; raises ValidationError when nothing may change it any more."""
        current = Meeting.objects.select_for_update().get(pk=self.pk)
        if current.completed_at:
            raise ValidationError(IS_COMPLETED)
        if current.cancelled_at:
            raise ValidationError(IS_CANCELLED)
        return current


def _day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "j F Y")
