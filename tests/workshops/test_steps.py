"""A workshop's way: planned, open for answers, marks placed, closed. Each step is taken once."""

import pytest
from django.core.exceptions import ValidationError

from people.models import Act
from tests.cast import World
from tests.factories.workshops import make_theme, make_workshop
from workshops.events import WorkshopEvent
from workshops.models import State, Workshop
from workshops.models.workshop import NO_THEMES, WHY_NOT


def test_workshop_gets_a_code_that_no_other_has(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = make_workshop(code="111111")
    codes = iter(["111111", "111111", "222222"])
    monkeypatch.setattr("workshops.models.workshop.get_random_string", lambda *args: next(codes))
    planned = Workshop(question="Hur?", commissioned_by="oss", held_on=taken.held_on)

    Workshop.objects.plan(planned, by=world.coordinator)

    assert planned.code == "222222"
    assert Act.objects.get(verb=WorkshopEvent.PLANNED).target == planned


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (State.PLANNED, State.OPEN),
        (State.OPEN, State.MARKING),
        (State.MARKING, State.OPEN),
        (State.OPEN, State.CLOSED),
        (State.MARKING, State.CLOSED),
    ],
)
def test_step_is_taken_once_and_dated(world: World, here: State, there: State) -> None:
    workshop = make_workshop(state=here)
    make_theme(workshop)

    assert workshop.go_to(there, by=world.coordinator)
    assert not workshop.go_to(there, by=world.communicator)

    workshop.refresh_from_db()
    assert (workshop.state, workshop.version) == (there, 1)
    act = Act.objects.get()
    assert (act.by, act.target) == (world.coordinator, workshop)


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (State.PLANNED, State.MARKING),
        (State.PLANNED, State.CLOSED),
        (State.CLOSED, State.OPEN),
        (State.CLOSED, State.MARKING),
    ],
)
def test_there_is_no_other_way(world: World, here: State, there: State) -> None:
    workshop = make_workshop(state=here)
    make_theme(workshop)

    with pytest.raises(ValidationError):
        workshop.go_to(there, by=world.coordinator)

    workshop.refresh_from_db()
    assert (workshop.state, workshop.version) == (here, 0)
    assert not Act.objects.exists()


def test_without_themes_there_is_nothing_to_mark(world: World) -> None:
    workshop = make_workshop()

    with pytest.raises(ValidationError, match=str(NO_THEMES)):
        workshop.go_to(State.MARKING, by=world.coordinator)


def test_closed_workshop_is_not_changed(world: World) -> None:
    workshop = make_workshop(state=State.CLOSED)

    with pytest.raises(ValidationError, match=str(WHY_NOT[State.CLOSED])):
        workshop.change(question="Något annat?", by=world.coordinator)

    workshop.refresh_from_db()
    assert workshop.question == "Vad ska vi sluta göra?"
