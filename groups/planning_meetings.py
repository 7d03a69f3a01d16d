"""Calling a group together: planning, changing and cancelling its meetings, with everybody in it told.

No rule is asked here: whoever calls has asked `groups.plan_meeting` of the group, or `groups.hold_meeting`.
"""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from files.attaching import attaching
from files.judging import Checked
from groups import notifications
from groups.models import Meeting
from people.models import Person

ANNOUNCED = ("starts_at", "ends_at", "place")  # what of a change concerns those who are to come


@transaction.atomic
def plan_meeting(meeting: Meeting, *, by: Person, **fields: Any) -> Meeting:
    """Call an unsaved meeting of a group, or save the `fields` given of one.

    Raises ValidationError as `Meeting.plan`.
    """
    before = Meeting.objects.filter(pk=meeting.pk).values_list(*ANNOUNCED).first()
    meeting.plan(by=by, **fields)
    if before != tuple(getattr(meeting, name) for name in ANNOUNCED):
        notifications.meeting_planned(meeting, by=by, changed=before is not None)
    return meeting


def write_notes(
    meeting: Meeting, notes: str, *, seen: int, completes: bool, files: Sequence[Checked] = (), by: Person
) -> Meeting:
    """Keep the notes as a draft or complete them, with files: all of it, or nothing.

    Raises EditConflict or ValidationError as `Meeting.write_notes` and `attaching` do.
    """
    with attaching(files, meeting, by=by):
        meeting.write_notes(notes, seen=seen, completes=completes, by=by)
    return meeting


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, by: Person) -> None:
    if meeting.cancel(by=by):
        notifications.meeting_cancelled(meeting, by=by)
