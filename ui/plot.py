"""A small plot of bars, drawn on the server: a picture for the eye and a table with the same figures.

Nothing is inline: where a bar stands is an attribute of its shape, and its colour a class. It is plain values
through and through, so that it is drawn once (`ui.drawn`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

BAR, GAP, BETWEEN = 9, 2, 10  # the width of a bar, between two of a pair, and between two pairs
HEIGHT = 84  # of the highest bar
FOOT = 18  # below the bars, for the labels
TOP = 4  # above them


@dataclass(frozen=True)
class Series:
    """One figure for each label; `name` says what of."""

    name: str
    values: tuple[int, ...]


@dataclass(frozen=True)
class Bar:
    x: int
    y: int
    height: int
    series: int  # which one, from 1: its colour


@dataclass(frozen=True)
class Tick:
    x: int
    label: str


@dataclass(frozen=True)
class Row:
    label: str
    values: tuple[int, ...]


@dataclass(frozen=True)
class Plot:
    title: str
    over: str  # what the labels are, as the head of their column
    series: tuple[Series, ...]
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    rows: tuple[Row, ...]
    top: int  # the highest figure
    width: int
    bar: int = BAR
    base: int = TOP + HEIGHT
    height: int = TOP + HEIGHT + FOOT


def plot(title: str, *, over: str, labels: Sequence[str], series: Sequence[Series]) -> Plot:
    """For each label one bar of each series, side by side, all to one scale."""
    top = max((value for figures in series for value in figures.values), default=0)
    step = len(series) * (BAR + GAP) - GAP + BETWEEN
    bars = tuple(
        _bar(place * step + number * (BAR + GAP), figures.values[place], top, number + 1)
        for place in range(len(labels))
        for number, figures in enumerate(series)
    )
    middle = (step - BETWEEN) // 2
    ticks = tuple(Tick(place * step + middle, label) for place, label in enumerate(labels))
    rows = tuple(Row(label, tuple(one.values[place] for one in series)) for place, label in enumerate(labels))
    width = max(len(labels) * step - BETWEEN, 1)
    return Plot(title, over, tuple(series), bars, ticks, rows, top, width)


def _bar(left: int, value: int, top: int, series: int) -> Bar:
    """Nothing is drawn for nothing, and a little for one in a thousand."""
    height = max(round(HEIGHT * value / top), 2) if value else 0
    return Bar(left, TOP + HEIGHT - height, height, series)
