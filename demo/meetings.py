"""The demo's meetings: held ones with their notes, coming ones with their agenda."""

import random
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings

from demo.calendar import STOCKHOLM, at_work, moved
from demo.content import read_all
from groups.agenda import draft_in_each_language
from groups.models import Group, Meeting, Membership, Role
from people.models import Person

CALLED_BEFORE = timedelta(weeks=2)  # a meeting that was cancelled was so this long before


class MeetingLoader:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.groups = {group.slug: group for group in Group.objects.select_related("direction")}
        self.people = Person.objects.in_bulk(field_name="directory_id")
        conveners = Membership.objects.current().filter(role=Role.CONVENER).select_related("person")
        self.conveners = {seat.group_id: seat.person for seat in conveners}

    def load(self) -> None:
        """After everything else, since a drafted agenda tells what lies before the meeting."""
        Meeting.objects.bulk_create(
            self._meeting(entry, series)
            for content in read_all("meetings")
            for series in content["groups"]
            for entry in series["meetings"]
        )

    def _meeting(self, entry: dict[str, Any], series: dict[str, Any]) -> Meeting:
        """What is not said of one meeting is as in all of its group."""
        group, day = self.groups[series["group"]], moved(entry["on"])
        by = self.people[series["by"]] if "by" in series else self.conveners[group.pk]
        drafted = draft_in_each_language(group, day) if entry.get("drafted") else {}
        meeting = Meeting(
            group=group,
            title=entry.get("title", ""),
            starts_at=_at(day, entry.get("begins", series["begins"])),
            ends_at=_at(day, entry.get("ends", series["ends"])),
            place=entry.get("place", series["place"]),
            agenda=drafted.get(settings.LANGUAGE_CODE) or entry.get("agenda", "").strip(),
            drafted=drafted or None,
            notes=entry.get("notes", "").strip(),
            planned_by=by,
        )
        self._settle(meeting, entry.get("state", ""), day)
        return meeting

    def _settle(self, meeting: Meeting, state: str, day: date) -> None:
        """Notes are completed a week later, unless they still are a draft."""
        if state == "cancelled":
            meeting.cancelled_at = at_work(day - CALLED_BEFORE, self.chance)
        elif meeting.notes and state != "draft":
            meeting.completed_at = at_work(day + timedelta(weeks=1), self.chance)
            meeting.completed_by = meeting.planned_by
        meeting.version = 1 if meeting.notes or meeting.cancelled_at else 0


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, STOCKHOLM)
