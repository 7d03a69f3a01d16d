"""The organisation as a picture: where each body's box stands, and the ways of feedback between them.

It is drawn twice, for a wide page and for a telephone. All lengths are whole units of the picture. The
drawing itself is a template; colours and lines belong to the style sheet.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from textwrap import wrap

from groups.kinds import KINDS, KindCode

LINE = 22  # from line to line of it
INSIDE = 24  # a way meets a box at least so far from its corners
ASIDE = 8  # from the middle of a way to the line that goes up, and to the one that comes down
DIRECTOR, WORK = "director", "work"  # the boxes that are no body's


@dataclass(frozen=True)
class Place:
    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def bottom(self) -> int:
        return self.y + self.height

    def nearest(self, x: int) -> int:
        """Where something that comes from `x` meets it."""
        return min(max(x, self.x + INSIDE), self.x + self.width - INSIDE)


@dataclass(frozen=True)
class Layout:
    name: str
    width: int
    height: int
    letter: int  # the breadth of a letter in a body's name
    places: Mapping[str, Place]


WIDE = Layout(
    "wide",
    1136,
    520,
    10,
    {
        DIRECTOR: Place(408, 4, 320, 84),
        KindCode.STEERING_GROUP: Place(408, 140, 320, 84),
        KindCode.STORGRUPP: Place(208, 284, 320, 84),
        KindCode.COORDINATION_GROUP: Place(608, 284, 260, 84),
        KindCode.LEADERSHIP_FORUM: Place(924, 284, 208, 84),
        WORK: Place(4, 432, 1128, 84),
    },
)
TALL = Layout(
    "tall",
    360,
    618,
    8,
    {
        DIRECTOR: Place(60, 4, 240, 84),
        KindCode.STEERING_GROUP: Place(60, 128, 240, 84),
        KindCode.STORGRUPP: Place(2, 260, 162, 104),
        KindCode.COORDINATION_GROUP: Place(196, 260, 162, 104),
        KindCode.LEADERSHIP_FORUM: Place(196, 404, 162, 84),
        WORK: Place(2, 528, 356, 84),
    },
)


@dataclass(frozen=True)
class Content:
    """What stands in a box."""

    title: str
    note: str
    address: str = ""
    is_vacant: bool = False


@dataclass(frozen=True)
class Box:
    place: Place
    content: Content
    letter: int

    @property
    def lines(self) -> list[tuple[int, str]]:
        """The name, whole, on as many lines as it needs: where each stands, and its words."""
        words = wrap(self.content.title, self.place.width // self.letter)
        first = self.place.y + self.place.height // 2 - LINE * (len(words) - 1) // 2 - 4
        return [(first + LINE * row, line) for row, line in enumerate(words)]

    @property
    def note_at(self) -> int:
        return self.lines[-1][0] + LINE


@dataclass(frozen=True)
class Way:
    """From one box up to another: feedback goes up, the answer comes down beside it."""

    lower: Place
    upper: Place

    @property
    def up(self) -> str:
        return _curve(*self._ends(-ASIDE))

    @property
    def down(self) -> str:
        return _curve(*reversed(self._ends(ASIDE)))

    def _ends(self, shift: int) -> list[tuple[int, int]]:
        start = self.lower.nearest(self.upper.middle) if self._is_wider else self.lower.middle
        return [(start + shift, self.lower.y - 2), (self.upper.nearest(start) + shift, self.upper.bottom + 2)]

    @property
    def _is_wider(self) -> bool:
        return self.lower.width > self.upper.width


@dataclass(frozen=True)
class Chart:
    layout: Layout
    boxes: list[Box]
    ways: list[Way]
    told: str  # the way on which the Ledarforum gets to know


def chart(layout: Layout, contents: Mapping[str, Content]) -> Chart:
    """Only what there is: in an installation that has just begun some bodies are missing."""
    places = {name: place for name, place in layout.places.items() if name in contents}
    boxes = [Box(place, contents[name], layout.letter) for name, place in places.items()]
    told = _told(places.get(KindCode.COORDINATION_GROUP), places.get(KindCode.LEADERSHIP_FORUM))
    return Chart(layout, boxes, list(_ways(places)), told)


def _ways(places: Mapping[str, Place]) -> Iterator[Way]:
    """One for each body that feeds back to another, as the table of kinds says."""
    pairs = {
        (kind.code if kind.governing else WORK, upper) for kind in KINDS.values() for upper in kind.reports_to
    }
    for lower, upper in sorted({*pairs, (KindCode.STEERING_GROUP, DIRECTOR)}):
        if lower in places and upper in places:
            yield Way(places[lower], places[upper])


def _told(teller: Place | None, hearer: Place | None) -> str:
    """Straight across or straight down, from one box to the other."""
    if not (teller and hearer):
        return ""
    if teller.y == hearer.y:
        y = teller.y + teller.height // 2
        return f"M{teller.x + teller.width + 2} {y}H{hearer.x - 2}"
    return f"M{teller.middle} {teller.bottom + 2}V{hearer.y - 2}"


def _curve(start: tuple[int, int], end: tuple[int, int]) -> str:
    """Upright where it leaves and where it arrives."""
    (x1, y1), (x2, y2) = start, end
    bend = (y1 + y2) // 2
    return f"M{x1} {y1}C{x1} {bend} {x2} {bend} {x2} {y2}"
