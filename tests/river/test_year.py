"""The year's page: the wheel, the same by month beside it, and whose year it is."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from groups.models import Presentation
from river.calendar.days import ahead, behind
from river.calendar.events import Event, EventKind, Period, events, events_of
from river.calendar.wheel_layout import APART, LANES, Spot, lay_out_wheel, spots, turn
from tests.cast import World
from tests.factories.directions import make_direction, make_plan, make_stage
from tests.factories.meetings import make_meeting
from tests.factories.workshops import make_workshop
from ui.dates import today
from workshops.models.workshop import Audience

SignIn = Callable[..., Client]


def shown(client: Client, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.context


def titles(happening: list[Event]) -> list[str]:
    return [event.title for event in happening]


def listed_in(page: Any) -> list[Event]:
    months = [*page["ahead"], *page["behind"]]
    return [event for month in months for day in month.days for event in day.events]


def on(day: date, **fields: Any) -> Event:
    given = {"kind": EventKind.MEETING, "title": "Möte", "uid": f"{day}-{fields}", "rows": ()} | fields
    return Event(starts=day, ends=day, **given)


def test_year_begins_today_even_when_nothing_happens() -> None:
    yesterday, later = (today() + timedelta(days=days) for days in (-1, 40))
    happening = [on(yesterday), on(later)]

    assert [day.date for month in ahead(happening, today().year) for day in month.days] == [today(), later]
    assert [day.date for month in behind(happening) for day in month.days] == [yesterday]
    assert ahead([on(yesterday)], today().year - 1) == []


def test_a_day_has_one_row_and_what_is_alike_one_line() -> None:
    presented = [
        on(today(), kind=EventKind.PRESENTATION, uid=uid, group_id=body)
        for uid, body in (("a", 1), ("b", 2), ("c", 1))
    ]
    ((day,),) = [month.days for month in ahead([*presented, on(today())], today().year)]

    assert [[event.uid for event in line.events] for line in day.lines[:2]] == [["a", "c"], ["b"]]
    assert len(day.lines) == 3


def test_what_has_been_is_folded_and_only_what_comes_soon_is_open() -> None:
    months = ahead([on(today() + timedelta(days=31 * many)) for many in range(4)], today().year)

    assert [month.is_open for month in months] == [True, True, False, False]
    assert not any(month.is_open for month in behind([on(today() - timedelta(days=40))]))


def test_year_tells_of_every_kind_in_order(world: World, signed_in: SignIn) -> None:
    year = world.stage.ends_on.year
    first = datetime(year, 1, 2, 9).astimezone()
    make_meeting(world.foreign_group, world.coordinator, starts_at=first, title="Uppstart")
    Presentation.objects.create(
        stage=world.stage, body=world.storgrupp, on=world.stage.ends_on, planned_by=world.coordinator
    )
    plan = make_plan(world.coordinator)

    page = shown(signed_in(world.employee), reverse("river:year_of", args=[year]))

    listed = listed_in(page)
    assert f"{world.foreign_group.name}: Uppstart" in titles(listed)
    assert {event.kind for event in listed} >= {"meeting", "stage-end", "presentation"}
    assert plan.revised_on.year != year or "plan" in {event.kind for event in listed}
    assert len(page["marks"]) == page["count"] == len(listed)


def test_cancelled_meeting_is_not_in_the_year(world: World, signed_in: SignIn) -> None:
    make_meeting(world.group, world.convener, title="Blir av")
    make_meeting(world.group, world.convener, title="Blir inte av").cancel(by=world.convener)

    page = signed_in(world.employee).get(reverse("river:year_of", args=[(today() + timedelta(days=1)).year]))

    assert "Blir av" in page.content.decode()
    assert "Blir inte av" not in page.content.decode()


def test_ones_own_year_leaves_out_what_is_others(world: World, signed_in: SignIn) -> None:
    make_stage(make_direction("En annan riktning"))
    address = reverse("river:year_of", args=[world.stage.ends_on.year])

    everybodys, own = (shown(signed_in(world.member), address + more) for more in ("", "?mine"))

    assert own["count"] < everybodys["count"]
    assert "En annan riktning" not in str(titles(listed_in(own)))
    assert shown(signed_in(world.employee), address + "?mine")["count"] == 0


@pytest.mark.parametrize("year", [0, 2013, 2101, 9999])
def test_year_before_the_work_began_or_far_ahead_is_not_found(
    world: World, signed_in: SignIn, year: int
) -> None:
    assert signed_in(world.employee).get(f"/year/{year}/").status_code == 404


def test_year_stops_leading_backward_where_the_work_began(world: World, signed_in: SignIn) -> None:
    assert shown(signed_in(world.employee), "/year/2014/")["before"] is None


def test_stage_that_would_end_after_its_direction_has_ended_is_left_out(world: World) -> None:
    ended = make_direction("Slut i förtid", ended_on=today(), ending="ended")
    stage = make_stage(ended, ends_on=today() + timedelta(days=3))

    happening = events(Period(stage.ends_on, stage.ends_on))

    assert "Slut i förtid" not in str(titles(happening))


def test_days_go_round_clockwise_from_the_turn_of_the_year() -> None:
    ways = [turn(date(2026, month, 1), 0) for month in range(1, 13)]

    assert ways[0] == 0
    assert ways == sorted(ways)
    assert 89 < turn(date(2026, 4, 2)) < 92
    assert turn(date(2024, 12, 31), 1) == 360 == turn(date(2026, 12, 31), 1)


def test_marks_of_one_lane_never_touch_also_round_the_turn_of_the_year() -> None:
    days = [date(2026, 1, 1)] * 3 + [date(2026, 6, 5)] * 6 + [date(2026, 12, 31)] * 2

    laid = spots(days)

    for lane in range(LANES):
        ways = [spot.turn for spot in laid if spot.lane == lane]
        gaps = [later - earlier for earlier, later in pairwise(ways)]
        gaps += [ways[0] + 360 - ways[-1]] if len(ways) > 1 else []
        needed = APART / Spot(0, lane).radius * 180 / 3.1416
        assert all(gap >= needed * 0.999 for gap in gaps)


def test_crowded_day_ends_in_the_innermost_lane() -> None:
    assert max(spot.lane for spot in spots([date(2026, 6, 5)] * 40)) == LANES - 1


def test_wheel_of_another_year_has_no_hand() -> None:
    assert lay_out_wheel(2025, [], date(2026, 11, 25)).hand == ""
    assert lay_out_wheel(2026, [], date(2026, 11, 25)).hand.startswith("M")


def test_year_has_the_workshops_and_ones_own_year_those_for_oneself(world: World) -> None:
    everybodys = make_workshop(question="Vad ska vi sluta göra?")
    managers = make_workshop(question="Vad behöver cheferna?", audience=Audience.MANAGERS)
    day = Period(today(), today())

    def workshops(happening: list[Event]) -> set[str]:
        return {event.title for event in happening if event.kind == EventKind.WORKSHOP}

    assert workshops(events(day)) == {everybodys.question, managers.question}
    assert workshops(events_of(world.employee, day)) == {everybodys.question}


def test_workshop_is_a_link_in_the_year(world: World, signed_in: SignIn) -> None:
    workshop = make_workshop(held_on=today())

    assert workshop.get_absolute_url() in signed_in(world.employee).get("/year/").content.decode()
