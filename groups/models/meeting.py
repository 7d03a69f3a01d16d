from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from groups.models.group import Group
from people.models import Person


class Meeting(models.Model):
    """A meeting of a group or a body: when, where, what about, and afterwards the notes.

    Notes are a draft until somebody completes them, which can make them an official document; after that
    nothing changes them. `version` counts the saved changes, so that nobody overwrites another's words.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="meetings")
    title = models.CharField(_("title"), max_length=120, blank=True)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("place"), max_length=120, blank=True)
    agenda = models.TextField(_("agenda"), blank=True)
    notes = models.TextField(_("notes"), blank=True)
    version = models.PositiveIntegerField(default=0)
    planned_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)
    completed_at = models.DateTimeField(_("notes completed"), null=True, blank=True)
    completed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["starts_at", "pk"]
        constraints = [
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
