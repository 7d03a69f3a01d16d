"""The demo organisation many times over, to see what a page costs when much has been told.

The directions, groups and bodies stay as they are: that is what one administration carries. Its staff grow as
many times, up to MOST_STAFF, and each thousand pieces of feedback are the demo's own told again on other days
since their group began, each with its receipts, readers, answers, corrections and replies as the flows leave
them. What waits in the demo waits in each copy too, since the same day. Acts are left out, and texts to be
found come with `manage.py reindex`.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from directions.models import Stage
from feedback.kinds import KINDS, FeedbackKind
from feedback.models import Acknowledgement, Answer, Correction, Feedback, Receipt, Reply, Review, Voice
from people.models import Person, Unit
from ui.dates import midnight, now

PIECES = 1000  # of feedback for each time
MOST_STAFF = 200  # times
AT_A_TIME = 10  # times that the demo's feedback is told in one transaction
ROWS = 500  # in one statement

LONG_AGO, LATELY = timedelta(days=3650), timedelta(days=60)  # what is told again lies between
OF_FEEDBACK: list[type[Model]] = [Correction, Reply, Review]
OF_RECEIPTS: list[type[Model]] = [Acknowledgement, Answer]
AFTER = ("feedback", "receipt")  # what a copied row hangs on


class Scale:
    """Adds to a loaded demo what makes it `times` as large; each step says how far it has come."""

    def __init__(self, times: int, chance: random.Random, *, with_open: bool = True) -> None:
        self.times, self.chance, self.with_open = times, chance, with_open
        self.began = now()

    def load(self) -> Iterator[str]:
        yield from self._staff()
        yield from self._feedback()

    def _staff(self) -> Iterator[str]:
        """The units below the administration again, with everybody in them but the director."""
        units = list(Unit.objects.filter(parent__isnull=False).with_tree_fields())
        people = list(Person.objects.exclude(manager=None).exclude(is_administrator=True).order_by("pk"))
        for number in range(2, min(self.times, MOST_STAFF) + 1):
            with transaction.atomic():
                self._copy_people(people, _copy_units(units, number), number)
            yield f"{number * len(people)} people"

    def _copy_people(self, people: Sequence[Person], units: dict[int, int], number: int) -> None:
        """Managers before their employees, as the demo made them."""
        made: dict[int, int] = {}
        waiting = list(people)
        numbers = {person.pk for person in people}
        while waiting:
            now_possible = [one for one in waiting if one.manager_id not in numbers or one.manager_id in made]
            copies = [_copied_person(one, units, made, number) for one in now_possible]
            Person.objects.bulk_create(copies, batch_size=ROWS)
            made |= {one.pk: copy.pk for one, copy in zip(now_possible, copies, strict=True)}
            waiting = [one for one in waiting if one.pk not in made]

    def _feedback(self) -> Iterator[str]:
        """What has been told, again and again on other days, until there is as much as is asked for."""
        self.open = set(Receipt.objects.open().values_list("feedback", flat=True))
        self.open |= set(Feedback.objects.waiting().values_list("pk", flat=True))
        told = Feedback.objects.completed().select_related("group", "direction").order_by("pk")
        posts = [post for post in told if self.with_open or post.pk not in self.open]
        parts: dict[type[Model], dict[int, list[Any]]] = {Receipt: _by_parent(Receipt, posts)}
        parts |= {model: _by_parent(model, posts) for model in OF_FEEDBACK}
        receipts = [receipt for some in parts[Receipt].values() for receipt in some]
        parts |= {model: _by_parent(model, receipts) for model in OF_RECEIPTS}
        self.stages = list(Stage.objects.order_by("starts_on"))
        self.staff = list(Person.objects.filter(is_manager=False).values_list("pk", flat=True)[:100_000])
        rounds = ceil(max(PIECES * self.times - len(posts), 0) / len(posts))
        for done in range(0, rounds, AT_A_TIME):
            with transaction.atomic():
                self._tell_again(posts * min(AT_A_TIME, rounds - done), parts)
            yield f"{len(posts) * (done + 1 + min(AT_A_TIME, rounds - done))} pieces of feedback"

    def _tell_again(self, posts: Sequence[Feedback], parts: dict[type[Model], dict[int, list[Any]]]) -> None:
        later = [self._later(post) for post in posts]
        copies = [self._copied(post, by) for post, by in zip(posts, later, strict=True)]
        Feedback.objects.bulk_create(copies, batch_size=ROWS)
        pairs = list(zip(posts, copies, later, strict=True))
        for model in OF_FEEDBACK:
            self._hang_on(model, parts[model], pairs)
        receipts = self._hang_on(Receipt, parts[Receipt], pairs)
        for model in OF_RECEIPTS:
            self._hang_on(model, parts[model], receipts)

    def _hang_on(
        self, model: type[Model], parts: dict[int, list[Any]], pairs: Sequence[tuple[Any, Any, timedelta]]
    ) -> list[tuple[Any, Any, timedelta]]:
        """Copies of what hangs on each row, on its copy."""
        made = [
            (row, _moved(row, parent=copy, by=by), by)
            for original, copy, by in pairs
            for row in parts.get(original.pk, [])
        ]
        model._default_manager.bulk_create([copy for _row, copy, _by in made], batch_size=ROWS)
        return made

    def _later(self, post: Feedback) -> timedelta:
        """How much later than the first time it is told again; what is open, at the same hour."""
        if post.pk in self.open:
            return timedelta(minutes=self.chance.randrange(-30, 30))
        about: Any = post.group or post.direction
        sent_at: Any = post.completed_at
        since = max(midnight(about.started_on), sent_at - LONG_AGO)
        span = max(self.began - LATELY - since, timedelta(days=1))
        moment: datetime = since + span * self.chance.random()
        by: timedelta = moment - sent_at
        return by

    def _copied(self, post: Feedback, by: timedelta) -> Feedback:
        copy = _moved(post, parent=None, by=by)
        day = timezone.localdate(copy.completed_at)
        going_on = (one for one in self.stages if one.direction_id == post.direction_id)
        copy.stage = next((one for one in going_on if one.starts_on <= day <= one.ends_on), None)
        if post.voice == Voice.PERSON:
            copy.author_id = copy.completed_by_id = self.chance.choice(self.staff)
        return copy


def _copy_units(units: Sequence[Any], number: int) -> dict[int, int]:
    """The number of each copy by that of its unit."""
    made: dict[int, int] = {}
    for depth in sorted({unit.tree_depth for unit in units}):
        level = [unit for unit in units if unit.tree_depth == depth]
        copies = [
            Unit(
                name=unit.name, key=f"{unit.key}-{number}", parent_id=made.get(unit.parent_id, unit.parent_id)
            )
            for unit in level
        ]
        Unit.objects.bulk_create(copies)
        made |= {unit.pk: copy.pk for unit, copy in zip(level, copies, strict=True)}
    return made


def _copied_person(person: Person, units: dict[int, int], made: dict[int, int], number: int) -> Person:
    name, _at, place = (person.email or "").partition("@")
    return Person(
        directory_id=f"{person.directory_id}-{number}",
        name=person.name,
        email=f"{name}.{number}@{place}" if person.email else None,
        title=person.title,
        unit_id=units.get(person.unit_id or 0, person.unit_id),
        manager_id=made.get(person.manager_id or 0, person.manager_id),
        is_manager=person.is_manager,
    )


def _by_parent(model: type[Model], parents: Sequence[Model]) -> dict[int, list[Any]]:
    """What hangs on each of some rows, by their number."""
    name = _hangs_on(model)
    found: dict[int, list[Any]] = {}
    for row in model._default_manager.filter(**{f"{name}__in": [parent.pk for parent in parents]}).order_by(
        "pk"
    ):
        found.setdefault(getattr(row, f"{name}_id"), []).append(row)
    return found


def _hangs_on(model: type[Model]) -> str:
    return next(field.name for field in model._meta.fields if field.name in AFTER)


def _moved(row: Any, *, parent: Any, by: timedelta) -> Any:
    """An unsaved copy, every moment in it so much later and none ahead of now."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    latest = now()
    for name, value in values.items():
        if isinstance(value, datetime):
            values[name] = min(value + by, latest)
    values.pop("id")
    if parent is not None:
        values[f"{_hangs_on(type(row))}_id"] = parent.pk
    copy = type(row)(**values)
    if isinstance(copy, Receipt) and copy.answer_by:
        sent_on, kind = timezone.localdate(copy.sent_at), FeedbackKind(parent.kind)
        copy.answer_by = KINDS[kind].answer_by(sent_on)
    return copy
