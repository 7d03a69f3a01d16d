"""What of the paper is taken before any name is placed."""

from river.picture.axes import Axes
from river.picture.labels import TODAY, Room
from river.picture.scene import Line, Ribbon, Scene

RING, YEAR, DAY = 14.0, 34.0, 110.0  # the room of a ring, of a year, and of the day beside the spring


def room(scene: Scene, axes: Axes) -> Room:
    taken = Room(axes)
    if not axes.upright:  # where groups have no names, directions' may stand across them
        for line in scene.lines:
            taken.take_line(line.main, line.thread)
    for ribbon in scene.ribbons:
        if ribbon.main:
            taken.take_band(ribbon.main.upper, ribbon.main.lower, ribbon.stream)
    if axes.upright:
        _keep_clear(taken, scene)
    if scene.window.shows_today:
        at = axes.along(scene.window.now)
        x, y = (axes.width / 2, at) if axes.upright else (at, axes.height / 2)
        width, height = (axes.width, 2) if axes.upright else (2, axes.height)
        taken.take_box(x, y, width, height, TODAY)
    return taken


def _keep_clear(taken: Room, scene: Scene) -> None:
    """On a slender sheet names keep off the rings, the years and the day beside the spring."""
    axes = taken.axes
    for time in (*scene.window.years, scene.window.now):
        taken.take_box(YEAR / 2, axes.along(time), YEAR, RING)
    waters: list[Ribbon | Line] = [*scene.ribbons, *scene.lines]
    rings = [water.ring for water in waters if water.ring]
    for x, y in (axes.place(*ring) for ring in rings):
        taken.take_box(x, y, RING, RING)
    if scene.spring:
        x, y = axes.place(*scene.spring)
        taken.take_box(x + 6 + DAY / 2, y, 12 + DAY, RING)
