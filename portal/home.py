"""What a person meets first: what waits for them, their groups, what is new, what ends soon."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext, ngettext

from directions.models import Stage
from feedback.models import Feedback
from groups.models import Group
from groups.models.join_request import OPEN
from people.models import Person
from portal.tasks import tasks
from ui.dates import now, today
from workshops.models import Workshop

STORIES = 7
SOON = timedelta(days=45)
ANSWERED_LATELY = timedelta(days=30)
NEWS_OF_GROUPS = timedelta(days=60)


def front_page(person: Person) -> dict[str, Any]:
    """Everything the first page shows, in a fixed number of queries."""
    stages = _stages_at_their_end()
    waiting = tasks(person, stages)
    return {
        "tasks": waiting,
        "greeting": _greeting(len(waiting), person),
        "stories": Feedback.objects.shared().latest_first()[:STORIES],
        **_beginnings_and_ends(),
        "workshops": _workshops_now(person),
        "ending": _ending_stages(person, stages),
        "own_requests": _own_requests(person),
        "today": today(),
    }


def _workshops_now(person: Person) -> list[Workshop]:
    """Those that one can take part in this very moment."""
    return [
        workshop for workshop in Workshop.objects.live() if person.has_perm("workshops.take_part", workshop)
    ]


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


def _stages_at_their_end() -> list[Stage]:
    """Those that wait to be reconsidered, and those that end soon; the earliest end first."""
    soon = Stage.objects.unreconsidered().filter(ends_on__lte=today() + SOON)
    return list(soon.select_related("direction").order_by("ends_on", "pk"))


def _ending_stages(person: Person, stages: list[Stage]) -> list[Stage]:
    """Three stages that end soon, this person's own directions before others; told in order of date."""
    mine = [
        membership.group.direction_id
        for membership in person.current_memberships
        if membership.group.direction_id
    ]
    ahead = [stage for stage in stages if not stage.is_over]
    nearest = sorted(ahead, key=lambda stage: (stage.direction_id not in mine, stage.ends_on))[:3]
    return sorted(nearest, key=lambda stage: stage.ends_on)
