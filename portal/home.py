"""What a person meets first: what waits for them, their groups and next meeting; then what is new."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import BigIntegerField, DateField, DateTimeField, Q, QuerySet
from django.utils.translation import gettext, ngettext

from directions.models import Stage
from feedback.models import Feedback
from groups.kinds import KindCode
from groups.models import Group, JoinRequest, JoinState, Meeting
from groups.on_paper import count_slips
from groups.request_sentences import state_in_words
from groups.waiting_requests import waiting_or_own
from notices.kinds import NoticeKind
from notices.models import Notice
from people.models import Person
from portal.tasks import tasks
from portal.way_in import way_in
from ui.dates import now, today
from ui.folding import folded
from ui.prepared import Place, any_of, prepared
from ui.task import Task
from ui.text import lower_first
from workshops.models import Workshop

STORIES = 3
ENDING = 2
ANSWERS = 2  # to what one has said
GROUPS = 2  # that have begun, and as many that have ended
FIRST = 3  # of what waits: one's own groups and next meeting are to be seen too
MOST_BESIDE = 8  # as many as stand beside those where there is room
SOON = timedelta(days=45)
ANSWERED_LATELY = timedelta(days=30)
NEWS_OF_GROUPS = timedelta(days=60)
WATCHING = {
    KindCode.STORGRUPP,
    KindCode.STEERING_GROUP,
    KindCode.COORDINATION_GROUP,
}  # whom the overview is for


def front_page(person: Person) -> dict[str, Any]:
    """Everything the first page shows, in a fixed number of queries."""
    stages, requests = _stages_at_their_end(), _requests(person)
    slips = count_slips(person) if person.is_manager else 0
    waiting = tasks(person, stages, [request for request in requests if request.waits])
    own_requests = [request for request in reversed(requests) if _is_on_the_way(request, person)]
    return {
        "waiting": Waiting(waiting),
        "greeting": _greeting(len(waiting), person),
        "lead": _lead(person, own_requests, is_free=not waiting and not slips),
        "next_meeting": _next_meeting(person),
        "stories": _stories(day=today()),
        **_beginnings_and_ends(),
        "workshops": _workshops_now(person),
        "ending": _ending_stages(person, stages),
        "own_requests": own_requests[:5],
        "way_in": way_in(person, own_requests),
        "answered": _own_answered(person),
        "slips": slips,
        "watches_over": any(place.group.kind in WATCHING for place in person.current_memberships),
        "today": today(),
    }


@dataclass(frozen=True)
class Waiting:
    """What waits, of which what is needed most is seen at once and the rest when one asks for it."""

    tasks: list[Task]

    @property
    def first(self) -> Sequence[Task]:
        return folded(self.tasks, FIRST)[0]

    @property
    def rest(self) -> Sequence[Task]:
        return folded(self.tasks, FIRST)[1]

    @property
    def are_many(self) -> bool:
        """So many that they are as tall as what stands beside them where there is room."""
        return len(self.tasks) > FIRST

    @property
    def rest_in_words(self) -> str:
        return gettext("%(count)s more things wait") % {"count": len(self.rest)}

    @property
    def rest_is_late(self) -> bool:
        return any(task.is_late for task in self.rest)

    @property
    def fits_beside(self) -> bool:
        return len(self.tasks) <= MOST_BESIDE


def _workshops_now(person: Person) -> list[Workshop]:
    """Those that one can take part in this very moment."""
    return [workshop for workshop in _live() if person.has_perm("workshops.take_part", workshop)]


def _greeting(count: int, person: Person) -> str:
    if not count:
        return gettext("Hello, %(name)s") % {"name": person.given_name}
    words = ngettext(
        "One thing is waiting for you, %(name)s", "%(count)s things are waiting for you, %(name)s", count
    )
    return words % {"count": _in_words(count), "name": person.given_name}


def _lead(person: Person, own_requests: Sequence[JoinRequest], *, is_free: bool) -> str:
    """Under the greeting: that nothing waits, or of whoever is in no group, how they get into one."""
    if person.current_memberships:
        return gettext("Nothing waits for you right now.") if is_free else ""
    for request in own_requests:
        if request.is_open:
            on_the_way = gettext("You are not in any group yet. %(group)s: %(state)s.")
            return on_the_way % {
                "group": request.group.name,
                "state": lower_first(state_in_words(request, person)),
            }
    return gettext("You are not in any group. Below is how you get in.")


def _is_on_the_way(request: JoinRequest, person: Person) -> bool:
    """Their own, and not yet told by their being in the group."""
    return request.person_id == person.pk and request.state != JoinState.WELCOMED


def _in_words(count: int) -> str:
    words = [gettext("Two"), gettext("Three"), gettext("Four"), gettext("Five"), gettext("Six")]
    return words[count - 2] if 2 <= count <= 6 else str(count)


def _beginnings_and_ends() -> dict[str, list[Group]]:
    """Groups that began or ended lately, the latest first."""
    groups = _groups_of_news(since=today() - NEWS_OF_GROUPS)
    ended = [group for group in groups if group.ended_on]
    begun = [group for group in groups if not group.ended_on]
    return {"started": begun[:GROUPS], "ended": ended[:GROUPS]}


def _next_meeting(person: Person) -> Meeting | None:
    """Of one's own groups; of the Ledarforum too, which every manager belongs to."""
    groups = [membership.group_id for membership in person.current_memberships]
    if not groups and not person.is_manager:
        return None
    coming = _coming_in(groups=tuple(groups), at=now(), forum_too=person.is_manager)
    return next(iter(coming), None)


def _own_answered(person: Person) -> list[Feedback]:
    """What one has written oneself and had an answer to lately, the latest first."""
    answered = _answered(person=person.pk, since=now() - ANSWERED_LATELY)
    return [post for post in answered if post.author_id == person.pk][:ANSWERS]


def _requests(person: Person) -> list[Any]:
    """What waits for somebody, as `waits` says; and their own ways in, also what was answered lately."""
    return waiting_or_own(person, since=now() - ANSWERED_LATELY)


def _stages_at_their_end() -> list[Stage]:
    """Those that wait to be reconsidered, and those that end soon; the earliest end first."""
    return _unreconsidered(until=today() + SOON)


def _ending_stages(person: Person, stages: list[Stage]) -> list[Stage]:
    """The stages that end first; of those that end on the same day, this person's own directions first."""
    mine = [
        membership.group.direction_id
        for membership in person.current_memberships
        if membership.group.direction_id
    ]
    ahead = [stage for stage in stages if not stage.is_over]
    return sorted(ahead, key=lambda stage: (stage.ends_on, stage.direction_id not in mine))[:ENDING]


# What everybody's first page asks for in the same words.


@prepared(groups=BigIntegerField(), at=DateTimeField())
def _coming_in(groups: tuple[Place, ...], at: Place, *, forum_too: bool) -> QuerySet[Meeting]:
    mine = any_of("group", groups)
    if forum_too:
        mine |= Q(group__kind=KindCode.LEADERSHIP_FORUM)
    return Meeting.objects.coming(at).filter(mine).select_related("group__direction")[:1]


@prepared(day=DateField())
def _stories(day: Place) -> QuerySet[Feedback]:
    return Feedback.objects.lately_shared().with_lateness(day)[:STORIES]


@prepared(person=BigIntegerField(), since=DateTimeField())
def _answered(person: Place, since: Place) -> QuerySet[Feedback]:
    """What one has been told of an answer to lately. Such notices are few, however much one has said: so it
    is not asked here whose words they are."""
    told = Notice.objects.filter(person=person, kind=NoticeKind.ANSWER, page="answer", at__gte=since)
    answered = Feedback.objects.filter(pk__in=told.order_by().values("target_id"))
    return answered.as_it_stands().order_by("-answered_at")


@prepared()
def _live() -> QuerySet[Workshop]:
    return Workshop.objects.live()


@prepared(since=DateField())
def _groups_of_news(since: Place) -> QuerySet[Group]:
    recent = Group.objects.filter(Q(started_on__gte=since) | Q(ended_on__gte=since))
    return recent.select_related("direction").order_by("-ended_on", "-started_on")


@prepared(until=DateField())
def _unreconsidered(until: Place) -> QuerySet[Stage]:
    soon = Stage.objects.unreconsidered().filter(ends_on__lte=until)
    return soon.select_related("direction").order_by("ends_on", "pk")
