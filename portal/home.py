"""What a person meets first: what waits for them, their groups, what is new, what ends soon."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from directions.models import Stage
from feedback.models import Feedback, Voice
from groups.models import Group, JoinRequest, JoinState
from groups.models.join_request import OPEN
from groups.rules import is_coordinator, represents_group
from people.models import Person
from ui.dates import days_since, now, today

LATE = 7  # days after which waiting is said in red
STORIES = 7
SOON = timedelta(days=45)
ANSWERED_LATELY = timedelta(days=30)
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
            action=gettext("See, or say no") if _is_put_forward(one, person) else gettext("See and answer"),
        )
        for one in found
    ]


def _is_put_forward(one: JoinRequest, person: Person) -> bool:
    """It is this very person whom their manager has put forward."""
    return one.state == JoinState.PUT_FORWARD and one.person_id == person.pk


def _request_words(one: JoinRequest, person: Person) -> str:
    names = {"person": one.person.name, "group": one.group.name}
    if _is_put_forward(one, person):
        return gettext("You have been put forward to %(group)s") % names
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
        **_beginnings_and_ends(),
        "ending": _ending_stages(person),
        "own_requests": _own_requests(person),
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


def _beginnings_and_ends() -> dict[str, list[Group]]:
    """Groups that began or ended lately, the latest first."""
    since = today() - NEWS_OF_GROUPS
    recent = Group.objects.filter(Q(started_on__gte=since) | Q(ended_on__gte=since))
    groups = list(recent.select_related("direction").order_by("-ended_on", "-started_on"))
    ended = [group for group in groups if group.ended_on]
    return {"started": [group for group in groups if not group.ended_on][:4], "ended": ended[:4]}


def _own_requests(person: Person) -> Any:
    """One's own ways in: those under way, and what was answered in the last month."""
    lately = Q(state__in=OPEN) | Q(since__gte=now() - ANSWERED_LATELY)
    return person.join_requests.filter(lately).select_related("group__direction").order_by("-since")[:5]


def _ending_stages(person: Person) -> Any:
    """Three stages that end soon, this person's own directions before others; told in order of date."""
    mine = [place.group.direction_id for place in person.places if place.group.direction_id]
    soon = Stage.objects.filter(
        direction__ended_on=None, ends_on__range=(today(), today() + SOON)
    ).select_related("direction")
    nearest = sorted(soon, key=lambda stage: (stage.direction_id not in mine, stage.ends_on))[:3]
    return sorted(nearest, key=lambda stage: stage.ends_on)
