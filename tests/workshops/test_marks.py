"""Marks: at most the allowance, at most one on each theme, and only while they are placed."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from people.models import Person
from tests.cast import World
from tests.factories.workshops import make_participant, make_theme, make_workshop
from workshops.models import Mark, Participant, State, Theme
from workshops.models.mark import ALL_PLACED

pytestmark = pytest.mark.django_db


@pytest.fixture
def themes() -> list[Theme]:
    workshop = make_workshop(state=State.MARKING, allowance=2)
    return [make_theme(workshop) for _ in range(3)]


@pytest.fixture
def participant(themes: list[Theme]) -> Participant:
    return make_participant(themes[0].workshop)


def test_marks_are_placed_up_to_the_allowance(themes: list[Theme], participant: Participant) -> None:
    for theme in themes[:2]:
        Mark.objects.place(participant, theme)
    with pytest.raises(ValidationError, match=str(ALL_PLACED)):
        Mark.objects.place(participant, themes[2])

    assert set(participant.marks.values_list("theme", flat=True)) == {themes[0].pk, themes[1].pk}


def test_mark_on_the_same_theme_twice_is_one(themes: list[Theme], participant: Participant) -> None:
    for _ in range(3):
        Mark.objects.place(participant, themes[0])

    assert participant.marks.count() == 1


def test_mark_taken_back_may_be_placed_anew(themes: list[Theme], participant: Participant) -> None:
    for theme in themes[:2]:
        Mark.objects.place(participant, theme)

    for _ in range(2):
        Mark.objects.take_back(participant, themes[0])
    Mark.objects.place(participant, themes[2])

    assert set(participant.marks.values_list("theme", flat=True)) == {themes[1].pk, themes[2].pk}


@pytest.mark.parametrize("state", [State.PLANNED, State.OPEN, State.CLOSED])
def test_no_mark_is_placed_or_taken_back_at_another_time(state: State) -> None:
    theme = make_theme(make_workshop(state=state), marks=1)
    marked = Participant.objects.get(marks__theme=theme)

    with pytest.raises(ValidationError):
        Mark.objects.place(make_participant(theme.workshop), theme)
    with pytest.raises(ValidationError):
        Mark.objects.take_back(marked, theme)

    assert theme.marks.count() == 1


def test_database_itself_knows_no_second_mark_in_a_slot(
    themes: list[Theme], participant: Participant
) -> None:
    Mark.objects.create(participant=participant, theme=themes[0], slot=1)
    for theme, slot in ((themes[1], 1), (themes[0], 2), (themes[1], 0), (themes[1], 11)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Mark.objects.create(participant=participant, theme=theme, slot=slot)


def test_whoever_has_marked_every_theme_is_not_told_that_marks_are_left(
    world: World, signed_in: Callable[[Person], Client]
) -> None:
    workshop = make_workshop(state=State.MARKING, allowance=3)
    themes = [make_theme(workshop) for _ in range(2)]
    page = reverse("workshops:take_part", args=[workshop.code])
    client = signed_in(world.employee)
    client.post(reverse("workshops:come_in", args=[workshop.code]))

    client.post(reverse("workshops:mark", args=[workshop.code, themes[0].pk]))
    assert "2 av dina 3 markeringar är kvar" in client.get(page).content.decode()

    client.post(reverse("workshops:mark", args=[workshop.code, themes[1].pk]))
    marked = client.get(page).content.decode()
    assert "Du har markerat alla teman" in marked
    assert "av dina 3 markeringar" not in marked
