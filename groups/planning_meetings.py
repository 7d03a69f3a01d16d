"""Calling a group together: planning, changing and cancelling its meetings, with everybody in it told."""

from django.db import transaction

from groups import notifications
from groups.models import Meeting
from people.models import Person

TOLD = ("starts_at", "ends_at", "place")  # what of a change concerns those who are to come


@transaction.atomic
def plan_meeting(meeting: Meeting, *, by: Person) -> None:
    """Call an unsaved meeting, or save what was changed of one. Raises ValidationError as `Meeting.plan`."""
    before = Meeting.objects.filter(pk=meeting.pk).values_list(*TOLD).first()
    meeting.plan(by=by)
    if before != tuple(getattr(meeting, name) for name in TOLD):
        notifications.meeting_called(meeting, by=by, changed=before is not None)


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, by: Person) -> None:
    if meeting.cancel(by=by):
        notifications.meeting_cancelled(meeting, by=by)
