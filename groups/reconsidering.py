"""The reconsideration of a stage: one act says what becomes of the direction and of each of its groups.

Every end is the start of something new (the design, domain 1–2): what ends keeps its words and leads on,
members of a group that becomes another are asked whether they come along, and the next stage may open.
Locks are taken in one order, so that no two acts wait for each other: lineages, directions, groups.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from directions.events import DirectionEvent
from directions.lineage import LinkKind
from directions.models import Direction, DirectionLink, Outcome, Reconsideration, Stage
from groups import notifications
from groups.events import GroupEvent
from groups.models import Group, GroupLink, GroupOutcome, JoinRequest, JoinState, OutcomeSuggestion
from groups.outcomes import ChosenOutcome
from people.events import scope_of
from people.models import Act, Person
from ui.dates import today


class InvalidOutcome(ValidationError):
    """What was decided for a group cannot be done. The sentence says what to do; nothing has changed."""

    def __init__(self, group: Group, message: str) -> None:
        super().__init__(message % {"group": group.name})
        self.group = group


@transaction.atomic
def suggest(stage: Stage, group: Group, course: ChosenOutcome, *, by: Person) -> OutcomeSuggestion:
    """What a representative thinks becomes of their group; said again, it replaces what was said before.

    Raises ValidationError when the stage has been reconsidered meanwhile.
    """
    stage.direction.locked()
    if not Stage.objects.unreconsidered().filter(pk=stage.pk).exists():
        raise ValidationError(_("This stage has been reconsidered, so there is nothing left to suggest."))
    said = {"outcome": course.outcome, "why": course.why, "learned": course.learned, "by": by}
    before = OutcomeSuggestion.objects.filter(stage=stage, group=group).first()
    suggestion, _is_new = OutcomeSuggestion.objects.update_or_create(stage=stage, group=group, defaults=said)
    Act.objects.record(
        GroupEvent.OUTCOME_SUGGESTED, stage, by=by, scope=scope_of(group), outcome=course.outcome
    )
    if before is None or before.outcome != suggestion.outcome:
        notifications.outcome_suggested(suggestion, by=by)
    return suggestion


@transaction.atomic
def reconsider(
    stage: Stage, course: ChosenOutcome, courses: Mapping[int, ChosenOutcome], *, by: Person
) -> Reconsideration:
    """Decide what becomes of a stage's direction and, by their numbers, of all its living groups.

    Raises ValidationError (InvalidOutcome, when it is about a group) and changes nothing: when the stage has
    been reconsidered or has not begun, when a group is not spoken of, or would go on under no direction.
    """
    work = _Reconsidering(stage, course, courses, by)
    work.lock()
    work.check()
    return work.carry_out()


@dataclass
class _Reconsidering:
    """One reconsideration while it is carried out."""

    stage: Stage
    course: ChosenOutcome
    courses: Mapping[int, ChosenOutcome]
    by: Person

    def lock(self) -> None:
        DirectionLink.objects.lock()
        GroupLink.objects.lock()
        taking_over = {course.into.pk for course in self.courses.values() if course.into}
        homes = {course.moves_to.pk for course in self.courses.values() if course.moves_to}
        homes |= {self.course.into.pk} if self.course.into else set()
        rows = Direction.objects.select_for_update().order_by("pk")
        locked = rows.filter(pk__in=homes | {self.stage.direction_id})
        self.directions = {direction.pk: direction for direction in locked}
        self.direction = self.directions[self.stage.direction_id]
        living = set(self.direction.groups.current().values_list("pk", flat=True))
        groups = Group.objects.select_for_update().order_by("pk").filter(pk__in=living | taking_over)
        found = {group.pk: group for group in groups}
        self.groups = [found[pk] for pk in sorted(living)]
        self.taking_over = found
        self.stage = Stage.objects.get(pk=self.stage.pk)

    # What must hold before anything is done.

    def check(self) -> None:
        names = {"number": self.stage.number}
        if self.stage.is_reconsidered:
            raise ValidationError(_("Stage %(number)s has already been reconsidered.") % names)
        if self.direction.ended_on:
            raise ValidationError(_("This direction has ended."))
        if self.stage.is_followed:
            raise ValidationError(
                _("A later stage has been opened, so stage %(number)s waits for nothing.") % names
            )
        if not self.stage.has_begun:
            raise ValidationError(_("Stage %(number)s has not begun yet.") % names)
        if self.course.into and self.directions[self.course.into.pk].ended_on:
            raise ValidationError(_("The direction that was to take over has ended. Choose another."))
        for group in self.groups:
            self._check_group(group)

    def _check_group(self, group: Group) -> None:
        course = self.courses.get(group.pk)
        if course is None:
            raise InvalidOutcome(group, _("%(group)s works here too. Say what happens to it."))
        if course.into and self._is_leaving(course.into):
            raise InvalidOutcome(group, _("The group that was to take over from %(group)s ends too."))
        if course.moves_to and self.directions[course.moves_to.pk].ended_on:
            raise InvalidOutcome(group, _("The direction that %(group)s was to continue under has ended."))
        lives_on = not course.ends or course.outcome == Outcome.START_NEW
        if lives_on and self.course.ends and not (course.moves_to or self._has_heir):
            text = _(
                "The direction ends, and %(group)s would be left without one. End it, hand it over, "
                "or say under which direction it continues."
            )
            raise InvalidOutcome(group, text)

    def _is_leaving(self, group: Group) -> bool:
        mine = self.courses.get(group.pk)
        return bool(self.taking_over[group.pk].ended_on or (mine and mine.ends))

    @property
    def _has_heir(self) -> bool:
        return bool(self.course.into or self.course.successor)

    # Doing it.

    def carry_out(self) -> Reconsideration:
        concerned = notifications.concerned(self.groups)
        reconsideration = self._write_down()
        heir = _heir(self.course, by=self.by) or self.direction
        for group in self.groups:
            course = self.courses[group.pk]
            self._take(group, course, course.moves_to or heir)
        if self.course.ends:
            _give_way(self.direction, self.course, heir, by=self.by)
        notifications.reconsidered(reconsideration, concerned, self.groups)
        return reconsideration

    def _write_down(self) -> Reconsideration:
        """A stage that is reconsidered before its last day ends today."""
        self.stage.ends_on = min(self.stage.ends_on, today())
        self.stage.save(update_fields=["ends_on"])
        made = Reconsideration.objects.create(
            stage=self.stage,
            outcome=self.course.outcome,
            why=self.course.why,
            learned=self.course.learned,
            handed_over_to=self.course.handed_over_to,
            decided_by=self.by,
        )
        self._write_down_groups(made)
        Act.objects.record(DirectionEvent.STAGE_RECONSIDERED, self.stage, by=self.by, outcome=made.outcome)
        return made

    def _write_down_groups(self, made: Reconsideration) -> None:
        for group in self.groups:
            course = self.courses[group.pk]
            said = {"outcome": course.outcome, "why": course.why, "learned": course.learned}
            GroupOutcome.objects.create(reconsideration=made, group=group, **said)

    def _take(self, group: Group, course: ChosenOutcome, home: Direction) -> None:
        if not course.ends:
            if home != self.direction:
                group.move_to(home, by=self.by)
            return
        _lock_both(group, course)
        _end_group(group, course, by=self.by, home=home)


@transaction.atomic
def end_direction(direction: Direction, course: ChosenOutcome, *, by: Person) -> Direction | None:
    """End a direction between two stages; the direction that takes over, or None.

    Raises ValidationError while a stage waits to be reconsidered, or a group still works in it.
    """
    DirectionLink.objects.lock()
    direction.locked()
    waiting = Stage.objects.unreconsidered().filter(direction=direction).first()
    if waiting:
        text = _("Reconsider stage %(number)s instead: there you say what happens to the direction.")
        raise ValidationError(text % {"number": waiting.number})
    if course.into and course.into.locked().ended_on:
        raise ValidationError(_("The direction that was to take over has ended. Choose another."))
    heir = _heir(course, by=by)
    _give_way(direction, course, heir, by=by)
    notifications.direction_ended(direction, heir, by=by)
    return heir


def _heir(course: ChosenOutcome, *, by: Person) -> Direction | None:
    """The direction that takes over, begun if it is new."""
    return Direction.objects.start(course.successor, by=by) if course.successor else course.into


def _give_way(direction: Direction, course: ChosenOutcome, heir: Direction | None, *, by: Person) -> None:
    direction.end(by=by, **course.how())
    if heir and heir != direction:
        kind = LinkKind.MERGED_INTO if course.into else LinkKind.REPLACES
        DirectionLink.objects.link(direction, heir, kind, by=by)


@transaction.atomic
def end_group(group: Group, course: ChosenOutcome, *, by: Person) -> Group | None:
    """End a group in the middle of a stage; the group that takes over, or None. Its members are asked along.

    Raises NotAllowed when the group has ended already, and ValidationError as `Group.end` and
    `LinkQuerySet.link` do.
    """
    _lock_both(group, course)
    members = list(group.people())
    after = _end_group(group, course, by=by)
    notifications.group_ended(group, members, after, by=by)
    return after


def _lock_both(group: Group, course: ChosenOutcome) -> None:
    """A group that ends and the one that takes over: who sits there, or asks to, is so until it is done."""
    GroupLink.objects.lock()
    both = [group.pk, course.into.pk] if course.into else [group.pk]
    locked = Group.objects.select_for_update().order_by("pk").filter(pk__in=both)
    if any(other.ended_on for other in locked if other != group):
        raise InvalidOutcome(
            group, _("The group that was to take over from %(group)s has ended. Choose another.")
        )


def _end_group(
    group: Group, course: ChosenOutcome, *, by: Person, home: Direction | None = None
) -> Group | None:
    """`home` is the direction of the new group, the old one's own unless another is given.

    The caller has locked it, and what takes over from it.
    """
    members, asking = list(group.people()), list(group.join_requests.open())
    if course.successor:
        course.successor.direction = home or group.direction
    group.end(by=by, **course.how())  # before the new one begins, which may have its name
    after = Group.objects.start(course.successor, by=by) if course.successor else course.into
    for request in asking:
        request.refresh_from_db()
        notifications.request_moved(request, by=by)
    if after:
        kind = LinkKind.MERGED_INTO if course.into else LinkKind.CONTINUES
        GroupLink.objects.link(group, after, kind, by=by)
        _ask_along(after, members, by=by)
    return after


def _ask_along(group: Group, people: list[Person], *, by: Person) -> None:
    """Each who sat in the group before is asked, and comes along only when they say so themselves."""
    locked: Any = group.locked()
    known = set(locked.people().values_list("pk", flat=True))
    known |= set(locked.join_requests.open().values_list("person", flat=True))
    for person in people:
        if person.pk not in known:
            asked = JoinRequest.open_with(JoinState.ASKED_ALONG, by=by, person=person, group=locked)
            notifications.request_moved(asked, by=by)
