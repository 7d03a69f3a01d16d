"""Stages open one after the other, never overlap, and wait for the one before to be reconsidered."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from directions.events import DirectionEvent
from directions.forms.stage import StageForm
from directions.models import Direction, Stage
from directions.staging import change_stage, open_stage
from people.models import Act
from tests.cast import World
from tests.factories.directions import make_direction, make_past_stage, make_stage
from tests.factories.groups import make_group
from ui.dates import now, today

DAY = timedelta(days=1)

SignIn = Callable[..., Client]


def planned(direction: Direction, first: date, last: date) -> Stage:
    return Stage(direction=direction, aim="Prova.", starts_on=first, ends_on=last)


def refusal(stage: Stage, world: World) -> str:
    with pytest.raises(ValidationError) as refused:
        open_stage(stage, [], by=world.coordinator)
    return " ".join(refused.value.messages)


def test_first_stage_is_number_one_and_the_next_follows(world: World) -> None:
    direction = make_direction()
    group = make_group(direction=direction)
    first = open_stage(
        planned(direction, today() - 50 * DAY, today() - 20 * DAY), [group], by=world.coordinator
    )
    assert (first.number, list(first.groups.all())) == (1, [group])

    make_past_stage(direction, reconsidered_by=world.coordinator, number=2, ends_on=today() - 15 * DAY)
    second = open_stage(planned(direction, today(), today() + 30 * DAY), [], by=world.coordinator)
    assert second.number == 3
    assert Act.objects.filter(verb=DirectionEvent.STAGE_OPENED).count() == 2


def test_next_stage_waits_until_the_one_before_has_been_reconsidered(world: World) -> None:
    direction = make_direction()
    make_past_stage(direction)

    words = refusal(planned(direction, today(), today() + DAY), world)

    assert "reconsidered" in words or "omprövad" in words
    assert direction.stages.count() == 1


@pytest.mark.parametrize(
    ("first", "last", "is_refused"),
    [(-9, 30, False), (-10, 30, True), (-30, -20, True), (-200, -101, False), (-200, -100, True)],
)
def test_stages_of_a_direction_share_no_day(world: World, first: int, last: int, is_refused: bool) -> None:
    """The stage before is from 100 to 10 days ago, both days included."""
    direction = make_direction()
    make_past_stage(direction, reconsidered_by=world.coordinator)
    stage = planned(direction, today() + first * DAY, today() + last * DAY)

    if is_refused:
        assert refusal(stage, world)
    else:
        open_stage(stage, [], by=world.coordinator)
    assert direction.stages.count() == 2 - is_refused


def test_stage_lies_within_its_direction_and_ends_after_it_begins(world: World) -> None:
    direction = make_direction(started_on=today())

    assert refusal(planned(direction, today() - DAY, today()), world)
    assert refusal(planned(direction, today() + DAY, today()), world)
    assert not direction.stages.exists()


def test_no_stage_opens_in_a_direction_that_has_ended(world: World) -> None:
    direction = make_direction(ended_on=today(), ending="ended")

    assert refusal(planned(direction, today(), today()), world)


def test_stage_is_changed_until_it_has_been_reconsidered(world: World) -> None:
    stage = make_stage(world.direction)
    world.stage.delete()
    change_stage(stage, [world.group], by=world.coordinator, aim="Något annat.")
    stage.refresh_from_db()
    assert (stage.aim, stage.groups.get()) == ("Något annat.", world.group)

    done = make_past_stage(make_direction(), reconsidered_by=world.coordinator)
    with pytest.raises(ValidationError):
        change_stage(done, [], by=world.coordinator, aim="För sent.")


def test_what_was_done_to_a_stage_while_its_form_was_open_stays(world: World) -> None:
    """Another coordinator has named it, and the worker has told of its end: neither is taken back."""
    read = StageForm(
        {"aim": "Prova.", "starts_on": world.stage.starts_on, "ends_on": world.stage.ends_on},
        instance=Stage.objects.get(pk=world.stage.pk),
    )
    assert read.is_valid(), read.errors
    Stage.objects.filter(pk=world.stage.pk).update(title="Ett namn", ending_told_at=now())

    read.save_by(world.coordinator)

    stage = Stage.objects.get(pk=world.stage.pk)
    assert (stage.title, stage.aim) == ("Ett namn", "Prova.")
    assert stage.ending_told_at


def test_another_last_day_is_told_of_anew(world: World) -> None:
    Stage.objects.filter(pk=world.stage.pk).update(ending_told_at=now())

    change_stage(world.stage, [], by=world.coordinator, ends_on=world.stage.ends_on + DAY)

    assert Stage.objects.get(pk=world.stage.pk).ending_told_at is None


def test_what_was_typed_is_kept_with_a_sentence_beside_the_day(world: World, signed_in: SignIn) -> None:
    world.stage.delete()
    typed = {"aim": "Prova i liten skala", "starts_on": "2026-12-24", "ends_on": "2026-12-01"}

    response = signed_in(world.coordinator).post(
        reverse("directions:open_stage", args=[world.direction.slug]), typed
    )

    assert response.status_code == 422
    page = response.content.decode()
    assert "Prova i liten skala" in page
    assert 'id="id_ends_on_error"' in page
    assert not Stage.objects.exists()


@pytest.mark.parametrize("day", ["i morgon", "2026-02-30", "0000-00-00", "99999-01-01", "2026-12-24\x00"])
def test_day_that_is_none_gets_a_sentence(world: World, signed_in: SignIn, day: str) -> None:
    world.stage.delete()
    typed = {"aim": "Prova", "starts_on": day, "ends_on": "2026-12-01"}

    response = signed_in(world.coordinator).post(
        reverse("directions:open_stage", args=[world.direction.slug]), typed
    )

    assert response.status_code == 422
    assert not Stage.objects.exists()


def test_only_the_latest_stage_waits_to_be_reconsidered(world: World) -> None:
    direction = make_direction()
    make_past_stage(direction, starts_on=today() - 300 * DAY, ends_on=today() - 200 * DAY)
    latest = make_past_stage(direction)

    assert list(Stage.objects.overdue()) == [latest]
