"""What is shown of what was found: each hit with its address, words, direction and where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext, ngettext

from people.models import Person
from search.excerpts import Piece, excerpt, marked
from search.finding import Found
from search.models import SearchText
from search.ordering import Hit
from search.sources import Source, Standing, sources

DIRECTION = "direction"  # the kind that the others belong to
NOWHERE = Standing("")


@dataclass(frozen=True)
class Result:
    source: Source
    number: int
    row: int  # of the index: where the next page goes on
    address: str
    title: list[Piece]
    excerpt: list[Piece]
    direction: Any
    at: datetime | None
    has_ended: bool
    state: str
    standing: Standing

    @property
    def colours(self) -> str:
        """The classes it is drawn with: paler once it has ended, in the hue of its direction."""
        hue = f"hue-{self.direction.hue}" if self.direction else ""
        return f"{'finding--ended' if self.has_ended else ''} {hue}".strip()

    @property
    def mark(self) -> str:
        """The class that its tag is coloured by: that it is late, though it may be answered too."""
        return "tag--now" if self.standing.is_late else "tag--open"

    @property
    def name(self) -> str:
        return "".join(piece.words for piece in self.title)


def results(found: Found, hits: list[Hit], person: Person, *, in_full: bool = True) -> list[Result]:
    """Those of the hits that are still there, in their order; a question to the database for each kind."""
    things = {kind: _things(kind, numbers, person) for kind, numbers in _by_kind(hits).items()}
    directions = _things(DIRECTION, {hit.direction for hit in hits if hit.direction and in_full}, person)
    wanted = found.stems
    standing = _standing(hits) if in_full else {}
    texts = SearchText.objects.filter(pk__in=[hit.pk for hit in hits if in_full])
    words = dict(texts.values_list("pk", "text"))
    return [
        Result(
            source=(source := sources()[hit.kind]),
            number=hit.target_id,
            row=hit.pk,
            address=source.address(things[hit.kind][hit.target_id]),
            title=marked(hit.title, wanted),
            excerpt=excerpt(words.get(hit.pk, ""), list(found.words)) if in_full else [],
            direction=directions.get(hit.direction or 0),
            at=hit.at,
            has_ended=hit.has_ended,
            state=(stands := standing.get((hit.kind, hit.target_id), NOWHERE)).tag or _state(source, hit),
            standing=stands,
        )
        for hit in hits
        if hit.target_id in things[hit.kind]
    ]


def _state(source: Source, hit: Hit) -> str:
    return str(source.states(hit.state)) if source.states and hit.state else ""


def summary(found: Found) -> str:
    """How much there is, and whether it is what was asked for."""
    count = len(found.hits)
    if not found.question.words:
        return gettext("Write a word that says what it is about.")
    if not count:
        return gettext("Nothing that you may read is about that.")
    if found.is_cut:
        return gettext("More than %(count)s. Of the newest, what fits best comes first.") % {"count": count}
    near = ngettext(
        "Nothing has all of that. %(count)s comes near.",
        "Nothing has all of that. %(count)s come near.",
        count,
    )
    if found.is_near:
        return near % {"count": count}
    count = len(found.exact)
    exact = ngettext("%(count)s found.", "%(count)s found.", count) % {"count": count}
    return f"{exact} {_more(found)}".rstrip()


def _more(found: Found) -> str:
    if not found.more:
        return ""
    said = ngettext("%(count)s more comes near.", "%(count)s more come near.", found.more)
    return said % {"count": found.more}


def _by_kind(hits: Iterable[Hit]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for hit in hits:
        found.setdefault(hit.kind, set()).add(hit.target_id)
    return found


def _things(kind: str, numbers: Iterable[int], person: Person) -> dict[int, Any]:
    """Hits are what this person was found to read a moment ago: to ask once more costs more than to find."""
    source = sources()[kind]
    rows = source.visible_to(person) if source.for_everybody else source.things()
    return rows.in_bulk(list(numbers)) if numbers else {}


def _standing(hits: Iterable[Hit]) -> dict[tuple[str, int], Standing]:
    said: dict[tuple[str, int], Standing] = {}
    for kind, numbers in _by_kind(hits).items():
        if tell := sources()[kind].standing:
            said |= {(kind, number): stands for number, stands in tell(sorted(numbers)).items()}
    return said
