"""The files that routes are asked for: one attached to each kind of thing that may have some."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Model

from tests.cast import World
from tests.factories.attachments import attach

Make = Callable[[World], Any]

WRITTEN = [
    "group's draft",
    "group's post",
    "foreign draft",
    "foreign post",
    "shared post",
    "somebody's draft",
    "somebody's post",
]
MEETINGS = ["meeting", "held meeting", "foreign meeting"]
PROPOSALS = [
    "proposal's draft",
    "storgrupp's proposal",
    "proposal",
    "foreign proposal",
    "approved proposal",
]


def files_of(things: dict[str, Make]) -> dict[str, Make]:
    """A maker of a file for each of them, called "its name's file"."""
    made = {f"{name}'s file": file for name, file in _makers(things)}
    return made | {"file for reworking": _of_what_is_reworked(things["proposal sent back"])}


def _makers(things: dict[str, Make]) -> Iterator[tuple[str, Make]]:
    for name in WRITTEN:
        yield name, _attached(things[name], lambda thing: (thing, thing.author))
    for name in MEETINGS:
        yield name, _attached(things[name], lambda thing: (thing, thing.planned_by))
    for name in PROPOSALS:
        yield name, _attached(things[name], lambda thing: (thing.latest or thing, thing.drafted_by))


def _of_what_is_reworked(make: Make) -> Make:
    """To the draft of a proposal that has been handed in once already."""
    return _attached(make, lambda thing: (thing, thing.drafted_by))


def _attached(make: Make, to: Callable[[Any], tuple[Any, Any]]) -> Make:
    """`to` says what of a thing it is attached to, and by whom."""

    def made(world: World) -> Model:
        target, by = to(make(world))
        return attach(target, by)

    return made
