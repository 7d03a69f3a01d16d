"""What a person meets first: what waits for them, their groups, what is new, what ends soon."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from directions.models import Stage
from feedback.models import Feedback, Voice
from groups.models import Group, JoinRequest, JoinState
from groups.rules import is_coordinator, represents_group
from people.models import Person
from ui.dates import days_since, today

LATE = 7  # days after which waiting is said in red
STORIES = 7
SOON = timedelta(days=45)
NEWS_OF_GROUPS = timedelta(days=60)


@dataclass(frozen=True)
class Task:
    """Something that waits for one person."""

    what: str
    where: str  # in whose name, or about what
    days: int
    address: str
    action: str

    @property
    def is_late(self) -> bool:
        return self.days >= LATE


def tasks(person: Person) -> list[Task]:
    """People on their way in, then the coordinators' queue as one task, then drafts to complete."""
    return [*_request_tasks(person), *_review_task(person), *_draft_tasks(person)]


def _review_task(person: Person) -> list[Task]:
    if not is_coordinator(person):
        return []
    waiting = Feedback.objects.waiting().exclude(author=person)
    found = waiting.aggregate(count=Count("pk"), oldest=Min("completed_at"))
    if not found["count"]:
        return []
    what = ngettext(
        "%(count)s piece of feedback waits to be read",
        "%(count)s pieces of feedback wait to be read",
        found["count"],
    )
    queue = reverse("admin:feedback_feedback_changelist")
    days = days_since(found["oldest"])
    return [Task(what % found, gettext("as a coordinator"), days, queue, gettext("Review"))]


def _request_tasks(person: Person) -> list[Task]:
    """Requests to join that wait for this very person: as manager, as representative, or as the one asked."""
    found = JoinRequest.objects.waiting_for(person).with_people().order_by("since", "pk")
    return [
        Task(
            what=_request_words(one, person),
            where=one.group.name if one.person_id == person.pk else one.get_state_display(),
            days=one.days_waiting,
            address=one.get_absolute_url(),
            action=gettext("See and answer"),
        )
        for one in found
    ]


def _request_words(one: JoinRequest, person: Person) -> str:
    names = {"person": one.person.name, "group": one.group.name}
    if one.state != JoinState.OFFERED:
        return gettext("%(person)s would like to take part in %(group)s") % names
    mine = one.person_id == person.pk
    return (
        gettext("A seat in %(group)s is held for you")
        if mine
        else gettext("A seat in %(group)s is held for %(person)s")
    ) % names


def _draft_tasks(person: Person) -> list[Task]:
    represented = [place.group_id for place in person.places if represents_group(person, place.group)]
    mine = Q(voice=Voice.PERSON, author=person) | Q(voice=Voice.GROUP, group__in=represented)
    drafts = (
        Feedback.objects.drafts().filter(mine).select_related("group", "direction").order_by("written_at")
    )
    return [
        Task(
            what=gettext("”%(title)s” is still a draft") % {"title": post.title},
            where=str(post.group or post.direction),
            days=days_since(post.written_at),
            address=post.get_absolute_url(),
            action=gettext("Read and complete"),
        )
        for post in drafts
    ]


def front_page(person: Person) -> dict[str, Any]:
    """Everything the first page shows, in a fixed number of queries."""
    waiting = tasks(person)
    return {
        "tasks": waiting,
        "greeting": _greeting(len(waiting), person),
        "stories": Feedback.objects.shared().latest_first()[:STORIES],
        "started": _groups_since("started_on"),
        "ended": _groups_since("ended_on"),
        "ending": _ending_stages(person),
        "today": today(),
    }


def _greeting(count: int, person: Person) -> str:
    if not count:
        return gettext("Hello, %(name)s") % {"name": person.given_name}
    words = ngettext("One thing waits for you, %(name)s", "%(count)s things wait for you, %(name)s", count)
    return words % {"count": _in_words(count), "name": person.given_name}


def _in_words(count: int) -> str:
    words = [gettext("Two"), gettext("Three"), gettext("Four"), gettext("Five"), gettext("Six")]
    return words[count - 2] if 2 <= count <= 6 else str(count)


def _groups_since(field: str) -> Any:
    since: date = today() - NEWS_OF_GROUPS
    recent = Group.objects.filter(**{f"{field}__gte": since}).select_related("direction")
    return recent.order_by(f"-{field}")[:4]


def _ending_stages(person: Person) -> Any:
    """Stages that end soon, in the directions this person works in first."""
    mine = [place.group.direction_id for place in person.places if place.group.direction_id]
    soon = Stage.objects.filter(ends_on__range=(today(), today() + SOON)).select_related("direction")
    return sorted(soon, key=lambda stage: (stage.direction_id not in mine, stage.ends_on))[:3]
