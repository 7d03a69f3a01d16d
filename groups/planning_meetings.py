"""Calling a group together: planning, changing and cancelling its meetings, with everybody in it told.

No rule is asked here: whoever calls has asked `groups.plan_meeting` of the group, or `groups.hold_meeting`.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from files.attaching import attaching
from files.judging import Checked
from groups import notifications
from groups.events import GroupEvent
from groups.models import Group, Meeting
from groups.models.meeting import GROUP_HAS_ENDED
from people.models import Act, Person
from ui.dates import in_words, now
from ui.edit_conflict import Seen

Times = tuple[datetime, datetime]  # from when to when
IS_PAST = _("This time has passed.")
MEETS_THEN = _("The group already meets at this time.")

ANNOUNCED = ("starts_at", "ends_at", "place")  # what of a change concerns those who are to come


@transaction.atomic
def plan_meeting(meeting: Meeting, *, by: Person, seen: Seen | None = None, **fields: Any) -> Meeting:
    """Call an unsaved meeting of a group, or save the `fields` given of one.

    Raises ValidationError and EditConflict as `Meeting.plan`.
    """
    meeting.group.locked()  # what it says now is what people were told last
    before = Meeting.objects.filter(pk=meeting.pk).values_list(*ANNOUNCED).first()
    meeting.plan(by=by, seen=seen, **fields)
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
def plan_series(group: Group, times: Sequence[Times], *, by: Person, **fields: Any) -> Meeting:
    """Call a group together several times, each an ordinary meeting from then on; gives the first of them.

    `times` come one after the other. Raises ValidationError, and plans none, when the group has ended, or
    cannot meet at one of them, which is decided under its lock.
    """
    locked = group.locked()
    if locked.ended_on:
        raise ValidationError(GROUP_HAS_ENDED)
    problems = what_is_wrong(locked, times)
    if problems:
        raise ValidationError([f"{in_words(begins)}: {why}" for (begins, _ends), why in problems.items()])
    shared = {"group": locked, "planned_by": by, "series": uuid4(), **fields}
    meetings = Meeting.objects.bulk_create(
        Meeting(starts_at=starts_at, ends_at=ends_at, **shared) for starts_at, ends_at in times
    )
    Act.objects.record_all(Act.of(GroupEvent.MEETING_PLANNED, meeting, by=by) for meeting in meetings)
    notifications.series_planned(meetings, by=by)
    return meetings[0]


def what_is_wrong(group: Group, times: Sequence[Times]) -> dict[Times, str | Promise]:
    """At which of these times the group cannot meet, and why not. They come one after the other."""
    span = group.meetings.overlapping(times[0][0], times[-1][1])
    taken = list(span.values_list("starts_at", "ends_at"))
    problems: dict[Times, str | Promise] = {}
    for starts_at, ends_at in times:
        if starts_at < now():
            problems[starts_at, ends_at] = IS_PAST
        elif any(begins < ends_at and ends > starts_at for begins, ends in taken):
            problems[starts_at, ends_at] = MEETS_THEN
    return problems


@transaction.atomic
def cancel_rest(meeting: Meeting, *, by: Person) -> None:
    """Call off a meeting and those after it in its series, with one word to everybody about all of them."""
    rest = Meeting.objects.filter(pk=meeting.pk)
    if meeting.series:
        rest = meeting.group.meetings.filter(series=meeting.series, starts_at__gte=meeting.starts_at)
    open_ones = rest.filter(cancelled_at=None, completed_at=None).order_by("starts_at", "pk")
    cancelled = [later for later in open_ones.select_related("group") if later.cancel(by=by)]
    if cancelled:
        notifications.series_cancelled(cancelled, by=by)


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, by: Person) -> None:
    if meeting.cancel(by=by):
        notifications.meeting_cancelled(meeting, by=by)
