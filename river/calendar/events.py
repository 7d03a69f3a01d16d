"""What happens when: meetings, workshops, stages that end, presentations and the plan's revisions, as events.

The year's page and everybody's own calendar are made from the same events.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directions.models import Direction, Plan, Stage
from groups.kinds import KindCode
from groups.models import Group, Meeting, Presentation
from people.models import Person
from ui.dates import midnight, now, today
from workshops.models import Workshop

SEES_EVERY_DIRECTION = {KindCode.STORGRUPP, KindCode.COORDINATION_GROUP, KindCode.STEERING_GROUP}


type Row = tuple[type[models.Model], int]


class EventKind(models.TextChoices):
    MEETING = "meeting", gettext_lazy("Meeting")
    WORKSHOP = "workshop", gettext_lazy("Workshop")
    STAGE_END = "stage-end", gettext_lazy("Stage ends")
    PRESENTATION = "presentation", gettext_lazy("Presentation")
    PLAN = "plan", gettext_lazy("The plan")


@dataclass(frozen=True)
class Event:
    """Something with a day, and if it is a meeting with a time. An all-day event ends on its last day."""

    kind: EventKind
    title: str
    starts: date | datetime
    ends: date | datetime
    uid: str  # stable and unique among events
    rows: tuple[Row, ...]  # what it tells of: when one of them is changed, it may say something else
    address: str = ""  # the path of its page, if it has one
    subject: str = ""  # what it is about, where its kind and the body say the rest
    body: str = ""  # to whom a stage is presented
    hue: str = ""
    place: str = ""
    sequence: int = 0  # grows each time the event is changed
    is_cancelled: bool = False
    group_id: int | None = None
    direction_id: int | None = None

    @property
    def all_day(self) -> bool:
        return not isinstance(self.starts, datetime)

    @property
    def told_with(self) -> tuple[str, str | int | None]:
        """Alike for events of one day that one line can tell of."""
        if self.kind == EventKind.STAGE_END:
            return self.kind, None
        return (self.kind, self.group_id) if self.kind == EventKind.PRESENTATION else (self.kind, self.uid)

    @property
    def day(self) -> date:
        """The day it begins, in Stockholm."""
        return timezone.localdate(self.starts) if isinstance(self.starts, datetime) else self.starts


@dataclass(frozen=True)
class Period:
    """A stretch of days; both its first and its last belong to it."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def days(self) -> tuple[date, date]:
        return self.first, self.last


def events(
    period: Period, meetings_of: Collection[int] | None = None, workshops_for: Person | None = None
) -> list[Event]:
    """Everything that begins in the period, in order, cancelled meetings too: five queries, always.

    Of meetings those of all groups, or of these alone: of a large organisation's few are one's own. Of
    workshops all, or those that are for one person. Titles are in the language of the moment.
    """
    gatherings = chain(_meetings(period, meetings_of), _workshops(period, workshops_for))
    everything = chain(_stage_ends(period), _presentations(period), _revisions(period), gatherings)
    return sorted(everything, key=lambda event: (event.day, not event.all_day, str(event.starts), event.uid))


def events_of(person: Person, period: Period) -> list[Event]:
    """Those among them that concern this person, from where they sit today."""
    groups = {membership.group_id for membership in person.current_memberships}
    directions = {membership.group.direction_id for membership in person.current_memberships} - {None}
    sees_all = any(membership.group.kind in SEES_EVERY_DIRECTION for membership in person.current_memberships)
    if person.is_manager:
        forum = Group.objects.current().filter(kind=KindCode.LEADERSHIP_FORUM)
        groups.update(forum.values_list("pk", flat=True))

    def concerns(event: Event) -> bool:
        if event.kind == EventKind.PLAN:
            return sees_all or bool(directions)
        return sees_all or event.direction_id in directions or event.group_id in groups

    gatherings = {EventKind.MEETING, EventKind.WORKSHOP}  # of which only one's own have been asked for
    return [event for event in events(period, groups, person) if event.kind in gatherings or concerns(event)]


def _stage_ends(period: Period) -> Iterator[Event]:
    """What would have come after its direction's end does not come."""
    coming = Q(direction__ended_on=None) | Q(ends_on__lte=today())
    stages = Stage.objects.filter(coming, ends_on__range=period.days).select_related("direction")
    for stage in stages:
        facts = {"number": stage.number, "direction": stage.direction.title}
        yield Event(
            kind=EventKind.STAGE_END,
            title=_("Stage %(number)s of %(direction)s ends and is reconsidered") % facts,
            starts=stage.ends_on,
            ends=stage.ends_on,
            uid=f"stage-{stage.pk}",
            rows=_rows(stage, stage.direction),
            address=stage.get_absolute_url(),
            subject=stage.full_label,
            **_belongs_to(stage.direction),
        )


def _presentations(period: Period) -> Iterator[Event]:
    coming = Q(stage__direction__ended_on=None) | Q(on__lte=today())
    shown = Presentation.objects.filter(coming, on__range=period.days)
    for presentation in shown.select_related("stage__direction", "body"):
        direction = presentation.stage.direction
        facts = {
            "number": presentation.stage.number,
            "direction": direction.title,
            "body": presentation.body.name,
        }
        yield Event(
            kind=EventKind.PRESENTATION,
            title=_("Stage %(number)s of %(direction)s is presented: %(body)s") % facts,
            starts=presentation.on,
            ends=presentation.on,
            uid=f"presentation-{presentation.pk}",
            rows=_rows(presentation, presentation.body, direction),
            address=presentation.stage.get_absolute_url(),
            subject=presentation.stage.full_label,
            body=presentation.body.name,
            group_id=presentation.body_id,
            **_belongs_to(direction),
        )


def _revisions(period: Period) -> Iterator[Event]:
    """Each revision of the plan, and the day by which the next one is due."""
    plans = list(Plan.objects.order_by("number").only("number", "revised_on"))
    for plan in plans:
        if plan.revised_on in period:
            title = _("The plan is revised: number %(number)s") % {"number": plan.number}
            yield _plan_event(title, plan, plan.revised_on, f"plan-{plan.number}", plan.get_absolute_url())
    for plan in plans[-1:]:
        if plan.due_on in period:
            title = _("The plan is due to be revised")
            uid = f"plan-after-{plan.number}"
            yield _plan_event(title, plan, plan.due_on, uid, reverse("directions:plan"))


def _plan_event(title: str, plan: Plan, day: date, uid: str, address: str) -> Event:
    return Event(EventKind.PLAN, title, day, day, uid=uid, rows=_rows(plan), address=address)


def _meetings(period: Period, groups: Collection[int] | None) -> Iterator[Event]:
    held = Q(group__ended_on=None) | Q(starts_at__lte=now())
    if groups is not None:
        held &= Q(group__in=groups)
    began, after = midnight(period.first), midnight(period.last + timedelta(days=1))
    meetings = Meeting.objects.filter(held, starts_at__gte=began, starts_at__lt=after)
    for meeting in meetings.defer("agenda", "notes").select_related("group__direction"):
        yield Event(
            kind=EventKind.MEETING,
            title=f"{meeting.group.name}: {meeting.title}" if meeting.title else meeting.group.name,
            starts=meeting.starts_at,
            ends=meeting.ends_at,
            uid=f"meeting-{meeting.pk}",
            rows=_rows(meeting, meeting.group),
            address=meeting.get_absolute_url(),
            place=meeting.place,
            sequence=meeting.version,
            is_cancelled=meeting.cancelled_at is not None,
            group_id=meeting.group_id,
            **_belongs_to(meeting.group.direction),
        )


def _workshops(period: Period, person: Person | None) -> Iterator[Event]:
    for workshop in Workshop.objects.filter(held_on__range=period.days).defer("intro"):
        if person is None or workshop.is_for(person):
            yield Event(
                kind=EventKind.WORKSHOP,
                title=workshop.question,
                starts=workshop.held_on,
                ends=workshop.held_on,
                uid=f"workshop-{workshop.pk}",
                rows=_rows(workshop),
                address=workshop.get_absolute_url(),
            )


def _rows(*told: models.Model) -> tuple[Row, ...]:
    return tuple((type(row), row.pk) for row in told)


def _belongs_to(direction: Direction | None) -> dict[str, Any]:
    return {"hue": direction.hue, "direction_id": direction.pk} if direction else {}
