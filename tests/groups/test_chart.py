"""The organisation's picture: lines begin and end at boxes, and names are whole."""

import re
from itertools import combinations

import pytest

from groups.chart import DIRECTOR, TALL, WIDE, WORK, Chart, Content, Layout, Place, chart
from groups.kinds import KindCode

NAMES = [
    "Styrgruppen",
    "Storgruppen",
    "Samordningsgruppen",
    "Ledarforum",
    "Förvaltningschefen",
    "Arbetsgrupper",
]
each_layout = pytest.mark.parametrize("layout", [WIDE, TALL], ids=lambda layout: layout.name)


def drawn(layout: Layout, *left_out: str) -> Chart:
    names = zip(layout.places, NAMES, strict=True)
    return chart(layout, {box: Content(name, "4 personer") for box, name in names if box not in left_out})


def ends(path: str) -> list[tuple[int, int]]:
    numbers = [int(figure) for figure in re.findall(r"-?\d+", path)]
    if "H" in path:
        return [(numbers[0], numbers[1]), (numbers[2], numbers[1])]
    if "V" in path:
        return [(numbers[0], numbers[1]), (numbers[0], numbers[2])]
    return [(numbers[0], numbers[1]), (numbers[-2], numbers[-1])]


def touches(place: Place, x: int, y: int) -> bool:
    """Outside its edge by no more than the breadth of a line."""
    return place.x - 2 <= x <= place.x + place.width + 2 and place.y - 2 <= y <= place.bottom + 2


@each_layout
def test_every_line_begins_at_one_box_and_ends_at_another(layout: Layout) -> None:
    picture = drawn(layout)
    lines = [path for way in picture.ways for path in (way.up, way.down)] + [picture.told]

    for path in lines:
        met = [[name for name, place in layout.places.items() if touches(place, *end)] for end in ends(path)]
        assert [len(names) for names in met] == [1, 1]
        assert met[0] != met[1]


@each_layout
def test_every_body_is_connected(layout: Layout) -> None:
    picture = drawn(layout)
    reached = [end for way in picture.ways for end in ends(way.up)] + ends(picture.told)

    assert [
        name for name, place in layout.places.items() if not any(touches(place, *end) for end in reached)
    ] == []


@each_layout
def test_boxes_lie_apart_and_inside_the_picture(layout: Layout) -> None:
    places = list(layout.places.values())

    assert all(place.x >= 0 and place.x + place.width <= layout.width for place in places)
    assert all(place.bottom <= layout.height for place in places)
    for one, other in combinations(places, 2):
        apart = one.x + one.width < other.x or other.x + other.width < one.x
        assert apart or one.bottom < other.y or other.bottom < one.y


@each_layout
def test_names_are_whole(layout: Layout) -> None:
    for box in drawn(layout).boxes:
        assert " ".join(words for _y, words in box.lines) == box.content.title


def test_what_is_not_there_yet_is_not_drawn() -> None:
    picture = drawn(WIDE, KindCode.LEADERSHIP_FORUM, KindCode.STORGRUPP)

    assert len(picture.boxes) == 4
    assert picture.told == ""
    assert {DIRECTOR, WORK} <= set(WIDE.places)
