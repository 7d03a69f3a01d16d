"""The ways to narrow what was found, as links: what it is, under which direction, since when, one's own."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from people.http import SignedInRequest
from people.models import Person
from search.finding import Found, Narrowed, find
from search.sources import sources


@dataclass(frozen=True)
class Choice:
    label: str
    address: str  # the rest of the address, from its question mark
    is_chosen: bool


@dataclass(frozen=True)
class Narrowing:
    name: str
    choices: list[Choice]


def narrowings(request: SignedInRequest, found: Found, chosen: Narrowed) -> list[Narrowing]:
    """What narrows it further, among what was found for this person; a choice that is made can be undone."""
    asked = request.GET.get("q", "")
    every = found.hits if chosen == Narrowed() else find(asked, request.user).hits
    kinds = Counter(hit.kind for hit in every)
    offered = [
        (
            _("What"),
            [(str(source.plural), {"kind": kind}) for kind, source in sources().items() if kinds[kind]],
        ),
        (_("Direction"), _directions(Counter(hit.direction for hit in every), request.user)),
        (_("When"), [(_("The last month"), {"since": "month"}), (_("The last year"), {"since": "year"})]),
        (_("Whose"), [(_("My groups' and my own"), {"is_mine": True})]),
    ]
    return [
        Narrowing(name, [_choice(asked, label, chosen, wanted) for label, wanted in choices])
        for name, choices in offered
        if len(choices) > 1
        or name == _("Whose")
        or any(_is_chosen(chosen, wanted) for _label, wanted in choices)
    ]


def narrowed_to(offered: list[Narrowing]) -> str:
    """What is chosen of them, on one line; empty when nothing is."""
    choices = [choice for narrowing in offered for choice in narrowing.choices]
    return ", ".join(choice.label for choice in choices if choice.is_chosen)


def _directions(count: Counter[int | None], person: Person) -> list[tuple[str, dict[str, Any]]]:
    numbers = [number for number in count if number]
    there = sources()["direction"].visible_to(person).in_bulk(numbers)
    return [
        (str(there[number]), {"direction": number})
        for number, _times in count.most_common()
        if number in there
    ]


def _choice(asked: str, label: str, chosen: Narrowed, wanted: dict[str, Any]) -> Choice:
    """With it as well as what is chosen already; without it where it is chosen."""
    is_chosen = _is_chosen(chosen, wanted)
    undone = {name: getattr(Narrowed(), name) for name in wanted}
    then = replace(chosen, **(undone if is_chosen else wanted))
    return Choice(label, f"?{urlencode(_words(asked, then))}", is_chosen)


def _is_chosen(chosen: Narrowed, wanted: dict[str, Any]) -> bool:
    return all(getattr(chosen, name) == value for name, value in wanted.items())


def _words(asked: str, narrowed: Narrowed) -> dict[str, Any]:
    words = {"kind": narrowed.kind, "direction": narrowed.direction, "since": narrowed.since}
    mine = {"mine": 1} if narrowed.is_mine else {}
    return {"q": asked} | {name: value for name, value in words.items() if value} | mine | {"all": 1}
