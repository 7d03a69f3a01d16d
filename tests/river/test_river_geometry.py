"""The river's arithmetic: lanes, curves, and pictures that hold whatever history throws at them."""

import math
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import example, given, settings
from hypothesis import strategies as st

from river.picture import axes, drawing, labels
from river.picture.breadth import Activity, breadth
from river.picture.curves import Knot, curve, ease, knots, moments, number, outline, read
from river.picture.data import Bond, River, Stream, Thread, moment
from river.picture.lanes import REST, lanes, slots
from river.picture.scene import scene
from river.picture.zoom import view, whole

TODAY = date(2026, 11, 24)
SPRING = moment(date(2014, 9, 25))

pytestmark = pytest.mark.one_database


def life(pk: int, start: date, end: date | None, ending: str, bonds: list[Bond]) -> dict[str, Any]:
    return {
        "pk": pk,
        "name": f"Namn {pk}",
        "slug": f"namn-{pk}",
        "address": f"/{pk}/",
        "started_on": start,
        "ended_on": end,
        "ending": ending if end else "",
        "handed_over_to": "",
        "came_from": tuple(bond for bond in bonds if bond.later == pk),
        "led_to": tuple(bond for bond in bonds if bond.earlier == pk),
    }


def stream(pk: int, start: date, end: date | None = None, *bonds: Bond, ending: str = "ended") -> Stream:
    return Stream(**life(pk, start, end, ending, list(bonds)), hue="sund", reaches=(), threads=())


def thread(pk: int, start: date, end: date | None = None, *bonds: Bond) -> Thread:
    return Thread(**life(pk, start, end, "ended", list(bonds)))


days = st.dates(date(2014, 9, 26), TODAY)
lengths = st.one_of(st.none(), st.integers(0, 4500))
endings = st.sampled_from(["ended", "handed_over", "replaced", "merged"])
kinds = st.sampled_from(["continues", "replaces", "split_from", "merged_into", "handed_over"])


def closed(start: date, length: int | None) -> date | None:
    return None if length is None else min(start + timedelta(days=length), TODAY)


@st.composite
def bonds(draw: st.DrawFn, numbers: list[int]) -> list[Bond]:
    """Links as the database allows them: any way round, circles too, one between two and none to itself."""
    if len(numbers) < 2:
        return []
    pairs = st.tuples(st.sampled_from(numbers), st.sampled_from(numbers)).filter(
        lambda pair: pair[0] != pair[1]
    )
    return [Bond(*pair, draw(kinds)) for pair in draw(st.lists(pairs, max_size=8, unique=True))]


@st.composite
def rivers(draw: st.DrawFn) -> River:
    numbers = list(range(1, draw(st.integers(1, 9)) + 1))
    groups = list(range(101, 101 + draw(st.integers(0, 25))))
    lineage, group_lineage = draw(bonds(numbers)), draw(bonds(groups))
    homes: dict[int, list[Thread]] = {pk: [] for pk in numbers}
    for pk in groups:
        start = draw(days)
        made = Thread(**life(pk, start, closed(start, draw(lengths)), draw(endings), group_lineage))
        homes[draw(st.sampled_from(numbers))].append(made)
    made_streams = []
    for pk in numbers:
        start = draw(days)
        body = life(pk, start, closed(start, draw(lengths)), draw(endings), lineage)
        made_streams.append(Stream(**body, hue="gran", reaches=(), threads=tuple(homes[pk])))
    return River(tuple(sorted(made_streams, key=lambda stream: stream.start)), (), SPRING, moment(TODAY))


def points(path: str) -> Iterator[tuple[float, float]]:
    """Every point of a path, control points too, as absolute x and y."""
    x = y = 0.0
    for command, body in re.findall(r"([MLcVHZ])([^MLcVHZ]*)", path):
        numbers = [float(word) for word in body.split()]
        if command in "ML":
            x, y = numbers
            yield x, y
        elif command == "c":
            for place in range(0, len(numbers), 6):
                piece = numbers[place : place + 6]
                yield from ((x + piece[two], y + piece[two + 1]) for two in (0, 2, 4))
                x, y = x + piece[4], y + piece[5]


def drawn(picture: drawing.Picture) -> Iterator[tuple[float, float]]:
    for shape in [*picture.ribbons, *picture.threads, *picture.gatherings]:
        for path in (shape.path, shape.ahead, shape.notches):
            yield from points(path)
        if shape.ring:
            yield float(shape.ring[0]), float(shape.ring[1])


def both(river: River, query: str = "") -> list[drawing.Picture]:
    shown = view(river, QueryDict(query))
    seen = scene(shown.river, shown.window)
    lying = axes.wide(seen.window, seen.top, seen.bottom, has_spring=seen.spring is not None)
    return [
        drawing.picture(seen, lying, stages=True),
        drawing.picture(seen, axes.tall(seen.window, seen.top, seen.bottom), stages=True),
    ]


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(rivers(), st.sampled_from(["", "year=2014", "year=2019", "year=2026", "direction=namn-1"]))
def test_whatever_happened_the_drawing_stays_on_the_paper(river: River, query: str) -> None:
    for picture in both(river, query):
        width, height = float(picture.width), float(picture.height)
        for x, y in drawn(picture):
            assert math.isfinite(x)
            assert math.isfinite(y)
            assert -6 <= x <= width + 6
            assert -6 <= y <= height + 6


@pytest.mark.slow
@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(rivers())
def test_every_direction_is_drawn_and_named(river: River) -> None:
    for picture in both(river):
        assert {ribbon.lifeline.pk for ribbon in picture.ribbons if ribbon.lifeline} == {
            stream.pk for stream in river.streams
        }
    lying, _standing = both(river)
    assert all(ribbon.words or ribbon.lines for ribbon in lying.ribbons)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(rivers())
def test_on_a_slender_sheet_no_words_lie_upon_others(river: River) -> None:
    _lying, standing = both(river)
    words = [word for ribbon in standing.ribbons for word in (*ribbon.words, *ribbon.stages)]

    under = [set(labels.room_under(word)) for word in words]

    assert len(set().union(*under)) == sum(map(len, under))


def test_a_lone_direction_has_its_name_on_a_slender_sheet_too() -> None:
    for begun in (date(2014, 9, 26), date(2026, 5, 1), TODAY):
        _lying, standing = both(River((stream(1, begun),), (), SPRING, moment(TODAY)))
        assert [word.text for ribbon in standing.ribbons for word in ribbon.words] == ["Namn 1"]


def succeeded_on_its_only_day() -> River:
    bond = Bond(1, 2, "continues")
    return River((stream(1, TODAY, TODAY, bond), stream(2, TODAY, None, bond)), (), SPRING, moment(TODAY))


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(rivers())
@example(succeeded_on_its_only_day())
def test_no_two_directions_lie_in_one_lane_at_once_and_newcomers_let_it_rest(river: River) -> None:
    taken = lanes(river.streams)
    by_number = {stream.pk: stream for stream in river.streams}
    # Berths are taken in the order of the beginnings; an heir that began on the same day comes second.
    for earlier, later in combinations((by_number[pk] for pk in taken), 2):
        if taken[earlier.pk].place != taken[later.pk].place:
            continue
        assert earlier.end is not None
        rest = 0 if taken[later.pk].heir_of is not None else REST
        assert earlier.end + rest <= later.start + 0.01


def test_a_successor_keeps_its_parents_lane() -> None:
    bond = Bond(2, 3, "replaces")
    first = stream(1, date(2014, 12, 1))
    second = stream(2, date(2014, 12, 2), date(2018, 6, 1), bond, ending="replaced")
    third = stream(3, date(2018, 9, 1), None, bond)

    taken = lanes([first, second, third])

    assert taken[2].place == taken[3].place
    assert taken[3].heir_of == 2


@pytest.mark.parametrize(("months", "same"), [(3, False), (9, True)])
def test_a_lane_is_reused_by_somebody_else_only_after_half_a_year(months: int, same: bool) -> None:
    gone = stream(1, date(2014, 12, 1), date(2017, 12, 31))
    come = stream(2, date(2018, months, 1))

    taken = lanes([gone, come])

    assert (taken[1].place == taken[2].place) is same


def test_springs_alternate_about_the_middle() -> None:
    taken = lanes([stream(pk, date(2014, 12, pk)) for pk in range(1, 6)])

    assert [taken[pk].place for pk in range(1, 6)] == [0, -1, 1, -2, 2]


def test_more_groups_than_places_are_gathered_but_six_have_each_their_own() -> None:
    assert len(slots([thread(pk, date(2020, 1, 1)) for pk in range(6)])) == 6
    assert len(slots([thread(pk, date(2020, 1, 1)) for pk in range(7)])) == 4


def test_a_group_takes_over_the_place_of_the_one_it_grew_out_of() -> None:
    bond = Bond(2, 3, "continues")
    groups = [
        thread(1, date(2018, 1, 1), date(2020, 1, 1)),
        thread(2, date(2018, 2, 1), date(2020, 6, 1), bond),
        thread(3, date(2020, 8, 1), None, bond),
    ]

    taken = slots(groups)

    assert (taken[3].place, taken[3].heir_of) == (taken[2].place, 2)


@given(st.floats(0, 10), st.floats(0.4, 5), st.floats(0, 3))
def test_a_bend_is_drawn_without_loss_by_one_piece(start: float, length: float, eager: float) -> None:
    piece = knots(lambda t: ease(t, start, start + length, eager), [start, start + length])
    for share in (0.1, 0.25, 0.5, 0.75, 0.9):
        t = start + length * share
        assert read(piece, t)[0] == pytest.approx(ease(t, start, start + length, eager), abs=0.03)


@given(st.lists(st.floats(-200, 200), min_size=2, max_size=12))
def test_a_curve_passes_through_its_points(values: list[float]) -> None:
    along = [Knot(float(place), value, 0.0) for place, value in enumerate(values)]

    found = list(points(curve(along, lambda t, across: (t * 10, across))))[::3]

    assert found == [pytest.approx((place * 10, value), abs=0.06) for place, value in enumerate(values)]


def test_an_outline_goes_out_along_one_edge_and_back_along_the_other() -> None:
    upper, lower = ([Knot(t, value, 0.0) for t in (0.0, 1.0)] for value in (0.0, 5.0))

    path = outline(upper, lower, lambda t, across: (t * 30, across))

    assert path == "M0 0c10 0 20 0 30 0L30 5c-10 0 -20 0 -30 0Z"


@given(st.floats(0, 12), st.floats(0.01, 12), st.lists(st.floats(0, 24)), st.floats(0.3, 3))
def test_a_curve_is_looked_at_in_order_and_often_enough(
    start: float, length: float, bends: list[float], calm: float
) -> None:
    at = moments(start, start + length, bends, calm)

    assert (at[0], at[-1]) == (start, start + length)
    assert all(0 < later - earlier <= calm + 1e-6 for earlier, later in pairwise(at))


@pytest.mark.parametrize(
    ("tenths", "said"), [(0, "0"), (5, ".5"), (-5, "-.5"), (20, "2"), (-1234, "-123.4"), (10**7, "1000000")]
)
def test_numbers_are_written_as_short_as_can_be(tenths: int, said: str) -> None:
    assert number(tenths) == said


def test_a_stream_broadens_with_the_groups_at_work_and_never_suddenly() -> None:
    activity = Activity([thread(pk, date(2018, 1, 1), date(2020, 1, 1)) for pk in range(4)])

    assert [round(activity.count(t)) for t in (2017.0, 2019.0, 2021.0)] == [0, 4, 0]
    steps = [activity.count(2017 + step / 50) for step in range(200)]
    assert max(abs(later - earlier) for earlier, later in pairwise(steps)) < 0.2
    assert breadth(0) < breadth(1) < breadth(20)


def test_a_direction_that_starts_and_ends_today_is_seen() -> None:
    one = stream(1, TODAY, TODAY)
    shown = whole(River((one,), (), SPRING, moment(TODAY)))

    assert (
        scene(shown.river, shown.window).ribbons[0].main or scene(shown.river, shown.window).ribbons[0].ahead
    )


def test_a_governing_body_or_an_empty_river_draws_nothing() -> None:
    river = River((), (thread(1, date(2014, 9, 25)),), SPRING, moment(TODAY))

    assert all(list(drawn(picture)) == [] for picture in both(replace(river)))
