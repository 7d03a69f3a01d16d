"""What the demo's people have been told, and what they follow: as if it had all happened when it did."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.utils.translation import get_language

from demo.calendar import at_work
from demo.content import read
from directions.models import Direction, Stage
from directions.notifications import stage_opened
from feedback.models import Feedback
from groups.directory_notices import change_held
from groups.hourly_jobs import tell_of_endings
from groups.models import Group, JoinRequest, Meeting, Role
from groups.notifications import meeting_planned, request_moved
from notices.kinds import NoticeKind, Pace
from notices.models import Follow, MailState, Notice
from notices.notifications import notify
from people.models import HeldChange, Person
from ui.dates import now, today

READ_AFTER = timedelta(days=9)  # what is older has been read by now
LATELY = timedelta(days=60)


class NoticeLoader:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.content = read("notices.toml")

    def load(self) -> None:
        for entry in self.content["follows"]:
            Follow.objects.begin(_thing(entry), by=_person(entry))
        Follow.objects.update(since=now() - LATELY)
        for stage in Stage.objects.filter(starts_on__range=(today() - LATELY, today())):
            opened = at_work(stage.starts_on, self.chance)
            self._as_of(opened, partial(stage_opened, stage, stage.groups.all(), by=None))
        for request in JoinRequest.objects.open().with_people():
            self._as_of(request.since, partial(request_moved, request, by=None))
        for change in HeldChange.objects.open():
            self._as_of(change.asked_at, partial(change_held, change))
        self._as_of(at_work(today() - timedelta(days=1), self.chance), self._tell_of_the_meeting)
        for entry in self.content["notices"]:
            moment = at_work(today() - timedelta(days=entry["days"]), self.chance)
            self._as_of(moment, partial(self._tell, entry))
        self._as_of(now() - timedelta(hours=20), tell_of_endings)
        Notice.objects.filter(at__lt=now() - READ_AFTER).update(read_at=now())
        self._leave_in_doubt()

    def _tell(self, entry: dict[str, Any]) -> None:
        post = Feedback.objects.select_related("direction").get(title=entry["feedback"])
        notify(
            [_person(entry)],
            NoticeKind(entry["kind"]),
            lambda: entry["in_english" if get_language() == "en" else "words"],
            about=post,
            topic=post.direction.title if post.direction else "",
        )

    def _tell_of_the_meeting(self) -> None:
        group = Group.objects.get(slug=self.content["meets_otherwise"])
        meeting = Meeting.objects.coming().filter(group=group).select_related("group__direction").first()
        if meeting:
            deputy = group.memberships.current().filter(role=Role.DEPUTY).select_related("person").get()
            meeting_planned(meeting, by=deputy.person, changed=True)

    def _as_of(self, moment: datetime, tell_of: Callable[[], object]) -> None:
        """Told then, and sent then, but for what is to come in the next digest."""
        latest = Notice.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        tell_of()
        made = Notice.objects.filter(pk__gt=latest)
        made.update(at=moment)
        waiting = made.filter(mail=MailState.WAITING)
        if moment > now() - timedelta(days=1):
            waiting = waiting.filter(pace=Pace.AT_ONCE)
        waiting.update(mail=MailState.SENT, due_at=moment, sent_at=moment)

    def _leave_in_doubt(self) -> None:
        """One whose mail server fell silent, for the technical administrator to decide about."""
        sent = Notice.objects.filter(person__directory_id=self.content["in_doubt"], mail=MailState.SENT)
        latest = sent.order_by("-at", "-pk").values_list("pk", flat=True)[:1]
        Notice.objects.filter(pk__in=list(latest)).update(mail=MailState.UNCERTAIN, sent_at=None)


def _person(entry: dict[str, Any]) -> Person:
    return Person.objects.get(directory_id=entry["person"])


def _thing(entry: dict[str, Any]) -> Direction | Group:
    if "direction" in entry:
        return Direction.objects.get(slug=entry["direction"])
    return Group.objects.select_related("direction").get(slug=entry["group"])
