"""From functions of time to SVG paths. Pure mathematics.

A bend is eased with 3s² − 2s³, which is itself a cubic: one cubic piece from its beginning to its end,
with the right slopes at both, draws it without loss. Hence a curve needs a knot only where a bend begins or
ends, and now and then in calm water.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter

Function = Callable[[float], float]  # years → drawing units across
Place = Callable[[float, float], tuple[float, float]]  # years, units across → x, y on the paper

STEP = 0.004  # years to either side when a slope is measured


@dataclass(frozen=True, slots=True)
class Knot:
    """Where a curve is at a time, and how fast it moves across (units a year)."""

    at: float
    value: float
    slope: float


def ease(t: float, start: float, end: float, eager: float = 0.0) -> float:
    """0 before `start`, 1 after `end`, and a calm bend in between; when `eager`, it sets off at once."""
    if t >= end:
        return 1.0
    if t <= start:
        return 0.0
    share = (t - start) / (end - start)
    return share * share * (3 - 2 * share) + eager * share * (1 - share) * (1 - share)


def mix(one: float, other: float, share: float) -> float:
    return one + (other - one) * share


def moments(
    start: float, end: float, bends: Iterable[float], calm: float, apart: float = 0.02
) -> list[float]:
    """When to look at a curve: at both ends, at bends, every `calm` years; never closer than `apart`."""
    found = [start]
    for bend in [*sorted(bend for bend in bends if start + apart < bend < end - apart), end]:
        if bend - found[-1] < apart and bend != end:
            continue
        found += _spread(found[-1], bend, calm)
        found.append(bend)
    return found


def _spread(start: float, end: float, calm: float) -> list[float]:
    """Evenly spread moments strictly inside, so that no two are further than `calm` apart."""
    pieces = max(1, -int(-(end - start) // calm))
    return [start + (end - start) * piece / pieces for piece in range(1, pieces)]


def knots(function: Function, at: Sequence[float]) -> list[Knot]:
    """The function at those times. Slopes at the two ends are measured inward only."""
    first, last = at[0], at[-1]
    return [Knot(t, function(t), _slope(function, max(t - STEP, first), min(t + STEP, last))) for t in at]


def held(along: Sequence[Knot]) -> list[Knot]:
    """The same knots with slopes so gentle that the curve never leaves the values on either side.

    Three times the smaller of the two neighbouring gradients is enough (Fritsch and Carlson, 1980).
    """
    gradients = [
        (later.value - earlier.value) / (later.at - earlier.at) for earlier, later in pairwise(along)
    ]
    before, after = [*gradients[:1], *gradients], [*gradients, *gradients[-1:]]
    return [
        replace(knot, slope=_between(-bound, knot.slope, bound))
        for knot, left, right in zip(along, before, after, strict=True)
        for bound in [3 * min(abs(left), abs(right)) if left * right > 0 else 0.0]
    ]


def _between(least: float, value: float, most: float) -> float:
    return max(least, min(value, most))


def banks(centre: Sequence[Knot], breadth: Sequence[Knot]) -> tuple[list[Knot], list[Knot]]:
    """The two edges of water that has a middle and a breadth."""
    pairs = list(zip(centre, breadth, strict=True))
    return (
        [Knot(mid.at, mid.value - b.value / 2, mid.slope - b.slope / 2) for mid, b in pairs],
        [Knot(mid.at, mid.value + b.value / 2, mid.slope + b.slope / 2) for mid, b in pairs],
    )


def _slope(function: Function, before: float, after: float) -> float:
    return (function(after) - function(before)) / (after - before) if after > before else 0.0


def curve(along: Sequence[Knot], place: Place) -> str:
    """An open path through the knots."""
    x, y = _tenths(place(along[0].at, along[0].value))
    return f"M{number(x)} {number(y)}{_cubics(along, place, x, y)}"


def outline(upper: Sequence[Knot], lower: Sequence[Knot], place: Place) -> str:
    """A closed path: out along one edge and back along the other."""
    back = lower[::-1]
    x, y = _tenths(place(back[0].at, back[0].value))
    return f"{curve(upper, place)}L{number(x)} {number(y)}{_cubics(back, place, x, y)}Z"


def _cubics(along: Sequence[Knot], place: Place, x: int, y: int) -> str:
    """Relative cubic pieces from a first point, given in tenths. Rounding does not add up."""
    steps: list[int] = []
    to_x, to_y = x, y
    for earlier, later in pairwise(along):
        third = (later.at - earlier.at) / 3
        for t, across in (
            (earlier.at + third, earlier.value + earlier.slope * third),
            (later.at - third, later.value - later.slope * third),
            (later.at, later.value),
        ):
            to_x, to_y = _tenths(place(t, across))
            steps += (to_x - x, to_y - y)
        x, y = to_x, to_y
    return "c" + " ".join(map(number, steps)) if steps else ""


def _tenths(point: tuple[float, float]) -> tuple[int, int]:
    return round(point[0] * 10), round(point[1] * 10)


@lru_cache(maxsize=20_000)
def number(tenths: int) -> str:
    """Tenths as SVG writes them, as short as can be: 5 → ".5", -20 → "-2"."""
    return f"{tenths / 10:g}".replace("0.", ".", 1) if -10 < tenths < 10 and tenths else f"{tenths / 10:.10g}"


def trace(along: Sequence[Knot], step: float) -> Iterator[tuple[float, float]]:
    """Times and values along the drawn curve, no more than a step (in years) apart."""
    for earlier, later in pairwise(along):
        pieces = int((later.at - earlier.at) / step) + 1
        for piece in range(pieces):
            t = earlier.at + (later.at - earlier.at) * piece / pieces
            yield t, _between_two(earlier, later, t)[0]


def read(along: Sequence[Knot], t: float) -> tuple[float, float]:
    """Value and slope of the drawn curve at a time within it."""
    place = min(max(bisect_right(along, t, key=_at), 1), len(along) - 1)
    return _between_two(along[place - 1], along[place], t)


def _between_two(one: Knot, other: Knot, t: float) -> tuple[float, float]:
    span = other.at - one.at
    if span <= 0:
        return other.value, other.slope
    s = (t - one.at) / span
    rise, bend = s * s * (3 - 2 * s), s * (1 - s)
    value = mix(one.value, other.value, rise) + span * bend * ((1 - s) * one.slope - s * other.slope)
    slope = 6 * bend * (other.value - one.value) / span
    return value, slope + (1 - s) * (1 - 3 * s) * one.slope + s * (3 * s - 2) * other.slope


_at = attrgetter("at")
