"""The organisation as a picture: where each body's box stands, and the ways of feedback between them.

All lengths are whole units of the picture, which is WIDTH wide. The drawing itself is a template; colours and
lines belong to the style sheet.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from directions.models import Direction
from groups.kinds import KINDS, KindCode
from groups.models import Group

WIDTH = 1136
GAP = 16
ROW = 26  # a group's line under its direction
HEAD = 60  # a direction's own box
WORK_TOP = 440


@dataclass(frozen=True)
class Box:
    x: int
    y: int
    width: int
    height: int
    title: str = ""
    note: str = ""
    address: str = ""
    is_vacant: bool = False

    @property
    def middle(self) -> int:
        return self.x + self.width // 2


@dataclass(frozen=True)
class Way:
    """Feedback going up from one body to another, and the answer coming down beside it."""

    x1: int
    y1: int
    x2: int
    y2: int

    def path(self, shift: int) -> str:
        bend = (self.y1 + self.y2) // 2
        x1, x2 = self.x1 + shift, self.x2 + shift
        return f"M{x1} {self.y1}C{x1} {bend} {x2} {bend} {x2} {self.y2}"

    @property
    def up(self) -> str:
        return self.path(-8)

    @property
    def down(self) -> str:
        return self.path(8)


@dataclass(frozen=True)
class Stream:
    """A direction with its groups, one under another."""

    box: Box
    hue: str
    groups: list[Box] = field(default_factory=list)


PLACES = {
    KindCode.STEERING_GROUP: (408, 140, 320, 84),
    KindCode.STORGRUPP: (208, 286, 320, 84),
    KindCode.COORDINATION_GROUP: (608, 286, 320, 84),
    KindCode.LEADERSHIP_FORUM: (848, 140, 272, 84),
}
DIRECTOR = (408, 20, 320, 72)


def body_box(group: Group, note: str, is_vacant: bool) -> Box:
    place = PLACES[KindCode(group.kind)]
    return Box(*place, title=group.name, note=note, address=group.get_absolute_url(), is_vacant=is_vacant)


def streams(directions: Iterable[Direction], groups: Iterable[Group], vacant: set[int]) -> list[Stream]:
    """The directions side by side, as wide as there is room for."""
    shown = list(directions)
    width = (WIDTH - GAP * (len(shown) - 1)) // max(len(shown), 1)
    made = []
    for place, direction in enumerate(shown):
        x = place * (width + GAP)
        box = Box(x, WORK_TOP, width, HEAD, direction.title, address=direction.get_absolute_url())
        mine = [group for group in groups if group.direction_id == direction.pk]
        lines = [
            Box(
                x,
                WORK_TOP + HEAD + ROW * line,
                width,
                ROW,
                group.name,
                "",
                group.get_absolute_url(),
                group.pk in vacant,
            )
            for line, group in enumerate(mine)
        ]
        made.append(Stream(box, direction.hue, lines))
    return made


def ways(bodies: dict[KindCode, Box]) -> list[Way]:
    """One for each body that feeds back to another, as the table of kinds says; the work stands below."""
    work = Box(0, WORK_TOP - 20, WIDTH, 0)
    shared: dict[tuple[int, int], Way] = {}  # two kinds that go the same way share it
    for kind in KINDS.values():
        source = bodies.get(kind.code) or (work if not kind.governing else None)
        for target in (bodies.get(code) for code in kind.reports_to):
            if source and target:
                start = min(max(target.middle, source.x + 20), source.x + source.width - 20)
                way = Way(start, source.y, target.middle, target.y + target.height)
                shared[start, source.y + target.y] = way
    return list(shared.values())


def height(drawn: list[Stream]) -> int:
    return WORK_TOP + HEAD + ROW * max((len(stream.groups) for stream in drawn), default=0) + GAP
