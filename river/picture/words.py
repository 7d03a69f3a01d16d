"""The river in words: what each stream and group came from, and what happened to it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directions.lifespan import Ending
from river.picture.data import FIRST_WORKSHOP, Bond, Lifeline, River, Stream, Thread, moment
from river.picture.drawing import years_of
from river.picture.flow import NEAR_SPRING
from ui.listing import listed

Names = dict[int, str]


@dataclass(frozen=True)
class Entry:
    """A stream or a group in the list: its years and its story, one line."""

    lifeline: Lifeline
    years: str
    story: str
    groups: list["Entry"]


def entries(shown: River, whole: River) -> list[Entry]:
    """Every stream shown, with its groups. Names come from the whole: lineage leads out of a part."""
    streams = {stream.pk: stream.name for stream in whole.streams}
    threads = {thread.pk: thread.name for stream in whole.streams for thread in stream.threads}
    return [_stream_entry(stream, streams, threads) for stream in shown.streams]


def bodies(river: River) -> list[Entry]:
    """The bodies that govern the work. What they came from is of no direction."""
    names = {body.pk: body.name for body in river.bodies}
    return [_thread_entry(body, names) for body in river.bodies]


def how_long(river: River) -> str:
    """The years since the first workshop, as a headline writes them: up to twenty in letters."""
    count = max(1, int(river.now - river.spring))
    letters = _(
        "One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Thirteen Fourteen Fifteen Sixteen"
        " Seventeen Eighteen Nineteen Twenty"
    ).split()
    said = letters[count - 1] if count <= len(letters) else str(count)
    return ngettext("%(count)s year of work together", "%(count)s years of work together", count) % {
        "count": said
    }


def _stream_entry(stream: Stream, streams: Names, threads: Names) -> Entry:
    story = ", ".join(part for part in (_origin(stream, streams), _became(stream, streams)) if part)
    return Entry(
        stream, years_of(stream), story, [_thread_entry(thread, threads) for thread in stream.threads]
    )


def _thread_entry(thread: Thread, names: Names) -> Entry:
    parents = _names(thread.came_from, names, "earlier")
    origin = _("out of %(names)s") % {"names": parents} if parents else ""
    return Entry(
        thread, years_of(thread), ", ".join(part for part in (origin, _became(thread, names)) if part), []
    )


def _origin(stream: Stream, names: Names) -> str:
    parents = _names(stream.came_from, names, "earlier")
    if parents:
        return _("out of %(names)s") % {"names": parents}
    if 0 <= stream.start - moment(FIRST_WORKSHOP) <= NEAR_SPRING:
        return _("out of the first workshop, %(day)s") % {"day": date_format(FIRST_WORKSHOP)}
    return _("a new start")


def _became(lifeline: Lifeline, names: Names) -> str:
    branches = _names([bond for bond in lifeline.led_to if bond.splits], names, "later")
    gave = _("gave rise to %(names)s") % {"names": branches} if branches else ""
    return ", ".join(part for part in (gave, _end(lifeline, names)) if part)


def _end(lifeline: Lifeline, names: Names) -> str:
    if lifeline.ended_on is None:
        return _("goes on")
    heirs = _names([bond for bond in lifeline.led_to if not bond.splits], names, "later")
    if lifeline.ending == Ending.HANDED_OVER and lifeline.handed_over_to:
        handed = _("handed over to %(who)s") % {"who": lifeline.handed_over_to}
        return f"{handed}, {_('became %(names)s') % {'names': heirs}}" if heirs else handed
    if heirs:
        says = _("merged into %(names)s") if lifeline.ending == Ending.MERGED else _("became %(names)s")
        return says % {"names": heirs}
    return _ended_alone(lifeline)


def _ended_alone(lifeline: Lifeline) -> str:
    """Where no link says what it led to."""
    if lifeline.ending == Ending.ENDED and isinstance(lifeline, Thread) and lifeline.has_learned:
        return _("ended, what we learned is on the group's page")
    return str(Ending(lifeline.ending).label) if lifeline.ending in Ending else _("ended")


def _names(bonds: Iterable[Bond], names: Names, end: str) -> str:
    return listed(names[pk] for bond in bonds if (pk := getattr(bond, end)) in names)
