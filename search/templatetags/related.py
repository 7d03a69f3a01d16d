"""What resembles something, on pages of the apps above and below: templates may look up, Python may not."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.db.models import BigIntegerField, Model, QuerySet

from search.finding import Narrowed, with_some
from search.ordering import Hit
from search.sources import sources
from ui.prepared import Place, any_of, prepared

register = template.Library()

SHOWN = 3
# What somebody works with or has worked with. Files, notes and people are found by other ways, and cost more.
RESEMBLING = ("direction", "group", "stage", "proposal", "feedback", "workshop")


@dataclass(frozen=True)
class Resembling:
    address: str
    name: str
    label: str  # what it is
    has_ended: bool


@register.inclusion_tag("search/_related.html", takes_context=True)
def related(context: dict[str, Any], kind: str, number: int | None, *words: str) -> dict[str, Any]:
    """Three things that resemble what has these words, of what the reader may read, ended ones included.

    `number` is that of what they are compared with, if it has been saved.
    """
    person, asked = context["request"].user, " ".join(filter(None, words))
    narrowed = Narrowed(kinds=RESEMBLING, but_not=(kind, number) if number else None)
    alike = with_some(asked, person, narrowed, SHOWN)
    numbers = {hit.kind: tuple(other.target_id for other in alike if other.kind == hit.kind) for hit in alike}
    rows = {(kind, row.pk): row for kind in numbers for row in _rows(numbers=numbers[kind], kind=kind)}
    there = [hit for hit in alike if (hit.kind, hit.target_id) in rows]
    return {"resembling": tuple(_resembling(hit, rows[hit.kind, hit.target_id]) for hit in there)}


@prepared(numbers=BigIntegerField())
def _rows(numbers: tuple[Place, ...], kind: str) -> QuerySet[Any]:
    """Those that were found a moment ago, which this person may read, for their addresses."""
    return sources()[kind].things().filter(any_of("pk", numbers))


def _resembling(hit: Hit, row: Model) -> Resembling:
    source = sources()[hit.kind]
    return Resembling(source.address(row), hit.title, str(source.label), hit.has_ended)
