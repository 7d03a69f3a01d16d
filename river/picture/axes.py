"""Which way on the paper time goes, and how much of it is shown."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from math import atan2, degrees

WIDE = 1136.0  # the width of a picture in which time goes from left to right
PAPER = 688.0  # the same on a standing sheet: A4 without its margins
NAMES = 160.0  # of it, for the names of living streams, where the water has ended
STRIP = 230.0  # the height of the water in a low picture
TALL = 340.0  # the width of a picture in which time goes downward
HEAD, FOOT = 34.0, 30.0  # for the years above and today's date below


@dataclass(frozen=True)
class Window:
    """The time shown, in years. `now` may lie outside."""

    start: float
    end: float
    now: float

    @property
    def shows_today(self) -> bool:
        return self.start <= self.now < self.end

    @property
    def main_end(self) -> float:
        """Where what has happened ends; beyond it the water is drawn paler."""
        return self.now if self.shows_today else self.end

    @property
    def years(self) -> list[int]:
        """Every first of January shown."""
        return [year for year in range(int(self.start), int(self.end) + 1) if self.start <= year <= self.end]


@dataclass(frozen=True)
class Axes:
    """From (years, units across) to (x, y) of a picture."""

    window: Window
    begin: float  # where the window begins, along the time axis of the paper
    per_year: float
    shift: float  # what is added to units across, after scaling
    scale: float
    width: float
    height: float
    upright: bool = False
    names_groups: bool = True

    @property
    def mouth(self) -> float:
        """Where the water ends and the names of living streams begin."""
        return self.width - NAMES

    def along(self, t: float) -> float:
        return self.begin + (t - self.window.start) * self.per_year

    @cached_property
    def place(self) -> Callable[[float, float], tuple[float, float]]:
        """From a time and a place across to x and y: asked thousands of times, so it looks up nothing."""
        per_year, scale, shift = self.per_year, self.scale, self.shift
        origin = self.begin - self.window.start * per_year
        if self.upright:
            return lambda t, across: (shift + across * scale, origin + t * per_year)
        return lambda t, across: (origin + t * per_year, shift + across * scale)

    def angle(self, slope: float) -> float:
        """How words are turned, in degrees, to run with water that moves `slope` units across in a year."""
        turned = degrees(atan2(slope * self.scale, self.per_year))
        return 90 - turned if self.upright else turned


def wide(window: Window, top: float, bottom: float, *, has_spring: bool, width: float = WIDE) -> Axes:
    """Time to the right; `top` and `bottom` are the outermost places across."""
    begin = 52.0 if has_spring else 4.0
    per_year = (width - NAMES - begin) / (window.end - window.start)
    return Axes(window, begin, per_year, HEAD - top, 1.0, width, HEAD + bottom - top + FOOT)


def strip(window: Window, top: float, bottom: float) -> Axes:
    """Time to the right in a low picture, where groups are thin lines without names."""
    scale = min(1.0, STRIP / (bottom - top))
    per_year = (WIDE - NAMES - 4.0) / (window.end - window.start)
    height = HEAD + (bottom - top) * scale + FOOT
    shift = HEAD - top * scale
    return Axes(window, 4.0, per_year, shift, scale, WIDE, height, names_groups=False)


def tall(window: Window, top: float, bottom: float) -> Axes:
    """Time downward, so much of it to a screen that a year stays readable on a telephone."""
    years = window.end - window.start
    per_year = max(88.0, 560.0 / years)
    scale = min(1.0, (TALL - 48) / (bottom - top))
    return Axes(
        window,
        34.0,
        per_year,
        44 - top * scale,
        scale,
        TALL,
        34 + years * per_year + 8,
        upright=True,
        names_groups=False,
    )
