"""The whole river, a part of its time, or one direction's lineage: asked for by ordinary links."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.http import QueryDict

from river.picture.axes import Window
from river.picture.data import Bond, River, Stream

AHEAD = 0.4  # years of water to come that are drawn beyond today
BEFORE, AFTER = 0.7, 1.7  # years shown around the beginning of a year that is asked for
LATELY = 2.6  # years behind us that are still news
LEAD = 1.3  # years before and after a window in which something may begin that reaches into it


@dataclass(frozen=True)
class View:
    """What is shown. `unknown` is what was asked for and is not there."""

    river: River
    window: Window
    year: int | None = None
    stream: Stream | None = None
    unknown: bool = False

    @property
    def is_part(self) -> bool:
        return self.year is not None or self.stream is not None


def view(river: River, asked: QueryDict) -> View:
    """The part asked for; the whole when that is nothing we have."""
    if slug := asked.get("direction"):
        stream = next((stream for stream in river.streams if stream.slug == slug), None)
        return lineage(river, stream) if stream else whole(river, unknown=True)
    if text := asked.get("year"):
        year = next((year for year in years(river) if str(year) == text), None)
        return around(river, year) if year else whole(river, unknown=True)
    return whole(river)


def years(river: River) -> range:
    return range(int(river.spring), int(river.now) + 1)


def whole(river: River, *, unknown: bool = False) -> View:
    return View(river, Window(river.spring, river.now + AHEAD, river.now), unknown=unknown)


def around(river: River, year: int) -> View:
    """A year with its margins."""
    start = max(year - BEFORE, river.spring)
    end = min(year + AFTER, river.now + AHEAD)
    return View(_between(river, start, end), Window(start, end, river.now), year=year)


def lately(river: River) -> View:
    """The last years, and what lies ahead."""
    start, end = max(river.now - LATELY, river.spring), river.now + AHEAD
    return View(_between(river, start, end), Window(start, end, river.now))


def _between(river: River, start: float, end: float) -> River:
    """What flows then, and what it came from and led to around it."""
    shown = [
        replace(stream, threads=tuple(thread for thread in stream.threads if thread.overlaps(start, end)))
        for stream in river.streams
        if stream.overlaps(start - LEAD, end + LEAD)
    ]
    return replace(river, streams=tuple(shown))


def lineage(river: River, stream: Stream) -> View:
    """A direction with all it came from and all it led to."""
    by_number = {stream.pk: stream for stream in river.streams}
    family = _reached(stream, by_number, "came_from") | _reached(stream, by_number, "led_to")
    shown = tuple(stream for stream in river.streams if stream.pk in family)
    begun = min(stream.start for stream in shown)
    ended = max(stream.end or river.now for stream in shown)
    start = max(river.spring, begun - LEAD) if begun > river.spring + LEAD else river.spring
    end = max(min(ended + LEAD, river.now + AHEAD), start + 1)
    return View(replace(river, streams=shown), Window(start, end, river.now), stream=stream)


def _reached(stream: Stream, by_number: dict[int, Stream], way: str) -> set[int]:
    """The numbers of all that can be reached from it along the links of one way, itself among them."""
    found, ahead = set(), [stream.pk]
    while ahead:
        number = ahead.pop()
        if number in found or number not in by_number:
            continue
        found.add(number)
        ahead += _others(getattr(by_number[number], way), number)
    return found


def _others(bonds: Iterable[Bond], number: int) -> list[int]:
    return [bond.later if bond.earlier == number else bond.earlier for bond in bonds]
