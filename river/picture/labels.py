"""Where names find room. A name that finds none is left to the list below the picture, which has them all."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, inf, radians, sin
from operator import itemgetter

from river.picture.axes import Axes
from river.picture.curves import Knot, mix, number, read, trace

CELL_X, CELL_Y = 8, 5  # how finely room is kept account of
GENTLE, STEEP = 7.0, 24.0  # degrees: where names are better put elsewhere, and where they are hard to read
APART = 5  # what is left empty between two words
LETTER, NAME_LETTER = 6.7, 8.6  # the mean breadth of a letter, of groups' and of directions' names
# Where along its water a name is tried: the best places first.
SHARES = (0.22, 0.12, 0.4, 0.55, 0.7, 0.85, 0, 1, 0.3, 0.06, 0.17, 0.48, 0.63, 0.78, 0.93)
Cell = tuple[int, int]
WORDS, TODAY = object(), object()  # the owners of room taken by words, and by the line of today


@dataclass(frozen=True)
class Word:
    """Words on the picture, their middle at a point, turned by some degrees."""

    text: str
    x: float
    y: float
    angle: float = 0.0
    letter: float = 0.0

    @property
    def length(self) -> float:
        return len(self.text) * self.letter

    @property
    def height(self) -> float:
        return self.letter * 1.6

    def steep(self, axes: Axes) -> float:
        """How many degrees it is turned away from the direction of time."""
        return abs(self.angle - (90 if axes.upright else 0))

    @property
    def transform(self) -> str:
        turned = f" rotate({number(round(self.angle * 10))})" if abs(self.angle) >= 0.3 else ""
        return f"translate({number(round(self.x * 10))} {number(round(self.y * 10))}){turned}"


class Room:
    """What is taken on one picture, in cells, by whom."""

    def __init__(self, axes: Axes) -> None:
        self.axes = axes
        self.taken: dict[Cell, object] = {}

    def take_line(self, along: list[Knot], owner: object) -> None:
        """A thread, which others' names keep clear of."""
        for t, value in trace(along, CELL_X / self.axes.per_year):
            self.taken.setdefault(_cell(*self.axes.place(t, value)), owner)

    def take_band(self, upper: list[Knot], lower: list[Knot], owner: object) -> None:
        """Water between two edges with knots at the same times."""
        step = CELL_X / self.axes.per_year
        for (t, above), (_t, below) in zip(trace(upper, step), trace(lower, step), strict=True):
            rows = max(1, round((below - above) * self.axes.scale / CELL_Y))
            for row in range(rows + 1):
                self.taken.setdefault(_cell(*self.axes.place(t, mix(above, below, row / rows))), owner)

    def take_box(self, x: float, y: float, width: float, height: float, owner: object = WORDS) -> None:
        """A rectangle around a middle, of words unless another owner is named."""
        for across in range(int(x - width / 2), int(x + width / 2) + CELL_X, CELL_X):
            for down in range(int(y - height / 2), int(y + height / 2) + CELL_Y, CELL_Y):
                self.taken[_cell(across, down)] = owner

    def is_free(self, word: Word, owner: object) -> bool:
        """Nothing of anybody else's lies under it."""
        return self._is_inside(word) and all(
            self.taken.get(cell, owner) is owner for cell in room_under(word)
        )

    def crowd(self, word: Word, owner: object) -> float:
        """How much of others' lies under a word; infinite over other words or off the paper."""
        found = [self.taken.get(cell, owner) for cell in room_under(word)]
        if any(holder is WORDS for holder in found) or not self._is_inside(word):
            return inf
        return sum(holder is not owner for holder in found)

    def take_word(self, word: Word) -> None:
        """With what is left empty around it."""
        self.taken.update(dict.fromkeys(room_under(word, APART), WORDS))

    def _is_inside(self, word: Word) -> bool:
        dx, dy = word.length / 2 * cos(radians(word.angle)), word.length / 2 * sin(radians(word.angle))
        xs, ys = (word.x - abs(dx), word.x + abs(dx)), (word.y - abs(dy), word.y + abs(dy))
        return xs[0] >= 0 and xs[1] <= self.axes.width and ys[0] >= 10 and ys[1] <= self.axes.height


@dataclass(frozen=True)
class Edge:
    """A line to write along, and how far from it the middle of the words lies."""

    along: list[Knot]
    away: float


def places(
    axes: Axes, text: str, letter: float, edges: Sequence[Edge], times: Iterable[float]
) -> Iterator[Word]:
    """Where a name could stand, the best places first."""
    for t in times:
        for edge in edges:
            yield _beside(axes, text, letter, edge, t)


def first_free(room: Room, words: Iterable[Word], owner: object) -> Word | None:
    """The first place with nothing of others under it and without a steep slope; it is taken."""
    level = (word for word in words if word.steep(room.axes) < STEEP)
    found = next((word for word in level if room.is_free(word, owner)), None)
    if found:
        room.take_word(found)
    return found


def least_crowded(room: Room, words: Iterable[Word], owner: object) -> Word | None:
    """For names that must be seen: what crosses them is broken off around the letters. It is taken.

    None on a slender sheet where every place lies over other words: two names upon each other are none.
    """
    rated = [(room.crowd(word, owner) + max(0, word.steep(room.axes) - GENTLE), word) for word in words]
    crowd, found = min(rated, key=itemgetter(0), default=(inf, None))
    if found is None or (room.axes.upright and crowd == inf):
        return None
    room.take_word(found)
    return found


def _beside(axes: Axes, text: str, letter: float, edge: Edge, t: float) -> Word:
    """The baseline lies a third of the letters' height below their middle."""
    across, slope = read(edge.along, t)
    angle = axes.angle(slope)
    x, y = axes.place(t, across)
    down, turned = edge.away + letter * 0.55, radians(angle)
    return Word(text, x - down * sin(turned), y + down * cos(turned), angle, letter)


def room_under(word: Word, around: float = 0) -> Iterator[Cell]:
    """Those under a word, and so far around it: rows of them, as it is turned."""
    dx, dy = cos(radians(word.angle)), sin(radians(word.angle))
    length = word.length + 2 * around
    steps = max(1, round(length / CELL_X))
    start = -length / 2
    rows = (-0.15 * word.height, 0.25 * word.height, 0.8 * word.height)
    for up in (rows[0] - around, *rows, rows[-1] + around) if around else rows:
        x, y = word.x + start * dx + up * dy, word.y + start * dy - up * dx
        step_x, step_y = dx * length / steps, dy * length / steps
        for step in range(steps + 1):
            yield int((x + step * step_x) // CELL_X), int((y + step * step_y) // CELL_Y)


def _cell(x: float, y: float) -> Cell:
    return int(x // CELL_X), int(y // CELL_Y)


def spaced(start: float, end: float, length: float) -> list[float]:
    """Middles for something that long (in years): from near the beginning on, then earlier, if it must be."""
    first, last = start + length / 2, end - length / 2
    if first >= last:
        return [(start + end) / 2]
    return [first + (last - first) * share for share in SHARES]
