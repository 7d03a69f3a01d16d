"""The picture as a template prints it: paths, points and words, in the units of one sheet of paper."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from textwrap import wrap

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from river.picture.axes import Axes
from river.picture.curves import Knot, curve, number, outline, read
from river.picture.data import FIRST_WORKSHOP, Lifeline
from river.picture.labels import LETTER, NAME_LETTER, Edge, Word, first_free, least_crowded, places, spaced
from river.picture.scene import Band, Gathering, Line, Ribbon, Scene
from river.picture.taken import room
from ui.dates import today

ASIDE, NAME_ASIDE = 9.0, 12.5  # from a line to the middle of a group's or a direction's name beside it
FARTHER = 8.0  # where rings stand beside the water, a name may stand so much farther away
MOUTH_LETTERS, MOUTH_LINE = 17, 19.0  # letters to a line, and from line to line, of names at the mouth


@dataclass
class Drawn:
    """One stream, thread or gathering. `place` is "x y" as attributes want it."""

    hue: str
    path: str
    ahead: str = ""
    lifeline: Lifeline | None = None
    years: str = ""
    notches: str = ""
    ring: tuple[str, str] | None = None
    words: list[Word] = field(default_factory=list)
    lines: list[tuple[str, str, str]] = field(default_factory=list)  # a name at the mouth: x, y, words
    stages: list[Word] = field(default_factory=list)

    @property
    def is_ended(self) -> bool:
        """It flows no more; water from one direction to another, which is nobody's lifeline, never does."""
        return self.lifeline is None or self.lifeline.ended_on is not None


@dataclass(frozen=True)
class Year:
    year: int
    grid: str
    x: str
    y: str


@dataclass(frozen=True)
class Picture:
    width: str
    height: str
    years: list[Year]
    ribbons: list[Drawn]
    threads: list[Drawn]
    gatherings: list[Drawn]
    spring: tuple[str, str] | None
    spring_words: list[tuple[str, str, str]]
    today: str
    today_at: tuple[str, str]
    today_words: str


def picture(scene: Scene, axes: Axes, *, stages: bool = False) -> Picture:
    """One sheet. With `stages`, every stage says its number."""
    sheet = _Sheet(scene, axes)
    ribbons = [sheet.ribbon(ribbon, stages) for ribbon in scene.ribbons]
    sheet.spread(ribbons)
    gatherings = [sheet.gathering(gathering) for gathering in scene.gatherings]
    threads = [sheet.thread(line) for line in sorted(scene.lines, key=_importance)]
    at = axes.along(scene.window.now)
    return Picture(
        _said(axes.width),
        _said(axes.height),
        list(_years(axes)),
        ribbons,
        threads,
        gatherings,
        scene.spring and _point(axes, *scene.spring),
        _spring_words(axes, *axes.place(*scene.spring)) if scene.spring else [],
        _across(axes, at) if scene.window.shows_today else "",
        ("0", _said(at + 4)) if axes.upright else (_said(at), _said(axes.height - 6)),
        _("today")
        if axes.upright
        else _("today, %(day)s") % {"day": date_format(today(), "MONTH_DAY_FORMAT")},
    )


def _importance(line: Line) -> tuple[bool, float]:
    """Who chooses first where its name stands: living groups, then those that lived longest."""
    thread = line.thread
    return (thread is None or thread.end is not None, thread.start - (thread.end or 9999) if thread else 0)


class _Sheet:
    def __init__(self, scene: Scene, axes: Axes) -> None:
        self.axes = axes
        self.room = room(scene, axes)
        self.window = scene.window

    def ribbon(self, ribbon: Ribbon, stages: bool) -> Drawn:
        drawn = Drawn(
            ribbon.stream.hue,
            self._outline(ribbon.main),
            self._outline(ribbon.ahead),
            ribbon.stream,
            years_of(ribbon.stream),
            "".join(self._notch(ribbon.main, end) for _number, end in ribbon.reaches),
            ribbon.ring and _point(self.axes, *ribbon.ring),
        )
        if ribbon.is_at_mouth and not self.axes.upright:
            drawn.lines = self._mouth(ribbon)
        else:
            drawn.words = list(self._name(ribbon))
        if stages:
            drawn.stages = list(self._stages(ribbon))
        return drawn

    def thread(self, line: Line) -> Drawn:
        drawn = Drawn(line.hue, self._curve(line.main), self._curve(line.ahead), line.thread)
        drawn.ring = line.ring and _point(self.axes, *line.ring)
        if line.thread:
            drawn.years = years_of(line.thread)
            drawn.words = list(self._label(line)) if self.axes.names_groups else []
        return drawn

    def gathering(self, gathering: Gathering) -> Drawn:
        stream = gathering.flow.stream
        drawn = Drawn(stream.hue, self._outline(gathering.main), self._outline(gathering.ahead), stream)
        if not self.axes.upright:
            drawn.words = [
                Word(f"+{count}", x, y + 4.5)
                for t, across, count in gathering.counts
                for x, y in [self.axes.place(t, across)]
            ]
            for word in drawn.words:
                self.room.take_box(word.x, word.y - 4, 24, 16)
        return drawn

    def spread(self, ribbons: list[Drawn]) -> None:
        """Move names at the mouth apart, from the top down, where streams come out close together."""
        at_mouth = [ribbon for ribbon in ribbons if ribbon.lines]
        lowest = 0.0
        for drawn in sorted(at_mouth, key=lambda ribbon: float(ribbon.lines[0][1])):
            push = max(0.0, lowest - float(drawn.lines[0][1]))
            drawn.lines = [(x, _said(float(y) + push), words) for x, y, words in drawn.lines]
            lowest = float(drawn.lines[-1][1]) + MOUTH_LINE + 2

    def _outline(self, band: Band | None) -> str:
        return outline(band.upper, band.lower, self.axes.place) if band else ""

    def _curve(self, along: list[Knot]) -> str:
        return curve(along, self.axes.place) if along else ""

    def _notch(self, band: Band | None, t: float) -> str:
        """A line across the ribbon, where a stage ends."""
        if not band or not band.upper[0].at < t < band.upper[-1].at:
            return ""
        ends = (self.axes.place(t, read(edge, t)[0]) for edge in (band.upper, band.lower))
        return "M" + "L".join(f"{_said(x)} {_said(y)}" for x, y in ends)

    def _mouth(self, ribbon: Ribbon) -> list[tuple[str, str, str]]:
        """A living stream's name, on up to three lines around where it comes out."""
        lines = wrap(ribbon.stream.name, MOUTH_LETTERS)[:3]
        middle = self.axes.place(0, ribbon.flow.centre(self.window.end))[1] + 5.5
        x, y = self.axes.mouth + 10, middle - (len(lines) - 1) * MOUTH_LINE / 2
        return [(_said(x), _said(y + MOUTH_LINE * row), words) for row, words in enumerate(lines)]

    def _name(self, ribbon: Ribbon) -> Iterator[Word]:
        """A name on the water: above it or below it, where the least lies in its way."""
        band = ribbon.main or ribbon.ahead
        if band:
            start, end = band.upper[0].at, band.upper[-1].at
            length = len(ribbon.stream.name) * NAME_LETTER / self.axes.per_year
            times = (
                spaced(start, end, length) if length < end - start else [self._on_paper(start, end, length)]
            )
            if self.axes.upright and ribbon.stream.end is None:
                times.reverse()
            edges = _edges(band, self.axes, NAME_ASIDE)
            words = places(self.axes, ribbon.stream.name, NAME_LETTER, edges, times)
            yield from filter(None, [least_crowded(self.room, words, ribbon.stream)])

    def _on_paper(self, start: float, end: float, length: float) -> float:
        """The middle of a name that is longer than its water, moved so that it ends with the picture."""
        first, last = self.window.start + length / 2, self.window.end - length / 2
        return max(first, min((start + end) / 2, last))

    def _label(self, line: Line) -> Iterator[Word]:
        """A group's name on the side away from its ribbon, else on the other, unless it is too long."""
        if not line.main or not line.thread:
            return
        start, end = line.main[0].at, line.main[-1].at
        length = (len(line.thread.name) * LETTER + 4) / self.axes.per_year
        if length <= end - start:
            edges = [Edge(line.main, ASIDE * line.side), Edge(line.main, -ASIDE * line.side)]
            words = places(self.axes, line.thread.name, LETTER, edges, spaced(start, end, length))
            yield from filter(None, [first_free(self.room, words, line.thread)])

    def _stages(self, ribbon: Ribbon) -> Iterator[Word]:
        """The number of every stage that is longer than the words."""
        if not ribbon.main:
            return
        first, last = ribbon.main.upper[0].at, ribbon.main.upper[-1].at
        for reach in ribbon.stream.reaches:
            words = _("Stage %(number)s") % {"number": reach.number}
            start, end = max(reach.start, first), min(reach.end, last)
            length = len(words) * LETTER / self.axes.per_year
            if length <= end - start:
                times = [(start + end) / 2, *spaced(start, end, length)]
                found = places(self.axes, words, LETTER, _edges(ribbon.main, self.axes, ASIDE), times)
                yield from filter(None, [least_crowded(self.room, found, ribbon.stream)])


def _edges(band: Band, axes: Axes, away: float) -> list[Edge]:
    """Above the water and below it; to the right and to the left, near and less near, where it flows down."""
    if axes.upright:
        sides = [(band.lower, -1), (band.upper, 1)]
        return [Edge(edge, side * (away + more)) for more in (0, FARTHER) for edge, side in sides]
    return [Edge(band.upper, -away), Edge(band.lower, away)]


def years_of(lifeline: Lifeline) -> str:
    """2014–2019, or 2014– of what goes on."""
    return f"{lifeline.started_on.year}–{lifeline.ended_on.year if lifeline.ended_on else ''}"


def _years(axes: Axes) -> Iterator[Year]:
    for year in axes.window.years:
        at = axes.along(year)
        if axes.upright and axes.window.shows_today and abs(at - axes.along(axes.window.now)) < 16:
            continue  # the word for today stands there
        x, y = ("0", _said(at + 4)) if axes.upright else (_said(at), "14")
        yield Year(year, _across(axes, at), x, y)


def _across(axes: Axes, at: float) -> str:
    """A straight line across the river."""
    if axes.upright:
        return f"M38 {_said(at)}H{_said(axes.width)}"
    return f"M{_said(at)} 22V{_said(axes.height - 22)}"


def _spring_words(axes: Axes, x: float, y: float) -> list[tuple[str, str, str]]:
    """The day of the first workshop, beside the spring."""
    if axes.upright:
        return [(_said(x + 12), _said(y + 4), date_format(FIRST_WORKSHOP))]
    day = date_format(FIRST_WORKSHOP, "j b").lower(), str(FIRST_WORKSHOP.year)
    return [("0", _said(y - 27 + 14 * line), words) for line, words in enumerate(day)]


def _point(axes: Axes, t: float, across: float) -> tuple[str, str]:
    x, y = axes.place(t, across)
    return _said(x), _said(y)


def _said(value: float) -> str:
    return number(round(value * 10))
