"""Answers become themes, and themes are renamed, merged and taken away."""

import pytest
from django.core.exceptions import ValidationError

from directions.models import Direction
from groups.models import Group
from people.models import Act
from proposals.proposing import propose
from tests.cast import World
from tests.factories.directions import make_direction
from tests.factories.workshops import make_note, make_participant, make_theme, make_workshop
from workshops import grouping
from workshops.events import WorkshopEvent
from workshops.models import Answer, Mark, State, Theme
from workshops.models.theme import GONE
from workshops.models.workshop import WHY_NOT


def test_answer_is_in_one_theme_wherever_it_was(world: World) -> None:
    workshop = make_workshop()
    first, second = make_theme(workshop), make_theme(workshop)
    answer = make_note(workshop)

    for theme in (first, second):
        grouping.place([answer], theme, workshop=workshop, by=world.coordinator)
        answer.refresh_from_db()
        assert answer.theme == theme
    grouping.place([answer], None, workshop=workshop, by=world.coordinator)

    assert list(Answer.objects.of(workshop).unplaced()) == [answer]


def test_answers_of_another_workshop_stay_where_they_are(world: World) -> None:
    workshop = make_workshop()
    foreign = make_note(make_workshop())

    grouping.place([foreign], make_theme(workshop), workshop=workshop, by=world.coordinator)

    foreign.refresh_from_db()
    assert foreign.theme is None


def test_theme_of_a_name_that_is_there_is_that_theme(world: World) -> None:
    workshop = make_workshop()
    there = make_theme(workshop, "Möten")

    assert grouping.begin_theme(workshop, "Möten", by=world.coordinator) == there
    new = grouping.begin_theme(workshop, "Papper", by=world.coordinator)
    assert new.order == there.order + 1


def test_merging_moves_answers_and_marks_and_gives_the_double_one_back(world: World) -> None:
    workshop = make_workshop(state=State.MARKING)
    theme, into = make_theme(workshop, "Möten", marks=2), make_theme(workshop, marks=1)
    both = make_participant(workshop)
    for marked in (theme, into):
        Mark.objects.place(both, marked)

    grouping.merge(theme, into, by=world.coordinator)

    assert (into.answers.count(), into.marks.count(), both.marks.count()) == (2, 4, 1)
    assert not Theme.objects.filter(title="Möten").exists()
    assert Act.objects.get(verb=WorkshopEvent.THEME_MERGED).facts == {"merged": "Möten"}


def test_removing_a_theme_loses_no_answer(world: World) -> None:
    workshop = make_workshop()
    theme = make_theme(workshop, marks=2)

    grouping.remove(theme, by=world.coordinator)

    assert Answer.objects.of(workshop).unplaced().count() == 1
    assert not Mark.objects.exists()


def test_theme_that_something_grew_out_of_stays(world: World) -> None:
    theme, into = make_theme(workshop := make_workshop()), make_theme(workshop)
    make_direction(theme=theme)

    with pytest.raises(ValidationError, match=str(grouping.HAS_GROWN)):
        grouping.remove(theme, by=world.coordinator)
    with pytest.raises(ValidationError, match=str(grouping.HAS_GROWN)):
        grouping.merge(theme, into, by=world.coordinator)

    assert Theme.objects.count() == 2


def test_theme_that_somebody_else_took_away_is_told_to_be_gone(world: World) -> None:
    workshop = make_workshop(state=State.MARKING)
    theme, other = make_theme(workshop), make_theme(workshop)
    grouping.remove(Theme.objects.get(pk=theme.pk), by=world.coordinator)
    by = world.coordinator

    for act in (
        lambda: grouping.place([make_note(workshop)], theme, workshop=workshop, by=by),
        lambda: grouping.revise(theme, by=by),
        lambda: grouping.merge(theme, other, by=by),
        lambda: grouping.merge(other, theme, by=by),
        lambda: grouping.remove(theme, by=by),
        lambda: Mark.objects.place(make_participant(workshop), theme),
        lambda: Direction.objects.start(Direction(title="Nytt", theme=theme), by=by),
        lambda: Group.objects.start(Group(name="Nytt", theme=theme), by=by),
        lambda: propose(group=world.group, theme=theme, by=by),
    ):
        with pytest.raises(ValidationError, match=str(GONE)):
            act()


def test_closed_workshop_is_grouped_no_more(world: World) -> None:
    workshop = make_workshop(state=State.CLOSED)
    theme, into = make_theme(workshop), make_theme(workshop)
    theme.title = "Annat"
    by = world.coordinator

    for act in (
        lambda: grouping.place([make_note(workshop)], theme, workshop=workshop, by=by),
        lambda: grouping.begin_theme(workshop, "Nytt", by=by),
        lambda: grouping.revise(theme, by=by),
        lambda: grouping.merge(theme, into, by=by),
        lambda: grouping.remove(theme, by=by),
    ):
        with pytest.raises(ValidationError, match=str(WHY_NOT[State.CLOSED])):
            act()

    assert sorted(Theme.objects.values_list("pk", flat=True)) == sorted([theme.pk, into.pk])
    assert not Act.objects.exists()
