"""Telling people what happens in groups: little, to those whom it concerns, and nobody of their own act.

Each function is called in the transaction of what it tells of, once that is done.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directions.models import Direction, Reconsideration
from groups.awaiting import awaited_from
from groups.models import Group, JoinRequest, JoinState, Meeting, Membership, OutcomeSuggestion
from groups.models.membership import REPRESENTATIVES
from groups.request_sentences import invitation, tell_them
from groups.request_texts import (
    AS_THEY_ASKED,
    SUBJECTS,
    TO_THE_MANAGER,
    TO_THE_MANAGER_ALONE,
    TO_THE_PERSON,
    WAITS,
)
from notices.kinds import NoticeKind
from notices.models import Follow
from notices.notifications import notify, settle
from people.models import Person
from ui import dates
from ui.addresses import in_short
from ui.listing import listed

Concerned = dict[Person, set[int]]  # each person, and the numbers of their groups


def request_moved(request: JoinRequest, *, by: Person | None, reason: str = "") -> None:
    """Where a request to join is now: to whoever can take it further, and to the one it is about."""
    state = JoinState(request.state)
    settle(request)

    def names() -> dict[str, str]:
        until, put_forward_by = request.offered_until, by or request.person.acting_manager
        return {
            "invitation": invitation(request) if state == JoinState.ASKED_ALONG else "",
            "by": put_forward_by.name if put_forward_by else _("A coordinator"),
            "person": request.person.name,
            "group": request.group.name,
            "reason": reason,
            "until": date_format(localtime(until), "WEEKDAY_TIME_FORMAT") if until else "",
        }

    about: dict[str, Any] = {"about": request, "topic": _topic(request.group), "by": by}
    about["subject"] = lambda: str(SUBJECTS.get(state, "")) % names()
    if state in WAITS:
        notify(awaited_from(request), NoticeKind.TURN, lambda: str(WAITS[state]) % names(), **about)
    to_the_person = TO_THE_PERSON | (AS_THEY_ASKED if request.began_as_a_wish else {})
    if state in to_the_person:
        kind, words = to_the_person[state]
        notify([request.person], kind, lambda: str(words) % names(), **about)
    _tell_the_manager(request, names, **about)


def _tell_the_manager(request: JoinRequest, names: Callable[[], dict[str, str]], **about: Any) -> None:
    """What became of an employee's way in; more of it, and to tell them, when nobody else does."""
    employee, texts = request.person, TO_THE_MANAGER
    if not employee.email:
        texts = TO_THE_MANAGER | TO_THE_MANAGER_ALONE
    manager, state = employee.acting_manager, JoinState(request.state)
    if manager and state in texts and not employee.is_manager:
        kind, words = texts[state]
        notify([manager], kind, lambda: f"{str(words) % names()} {tell_them(employee)}".strip(), **about)


def came_or_went(group: Group, person: Person, *, by: Person, left: bool = False) -> None:
    """To those who represent the group, in an appointed body to all others.

    Whoever did not leave by themselves is told so at once.
    """
    seats = group.memberships.current().exclude(person=person)
    if not group.rule.is_appointed:
        seats = seats.filter(role__in=REPRESENTATIVES)

    def words() -> str:
        text = _("%(person)s has left %(group)s.") if left else _("%(person)s has joined %(group)s.")
        return text % {"person": person.name, "group": group.name}

    def own_words() -> str:
        text = _("Your seat in %(group)s has ended. %(by)s made the change.")
        return text % {"group": group.name, "by": by.name}

    about: dict[str, Any] = {"about": group, "topic": _topic(group), "by": by}
    notify([seat.person for seat in seats.select_related("person")], NoticeKind.GROUP, words, **about)
    if left:
        notify([person], NoticeKind.ACCOUNT, own_words, **about)


def appointed(membership: Membership, *, by: Person, after: Membership | None = None) -> None:
    """To whoever has been given a seat or a role, whoever had it before, and all others in the group."""
    group, person = membership.group, membership.person
    before = after.person if after and after.person != person else None

    def words(text: object) -> str:
        role = str(membership.get_role_display()).lower()
        return str(text) % {"group": group.name, "role": role, "person": person.name}

    own = gettext_lazy("You have been appointed to %(group)s as %(role)s.")
    taken_over = gettext_lazy("%(person)s has taken over from you in %(group)s as %(role)s.")
    new = gettext_lazy("%(person)s has been appointed to %(group)s as %(role)s.")
    replaced = [before] if before else []
    others = group.people().exclude(pk__in=[other.pk for other in (person, *replaced)])
    about: dict[str, Any] = {"about": group, "topic": _topic(group), "by": by}
    notify([person], NoticeKind.ACCOUNT, partial(words, own), **about)
    notify(replaced, NoticeKind.ACCOUNT, partial(words, taken_over), **about)
    notify(others, NoticeKind.GROUP, partial(words, new), **about)


def edited(group: Group, fields: Iterable[str], *, by: Person) -> None:
    """To those who sit in it: what it says of itself is theirs to know."""
    names = list(fields)

    def words() -> str:
        labels = [str(Group._meta.get_field(name).verbose_name) for name in names]  # type: ignore[union-attr]
        text = _("%(by)s has changed what %(group)s says of itself: %(what)s.")
        return text % {"by": by.name, "group": group.name, "what": listed(labels)}

    notify(group.people(), NoticeKind.GROUP, words, about=group, topic=_topic(group), by=by)


def meeting_planned(meeting: Meeting, *, by: Person, changed: bool = False) -> None:
    """When and where a group meets, to everybody in it; at once when the next digest would come too late."""
    _about_meeting(
        meeting,
        lambda: _("Changed: %(group)s meets %(when)s.") if changed else _("%(group)s meets %(when)s."),
        by=by,
    )


def series_planned(meetings: Sequence[Meeting], *, by: Person) -> None:
    """One word about all of them."""
    if len(meetings) == 1:
        return meeting_planned(meetings[0], by=by)
    text = gettext_lazy("%(group)s will meet %(count)s times, first on %(when)s.")
    return _about_meeting(meetings[0], lambda: str(text), by=by, count=len(meetings))


def series_cancelled(meetings: Sequence[Meeting], *, by: Person) -> None:
    if len(meetings) == 1:
        return meeting_cancelled(meetings[0], by=by)
    text = gettext_lazy("%(count)s meetings of %(group)s are cancelled, the first one of them %(when)s.")
    return _about_meeting(meetings[0], lambda: str(text), by=by, count=len(meetings))


def meeting_cancelled(meeting: Meeting, *, by: Person) -> None:
    _about_meeting(meeting, lambda: _("Cancelled: %(group)s, %(when)s"), by=by)


def _about_meeting(meeting: Meeting, words: Callable[[], str], *, by: Person, count: int = 1) -> None:
    if meeting.is_over:
        return

    def sentence() -> str:
        when = dates.in_words(meeting.starts_at, "WEEKDAY_TIME_FORMAT") + _place(meeting)
        return words() % {"group": meeting.group.name, "when": when, "count": count}

    about: dict[str, Any] = {"about": meeting, "topic": _topic(meeting.group), "by": by}
    notify(meeting.group.people(), NoticeKind.GROUP, sentence, before=meeting.starts_at, **about)


def _place(meeting: Meeting) -> str:
    """In brackets, and of an address on the web the host alone; the whole stands on the meeting's page."""
    return f" ({in_short(meeting.place)})" if meeting.place else ""


def concerned(groups: Iterable[Group]) -> Concerned:
    """Everybody who sits in one of the groups now; to be asked before any of them ends."""
    seats = Membership.objects.current().filter(group__in=list(groups), person__is_active=True)
    groups_of: Concerned = {}
    for seat in seats.select_related("person"):
        groups_of.setdefault(seat.person, set()).add(seat.group_id)
    return groups_of


def outcome_suggested(suggestion: OutcomeSuggestion, *, by: Person) -> None:
    """To all others in the group: it is said in their name, and they can still speak up."""
    stage, group = suggestion.stage, suggestion.group

    def words() -> str:
        text = _("%(by)s suggests what becomes of your group: %(group)s %(outcome)s. Nothing is decided yet.")
        return text % {
            "by": by.name,
            "group": group.name,
            "outcome": suggestion.get_outcome_display(),
        }

    notify(group.people(), NoticeKind.GROUP, words, about=stage, topic=_topic(group), by=by)


def reconsidered(reconsideration: Reconsideration, people: Concerned, groups: Iterable[Group]) -> None:
    """To everybody in the groups what became of theirs, in one notice; to followers what became of all."""
    stage = reconsideration.stage
    outcomes = list(reconsideration.group_outcomes.select_related("group"))
    about: dict[str, Any] = {
        "about": stage,
        "topic": stage.direction.title,
        "by": reconsideration.decided_by,
    }

    def words(mine: Iterable[int] = ()) -> str:
        text = _("Stage %(number)s of %(direction)s has been reconsidered. The direction %(outcome)s.")
        names = {"number": stage.number, "direction": stage.direction.title}
        names["outcome"] = reconsideration.get_outcome_display()
        theirs = [
            _("%(group)s %(outcome)s.")
            % {"group": outcome.group.name, "outcome": outcome.get_outcome_display()}
            for outcome in outcomes
            if outcome.group_id in mine
        ]
        return " ".join([text % names, *theirs])

    by_groups: dict[frozenset[int], list[Person]] = {}
    for person, mine in people.items():
        by_groups.setdefault(frozenset(mine), []).append(person)
    for mine_too, members in by_groups.items():
        notify(members, NoticeKind.GROUP, lambda mine=mine_too: words(mine), **about)  # type: ignore[misc]
    followers = Follow.objects.followers_of(stage.direction, *groups)
    notify(followers.exclude(pk__in=[person.pk for person in people]), NoticeKind.FOLLOW, words, **about)


def group_ended(group: Group, members: list[Person], after: Group | None, *, by: Person) -> None:
    """To those who sat in it and those who follow it or its direction."""

    def words() -> str:
        if after:
            return _("%(group)s has ended. It led on to %(after)s.") % {
                "group": group.name,
                "after": after.name,
            }
        return _("%(group)s has ended.") % {"group": group.name}

    about: dict[str, Any] = {"about": group, "topic": _topic(group), "by": by}
    notify(members, NoticeKind.GROUP, words, **about)
    followers = Follow.objects.followers_of(group, *([group.direction] if group.direction else []))
    notify(followers.exclude(pk__in=[member.pk for member in members]), NoticeKind.FOLLOW, words, **about)


def direction_ended(direction: Direction, after: Direction | None, *, by: Person) -> None:
    """To those who follow it: nobody works in it any more."""

    def words() -> str:
        names = {"direction": direction.title, "after": after.title if after else ""}
        text = (
            _("%(direction)s has ended. It led on to %(after)s.") if after else _("%(direction)s has ended.")
        )
        return text % names

    about: dict[str, Any] = {"about": direction, "topic": direction.title, "by": by}
    notify(Follow.objects.followers_of(direction), NoticeKind.FOLLOW, words, **about)


def group_started(group: Group, *, by: Person) -> None:
    """To those who follow its direction."""
    if group.direction is None:
        return

    def words() -> str:
        return _("A new group has started: %(group)s.") % {"group": group.name}

    about: dict[str, Any] = {"about": group, "topic": _topic(group), "by": by}
    notify(Follow.objects.followers_of(group.direction), NoticeKind.FOLLOW, words, **about)


def _topic(group: Group) -> str:
    return group.direction.title if group.direction else ""
