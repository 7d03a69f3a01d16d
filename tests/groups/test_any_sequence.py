"""Whatever is started, ended, merged and reconsidered in whatever order: what must hold, holds.

Hypothesis drives the verbs in random sequences; a verb that refuses must have changed nothing. The short
form runs with every test; `make sequences` drives 10,000 steps on each database.
"""

import os
from collections.abc import Callable
from datetime import timedelta
from graphlib import TopologicalSorter
from itertools import cycle, pairwise
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from directions.lineage import LinkKind
from directions.models import Direction, DirectionLink, Outcome, Reconsideration, Stage
from directions.staging import open_stage
from groups import joining
from groups.eligibility import NotAllowed
from groups.models import Group, GroupLink, GroupOutcome, JoinRequest, JoinState, Membership
from groups.outcomes import ChosenOutcome
from groups.reconsidering import end_direction, end_group, reconsider
from search.reindexing import untrue
from tests.factories.directions import make_direction
from tests.factories.groups import make_group
from tests.factories.people import make_manager
from tests.search.making import index_all
from ui.dates import today
from ui.edit_conflict import EditConflict

STEPS = 50
EXAMPLES = 200 if os.environ.get("RIKTNING_SEQUENCES") == "full" else 6
PARTS = 3  # so that they may run beside each other

pick = st.integers(0, 1_000)  # which of the things there are, wrapped around
first_days = st.integers(-40, 20)
lengths = st.integers(-3, 120)
outcomes = st.sampled_from(Outcome)

KEPT = (
    Direction,
    Stage,
    Reconsideration,
    Group,
    GroupOutcome,
    Membership,
    JoinRequest,
    DirectionLink,
    GroupLink,
)


def snapshot() -> list[list[tuple[Any, ...]]]:
    return [list(model._default_manager.order_by("pk").values_list()) for model in KEPT]


def one_of(things: Any, number: int) -> Any:
    listed = list(things.order_by("pk"))
    return listed[number % len(listed)] if listed else None


class Work(RuleBasedStateMachine):
    """The work of an administration, in which anything may happen next."""

    @initialize()
    def begin(self) -> None:
        self.frame = transaction.atomic()
        self.frame.__enter__()
        self.number = 0
        self.people = [make_manager() for _ in range(4)]
        self.by = self.people[0]
        for _ in range(2):
            self._settle(Direction.objects.start(self._new_direction(), by=self.by))
        index_all()  # who was made and not begun

    def _settle(self, direction: Direction) -> None:
        """A direction at work: two groups with people in them, and a stage under way."""
        groups = [Group.objects.start(self._new_group(direction), by=self.by) for _ in range(2)]
        for number, group in enumerate(groups):
            joining.sign_up(group, self.people[number])
        ends = today() + timedelta(days=60)
        open_stage(
            Stage(direction=direction, aim="Prova.", starts_on=today(), ends_on=ends), groups, by=self.by
        )

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.frame.__exit__(None, None, None)

    def attempt(self, act: Callable[[], Any]) -> None:
        """Do it, or be refused and find everything as it was."""
        before = snapshot()
        for person in self.people:
            person.forget_memberships()
        try:
            with transaction.atomic():
                act()
        except (ValidationError, NotAllowed, EditConflict):
            assert snapshot() == before

    # What may happen.

    @precondition(lambda self: Direction.objects.count() < 5)
    @rule()
    def direction_starts(self) -> None:
        self.attempt(lambda: Direction.objects.start(self._new_direction(), by=self.by))

    @rule(number=pick, first=first_days, length=lengths)
    def stage_opens(self, number: int, first: int, length: int) -> None:
        direction = one_of(Direction.objects.all(), number)
        if direction:
            begins = today() + timedelta(days=first)
            ends = begins + timedelta(days=length)
            stage = Stage(direction=direction, aim="Prova.", starts_on=begins, ends_on=ends)
            self.attempt(lambda: open_stage(stage, direction.groups.current(), by=self.by))

    @rule(number=pick)
    def group_starts(self, number: int) -> None:
        direction = one_of(Direction.objects.all(), number)
        if direction:
            self.attempt(lambda: Group.objects.start(self._new_group(direction), by=self.by))

    @rule(number=pick, who=pick)
    def somebody_signs_up(self, number: int, who: int) -> None:
        group = one_of(Group.objects.all(), number)
        if group:
            self.attempt(lambda: joining.sign_up(group, self.people[who % 4]))

    @rule(number=pick, comes=st.booleans())
    def somebody_answers(self, number: int, comes: bool) -> None:
        request = one_of(JoinRequest.objects.all(), number)
        if request and comes:
            self.attempt(lambda: joining.accept(request, by=request.person))
        elif request:
            self.attempt(lambda: joining.close(request, JoinState.WITHDRAWN, by=request.person))

    @rule(number=pick, other=pick, outcome=outcomes)
    def group_ends(self, number: int, other: int, outcome: Outcome) -> None:
        group = one_of(Group.objects.all(), number)
        chosen = self._chosen(group, outcome, other)
        if group and chosen.ends:
            self.attempt(lambda: end_group(group, chosen, by=self.by))

    @rule(number=pick, other=pick, outcome=outcomes)
    def direction_ends(self, number: int, other: int, outcome: Outcome) -> None:
        direction = one_of(Direction.objects.all(), number)
        chosen = self._chosen(direction, outcome, other)
        if direction and chosen.ends:
            self.attempt(lambda: end_direction(direction, chosen, by=self.by))

    @precondition(lambda self: Stage.objects.exists())
    @rule(number=pick, outcome=outcomes, drawn=st.lists(st.tuples(outcomes, pick), max_size=3), other=pick)
    def stage_is_reconsidered(self, number: int, outcome: Outcome, drawn: Any, other: int) -> None:
        waiting = Stage.objects.unreconsidered()
        stage = one_of(waiting if number % 8 else Stage.objects.all(), number)
        if stage is None:
            return
        groups = stage.direction.groups.current().order_by("pk")
        chosen_of_groups = {
            group.pk: self._chosen(group, becomes, to)
            for group, (becomes, to) in zip(groups, cycle(drawn), strict=False)
        }
        chosen = self._chosen(stage.direction, outcome, other)
        self.attempt(lambda: reconsider(stage, chosen, chosen_of_groups, by=self.by))

    @rule(number=pick, other=pick, kind=st.sampled_from(LinkKind), of_groups=st.booleans())
    def somebody_links(self, number: int, other: int, kind: LinkKind, of_groups: bool) -> None:
        links, things = (GroupLink, Group) if of_groups else (DirectionLink, Direction)
        earlier, later = (one_of(things._default_manager.all(), choice) for choice in (number, other))
        if earlier:
            self.attempt(lambda: links.objects.link(earlier, later, kind, by=self.by))

    @rule(number=st.integers(1, 90))
    def time_passes(self, number: int) -> None:
        """Everything lies further back than it did."""
        back = timedelta(days=number)
        for model, names in (
            (Direction, ["started_on", "ended_on"]),
            (Group, ["started_on", "ended_on"]),
            (Stage, ["starts_on", "ends_on"]),
        ):
            rows = list(model._default_manager.all())
            for row in rows:
                for name in names:
                    day = getattr(row, name)
                    setattr(row, name, day and day - back)
            model._default_manager.bulk_update(rows, names)
        index_all()

    def _chosen(self, thing: Any, outcome: Outcome, other: int) -> ChosenOutcome:
        """An outcome as a form would send it; every third end merges into something."""
        is_group = isinstance(thing, Group)
        others = (
            Group.objects.exclude(pk=thing.pk)
            if is_group
            else Direction.objects.exclude(pk=thing and thing.pk)
        )
        new = self._new_group(None) if is_group else self._new_direction()
        merges, moves = outcome == Outcome.END and other % 3 == 0, is_group and outcome == Outcome.CHANGE
        return ChosenOutcome(
            outcome,
            "Därför.",
            "Något.",
            handed_over_to="Drift" if outcome == Outcome.HAND_OVER else "",
            successor=new if outcome == Outcome.START_NEW else None,
            into=one_of(others, other) if merges else None,
            moves_to=one_of(Direction.objects.all(), other) if moves and other % 2 else None,
        )

    def _new_direction(self) -> Direction:
        self.number += 1
        return Direction(title=f"Riktning {self.number}", purpose="Bättre.")

    def _new_group(self, direction: Direction | None) -> Group:
        self.number += 1
        name = f"Grupp {self.number}"
        return Group(kind="working_group", name=name, seats=self.number % 3 + 1, direction=direction)

    # What always holds.

    @invariant()
    def stages_follow_one_another(self) -> None:
        for direction in Direction.objects.prefetch_related("stages__reconsideration"):
            stages = sorted(direction.stages.all(), key=lambda stage: stage.number)
            assert [stage.number for stage in stages] == list(range(1, len(stages) + 1))
            by_day = sorted(stages, key=lambda stage: stage.starts_on)
            assert all(stage.ends_on < following.starts_on for stage, following in pairwise(by_day))
            waiting = [stage for stage in stages if not stage.is_reconsidered]
            assert waiting == ([] if direction.ended_on else stages[-1:] if waiting else [])

    @invariant()
    def what_has_ended_holds_nobody_and_nothing(self) -> None:
        assert not Group.objects.current().exclude(direction__ended_on=None).exists()
        assert not Membership.objects.current().exclude(group__ended_on=None).exists()
        assert not JoinRequest.objects.open().exclude(group__ended_on=None).exists()

    @invariant()
    def what_has_ended_says_how_and_leads_on(self) -> None:
        for things in (Direction, Group):
            ended = things.objects.ended()  # type: ignore[attr-defined]
            assert not ended.filter(ending__in=["replaced", "merged"], links_onward=None).exists()
            assert not ended.filter(ending="handed_over", handed_over_to="").exists()

    @invariant()
    def lineages_never_go_in_a_circle(self) -> None:
        for links in (DirectionLink, GroupLink):
            graph = TopologicalSorter()  # type: ignore[var-annotated]
            for earlier, later in links.objects.values_list("earlier", "later"):  # type: ignore[attr-defined]
                graph.add(later, earlier)
            graph.prepare()  # raises CycleError

    @invariant()
    def nobody_sits_on_a_seat_that_is_not_there(self) -> None:
        for group in Group.objects.with_seats().exclude(seats=None):
            assert group.seats_taken + group.seats_held <= group.seats

    @invariant()
    def the_index_says_what_the_rows_say(self) -> None:
        assert list(untrue()) == []

    @invariant()
    def outcomes_are_what_became_of_the_groups(self) -> None:
        final = GroupOutcome.objects.filter(outcome__in=["end", "hand_over", "start_new"])
        assert not final.filter(group__ended_on=None).exists()


@pytest.mark.parametrize("part", range(PARTS))
def test_any_sequence_of_acts_keeps_everything_whole(db: None, part: int) -> None:
    make_group(direction=make_direction())  # content types and the like are looked up once
    run_state_machine_as_test(
        Work,
        settings=settings(
            max_examples=-(-EXAMPLES // PARTS),
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=False,  # or each part would drive the same, wherever CI is set
            suppress_health_check=list(HealthCheck),
        ),
    )


pytestmark = pytest.mark.race
