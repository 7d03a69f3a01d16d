"""What resembles something, on pages of the apps above and below: templates may look up, Python may not."""

from typing import Any

from django import template

from search.finding import Found, Narrowed, with_some
from search.questions import read
from search.results import results

register = template.Library()

SHOWN = 3


@register.inclusion_tag("search/_related.html", takes_context=True)
def related(context: dict[str, Any], kind: str, number: int, *words: str) -> dict[str, Any]:
    """Three things that resemble what has these words, of what the reader may read, ended ones included."""
    person, asked = context["request"].user, " ".join(words)
    alike = with_some(asked, person, Narrowed(but_not=(kind, number)), SHOWN)
    found = Found(read(asked), [], alike)
    return {"results": results(found, alike, person, in_full=False)}
