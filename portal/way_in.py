"""How one gets into a group, in three steps, and on which of them somebody is."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from groups.models import JoinRequest, JoinState
from people.managing import talk_first
from people.models import Person

FIND, TALK, ALL_TAKEN = 0, 1, 3
SIGN_UP = TALK  # of managers, who ask nobody


@dataclass(frozen=True)
class Step:
    title: str
    words: str
    is_done: bool
    is_now: bool


def way_in(person: Person, own_requests: Iterable[JoinRequest]) -> list[Step]:
    """The three steps; what has been asked for and is open has taken a person past the first."""
    texts = _of_a_manager() if person.is_manager else _of_an_employee(person)
    on_the_way = [request for request in own_requests if request.is_open]
    now = max((_step_of(request, person) for request in on_the_way), default=FIND)
    return [
        Step(title, words, is_done=number < now, is_now=number == now)
        for number, (title, words) in enumerate(texts)
    ]


def _step_of(request: JoinRequest, person: Person) -> int:
    if person.is_manager:
        return SIGN_UP
    return TALK if request.state == JoinState.WISHED else ALL_TAKEN


def _of_a_manager() -> list[tuple[str, str]]:
    return [
        (_("Find a group that interests you"), _("Every interested manager is welcome.")),
        (_("Sign up with one click"), _("You are in at once, and can leave whenever you want.")),
        (
            _("Bring your employees along"),
            _("An employee who wants to take part talks to you first. You then contact the group."),
        ),
    ]


def _of_an_employee(person: Person) -> list[tuple[str, str]]:
    say = _("Say which group, and why.") if person.acting_manager else ""
    return [
        (
            _("Find a group that interests you"),
            _("Read what it does, who is in it and what it has learned."),
        ),
        (_("Talk to your manager"), f"{talk_first(person)} {say}".strip()),
        (_("Your manager contacts the group"), _("In the group, everybody takes part on equal terms.")),
    ]
