"""What resembles something, on pages of the apps above and below: templates may look up, Python may not."""

from typing import Any

from django import template

from search.finding import Found, Narrowed, with_some
from search.questions import read
from search.results import results

register = template.Library()

SHOWN = 3
# What somebody works with or has worked with. Files, notes and people are found by other ways, and cost more.
RESEMBLING = ("direction", "group", "stage", "proposal", "feedback", "workshop")


@register.inclusion_tag("search/_related.html", takes_context=True)
def related(context: dict[str, Any], kind: str, number: int | None, *words: str) -> dict[str, Any]:
    """Three things that resemble what has these words, of what the reader may read, ended ones included.

    `number` is that of what they are compared with, if it has been saved.
    """
    person, asked = context["request"].user, " ".join(filter(None, words))
    narrowed = Narrowed(kinds=RESEMBLING, but_not=(kind, number) if number else None)
    alike = with_some(asked, person, narrowed, SHOWN)
    found = Found(read(asked), [], alike)
    return {"results": results(found, alike, person, in_full=False)}
