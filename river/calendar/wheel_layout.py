"""The year as a wheel: which way a day lies, and where its mark stands.

The centre is (0, 0), x grows to the right and y downward, as in SVG; all lengths are units of a picture
SIZE wide and high. Days are turned into degrees, clockwise from the top, where the year begins.
Colours and lines belong to the style sheet.
"""

from calendar import isleap
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import cos, degrees, radians, sin

SIZE = 640
RIM = 262  # the days; outside it stand the months' names
EDGE = 302  # the outermost circle
HUB = 96  # the year's number stands inside
NAMES = 276  # a month's name stands on this circle, or hangs under a wider one at the bottom
CAP = 12  # the height of a capital letter in those names
OUTERMOST = 244  # the first lane of marks
LANE = 17  # from one lane to the next, inward
LANES = 8
APART = 16  # at least this far between the middles of two marks of one lane


@dataclass(frozen=True)
class Spot:
    """A place for a mark: the way its day lies, and how far in."""

    turn: float  # degrees
    lane: int

    @property
    def radius(self) -> int:
        return OUTERMOST - LANE * self.lane

    @property
    def transform(self) -> str:
        return f"translate({_at(self.turn, self.radius)})"

    @property
    def spoke(self) -> str:
        """A line from the rim to the mark, so that one sees which day it belongs to."""
        return _line(self.turn, RIM, self.radius)


@dataclass(frozen=True)
class Month:
    first: date
    divider: str
    name_path: str


@dataclass(frozen=True)
class Wheel:
    months: list[Month]
    spots: list[Spot]  # in the order of the days asked for
    hand: str = ""  # the line of today, in its own year
    past: str = ""  # what has been of the year, as a sector


def lay_out_wheel(year: int, days: Iterable[date], today: date) -> Wheel:
    """`days` are the year's, in order: each gets a spot of its own."""
    months = [_month(date(year, number, 1)) for number in range(1, 13)]
    if today.year != year:
        return Wheel(months, spots(days))
    return Wheel(months, spots(days), _line(turn(today), HUB, EDGE), _sector(turn(today)))


def turn(day: date, part: float = 0.5) -> float:
    """The degrees of a day's middle, or of another part of it, from 0 to below 360."""
    passed = day.timetuple().tm_yday - 1 + part
    return 360 * passed / (366 if isleap(day.year) else 365)


def spots(days: Iterable[date]) -> list[Spot]:
    """Each day's mark in the outermost lane where it touches no other; with all full, in the innermost."""
    taken: list[list[float]] = [[] for _lane in range(LANES)]
    made = []
    for day in days:
        way = turn(day)
        lane = next((lane for lane, ways in enumerate(taken) if _is_free(way, ways, lane)), LANES - 1)
        taken[lane].append(way)
        made.append(Spot(way, lane))
    return made


def _is_free(way: float, ways: list[float], lane: int) -> bool:
    """The neighbours are the latest mark and, round the turn of the year, the first."""
    needed = degrees(APART / Spot(way, lane).radius)
    return not ways or (way - ways[-1] >= needed and ways[0] + 360 - way >= needed)


def _month(first: date) -> Month:
    start = turn(first, 0)
    end = turn(date(first.year, first.month + 1, 1), 0) if first.month < 12 else 360.0
    return Month(first, _line(start, RIM, EDGE), _name_path(start, end))


def _name_path(start: float, end: float) -> str:
    """The way a month's name runs; in the lower half the other way round, so that it is not upside down."""
    if 90 < (start + end) / 2 < 270:
        return f"M{_at(end, NAMES + CAP)}A{NAMES + CAP} {NAMES + CAP} 0 0 0 {_at(start, NAMES + CAP)}"
    return f"M{_at(start, NAMES)}A{NAMES} {NAMES} 0 0 1 {_at(end, NAMES)}"


def _sector(end: float) -> str:
    """The ring from the hub to the rim, from the turn of the year to `end`."""
    wide = int(end > 180)
    out = f"M{_at(0, HUB)}L{_at(0, RIM)}A{RIM} {RIM} 0 {wide} 1 {_at(end, RIM)}"
    return f"{out}L{_at(end, HUB)}A{HUB} {HUB} 0 {wide} 0 {_at(0, HUB)}Z"


def _line(way: float, start: float, end: float) -> str:
    return f"M{_at(way, start)}L{_at(way, end)}"


def _at(way: float, radius: float) -> str:
    """A point as SVG writes it; never by the language's own decimal comma."""
    x, y = radius * sin(radians(way)), -radius * cos(radians(way))
    return f"{x:.1f} {y:.1f}"
