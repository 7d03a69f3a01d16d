"""Telling people what happens in directions: to those who work in them, and to those who follow them."""

from collections.abc import Iterable
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from directions.models import Stage
from notices.kinds import NoticeKind
from notices.models import Follow
from notices.notifications import notify
from people.models import Person


def stage_opened(stage: Stage, groups: Iterable[Any], *, by: Person | None) -> None:
    """To everybody in the groups that carry it out, and to those who follow one of them or the direction."""
    groups = list(groups)
    members = {person.pk: person for group in groups for person in group.people()}

    def words() -> str:
        text = _("Stage %(number)s of %(direction)s runs from %(from)s to %(to)s. Its aim: %(aim)s")
        return text % {
            "number": stage.number,
            "direction": stage.direction.title,
            "from": date_format(stage.starts_on),
            "to": date_format(stage.ends_on),
            "aim": stage.aim,
        }

    about: dict[str, Any] = {"about": stage, "topic": stage.direction.title, "by": by}
    notify(members.values(), NoticeKind.GROUP, words, **about)
    followers = Follow.objects.followers_of(stage.direction, *groups)
    notify(followers.exclude(pk__in=members), NoticeKind.FOLLOW, words, **about)
