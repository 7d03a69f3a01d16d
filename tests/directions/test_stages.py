"""Stages are counted in calendar days, both ends inclusive."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from directions.models import Direction, Stage
from tests.cast import World
from tests.factories.directions import make_direction, make_reconsideration, make_stage
from ui.dates import today

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("first", "last", "weeks"),
    [(0, 0, 1), (-6, 0, 1), (-6, 1, 2), (-83, 28, 16)],
)
def test_weeks_count_a_begun_week_whole(first: int, last: int, weeks: int) -> None:
    stage = Stage(starts_on=today() + first * DAY, ends_on=today() + last * DAY)
    assert stage.weeks == weeks
    assert 1 <= stage.week <= weeks


def test_last_day_belongs_to_the_stage() -> None:
    stage = make_stage(make_direction(), starts_on=today() - DAY, ends_on=today())
    assert not stage.is_over
    assert Stage.objects.on(today()).get() == stage


def test_stage_now_is_the_latest_begun_with_and_without_prefetch() -> None:
    direction = make_direction()
    make_stage(direction, starts_on=today() - 60 * DAY, ends_on=today() - 30 * DAY)
    ended = make_stage(direction, starts_on=today() - 20 * DAY, ends_on=today() - DAY)
    make_stage(direction, starts_on=today() + DAY, ends_on=today() + 30 * DAY)

    assert direction.stage_now == ended
    assert Direction.objects.with_stage_now().get().stage_now == ended
    assert ended.is_over


def test_database_refuses_a_stage_that_ends_before_it_starts() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_stage(make_direction(), starts_on=today(), ends_on=today() - DAY)


def test_database_refuses_an_ending_without_a_date() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_direction(ending="ended")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_direction(ended_on=date(2020, 1, 1))


def test_page_asks_what_comes_next_only_until_it_is_said(world: World, signed_in: Callable[..., Any]) -> None:
    asks = "Vad blir nästa?"
    Stage.objects.filter(pk=world.stage.pk).update(
        starts_on=today() - timedelta(days=50), ends_on=today() - timedelta(days=1)
    )
    page = signed_in(world.employee)
    assert asks in page.get(world.direction.get_absolute_url()).content.decode()

    make_reconsideration(world.stage, world.coordinator)

    assert asks not in page.get(world.direction.get_absolute_url()).content.decode()
