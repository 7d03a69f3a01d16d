"""The steps of a workshop, as whoever runs it sees them: where it is, and the ways on from there."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from workshops.models import State

ORDER = list(State)


@dataclass(frozen=True)
class Step:
    label: str
    is_done: bool
    is_now: bool


@dataclass(frozen=True)
class WayOn:
    """A button that takes a step: the name of its address, and what stands on it."""

    route: str
    words: str | Promise
    is_aside: bool = False  # possible, and not what comes next


WAYS_ON = {
    State.PLANNED: [WayOn("workshops:open", _("Open it for notes"))],
    State.OPEN: [
        WayOn("workshops:let_mark", _("Start placing marks")),
        WayOn("workshops:close", _("Close without marks"), is_aside=True),
    ],
    State.MARKING: [
        WayOn("workshops:close", _("Close the workshop")),
        WayOn("workshops:open", _("Open it for notes again"), is_aside=True),
    ],
    State.CLOSED: [],
}
NOTHING_YET = {
    State.PLANNED: _("We begin soon."),
    State.OPEN: _("Write what you think. The notes are gathered into themes here."),
    State.MARKING: _("Write what you think. The notes are gathered into themes here."),
    State.CLOSED: _("The workshop is closed."),
}


def steps(state: str) -> list[Step]:
    """All of them in order, the one it is at marked."""
    now = ORDER.index(State(state))
    return [Step(str(step.label), place < now, place == now) for place, step in enumerate(ORDER)]


def ways_on(state: str) -> list[WayOn]:
    return WAYS_ON[State(state)]


def nothing_yet(state: str) -> str:
    """What the screen says as long as there is no theme to show."""
    return str(NOTHING_YET[State(state)])


def none_to_place(state: str, *, has_notes: bool) -> str | Promise:
    """Where the facilitator looks for notes and there are none: why, and whether any will come."""
    if state == State.PLANNED:
        return _("Notes arrive here when the workshop is open.")
    if state == State.OPEN:
        if has_notes:
            return _("Every note has been placed. New ones appear here automatically.")
        return _("Nobody has written a note yet. They appear here automatically.")
    return _("Every note has been placed.") if has_notes else _("Nobody wrote a note.")
