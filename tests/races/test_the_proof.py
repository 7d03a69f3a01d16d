"""The proof that the races bite: take the protection away, and each of them finds what it looks for.

Lock and transaction are removed in this process; where a constraint would still hold the line, it is
removed from the test's own database too, and put back afterwards.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import Model, QuerySet
from django.urls import get_resolver

from directions import staging
from directions.lineage import LinkKind, LinkQuerySet
from directions.models import Direction, DirectionLink, Stage
from feedback.models import Feedback
from groups import appointing, joining
from groups.eligibility import NotAllowed
from groups.models import Group, JoinRequest, Membership
from people import once
from people.models import Person, SentForm
from tests.cast import make_world
from tests.factories.directions import make_direction
from tests.factories.feedback import make_draft
from tests.factories.groups import make_group
from tests.factories.people import make_manager, make_person
from tests.races.test_in_process import CLIENTS, at_once
from ui.dates import today

ROUNDS = 20
YEAR = timedelta(days=365)

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@contextmanager
def without(model: type[Model], *names: str) -> Iterator[None]:
    """The model's table without these constraints. Its rows are gone afterwards: some may break them."""
    whole = model._meta.constraints
    removed = [one for one in whole if one.name in names]
    assert len(removed) == len(names)
    model._meta.constraints = [one for one in whole if one not in removed]  # SQLite makes the table anew
    with connection.schema_editor() as editor:
        for constraint in removed:
            editor.remove_constraint(model, constraint)
    try:
        yield
    finally:
        model._default_manager.all().delete()
        model._meta.constraints = whole
        with connection.schema_editor() as editor:
            for constraint in removed:
                editor.add_constraint(model, constraint)


@contextmanager
def unlocked() -> Iterator[pytest.MonkeyPatch]:
    """No transactions and no row locks, until the block ends. All modules are loaded before that."""
    assert get_resolver().url_patterns
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(transaction, "Atomic", lambda *args: nullcontext())
        patch.setattr(QuerySet, "select_for_update", lambda queryset, **options: queryset.all())
        yield patch


def some_round(act: Callable[[int], None], is_violated: Callable[[], bool]) -> bool:
    """Whether any of ROUNDS rounds, with CLIENTS at once in each, breaks what should hold."""

    def one(number: int) -> None:
        with suppress(
            NotAllowed, ValidationError, IntegrityError, OperationalError
        ):  # SQLite without transactions may also say "locked"
            act(number)

    for _round in range(ROUNDS):
        at_once(one)
        if is_violated():
            return True
    return False


def test_last_seat_is_given_away_twice() -> None:
    people = [make_manager() for _ in range(CLIENTS)]
    groups = iter([make_group(seats=1) for _ in range(ROUNDS * CLIENTS)])
    group = next(groups)
    sign_up = joining.sign_up.__wrapped__

    def act(number: int) -> None:
        sign_up(Group.objects.get(pk=group.pk), Person.objects.get(pk=people[number].pk))

    def is_violated() -> bool:
        nonlocal group
        too_many = group.people().count() > 1
        group = next(groups)
        return too_many

    with unlocked() as patch:
        patch.setattr(Group, "admit", Group.admit.__wrapped__)
        found = some_round(act, is_violated)
    assert found


def test_form_is_carried_out_twice() -> None:
    world = make_world()
    carry_out = once.carry_out_once.__wrapped__
    key = uuid4()

    def act(number: int) -> None:
        person = Person.objects.get(pk=world.employee.pk)
        with suppress(SentForm.MultipleObjectsReturned):  # the third finds that two were first
            carry_out(person, key, lambda: make_draft(person, direction=world.direction))

    def is_violated() -> bool:
        nonlocal key
        twice = Feedback.objects.count() > 1
        Feedback.objects.all().delete()
        key = uuid4()
        return twice

    with without(SentForm, "one_answer_to_each_sent_form"), unlocked():
        found = some_round(act, is_violated)
    assert found


def test_person_gets_two_open_requests() -> None:
    world = make_world()
    wish = joining.wish.__wrapped__

    def act(number: int) -> None:
        wish(Group.objects.get(pk=world.group.pk), Person.objects.get(pk=world.employee.pk))

    def is_violated() -> bool:
        twice = JoinRequest.objects.open().count() > 1
        JoinRequest.objects.all().delete()
        return twice

    with without(JoinRequest, "one_open_join_request_per_person_and_group"), unlocked():
        found = some_round(act, is_violated)
    assert found


def test_seat_of_the_coordination_group_gets_two_holders() -> None:
    world = make_world()
    people = [make_person() for _ in range(CLIENTS)]
    fill = appointing.fill_seat.__wrapped__

    def act(number: int) -> None:
        group = Group.objects.get(pk=world.coordination_group.pk)
        fill(group, 3, Person.objects.get(pk=people[number].pk), f"bakgrund {number}", by=world.director)

    def is_violated() -> bool:
        holders = Membership.objects.current().filter(group=world.coordination_group, seat=3)
        twice = holders.count() > 1
        holders.delete()
        return twice

    with without(Membership, "one_current_holder_per_seat"), unlocked():
        found = some_round(act, is_violated)
    assert found


def test_two_stages_open_over_each_other() -> None:
    world = make_world()
    world.stage.delete()
    open_one = staging.open_stage.__wrapped__

    def act(number: int) -> None:
        direction = Direction.objects.get(pk=world.direction.pk)
        first = today() + timedelta(days=number)
        open_one(
            Stage(direction=direction, aim="Prova.", starts_on=first, ends_on=first + YEAR),
            [],
            by=world.director,
        )

    def is_violated() -> bool:
        twice = Stage.objects.count() > 1
        Stage.objects.all().delete()
        return twice

    with without(Stage, "one_stage_of_each_number"), unlocked():
        found = some_round(act, is_violated)
    assert found


def test_lineage_goes_in_a_circle() -> None:
    world = make_world()
    one, other = make_direction(), make_direction()
    link = LinkQuerySet.link.__wrapped__

    def act(number: int) -> None:
        earlier, later = (one, other) if number % 2 else (other, one)
        link(DirectionLink.objects.all(), earlier, later, LinkKind.CONTINUES, by=world.director)

    def is_violated() -> bool:
        in_a_circle = DirectionLink.objects.values("earlier").distinct().count() == 2
        DirectionLink.objects.all().delete()
        return in_a_circle

    with unlocked():
        found = some_round(act, is_violated)
    assert found
