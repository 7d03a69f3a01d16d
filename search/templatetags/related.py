"""What resembles something, on pages of the apps above and below: templates may look up, Python may not."""

from typing import Any

from django import template

from search.resembling import resembling

register = template.Library()


@register.inclusion_tag("search/_related.html", takes_context=True)
def related(context: dict[str, Any], kind: str, number: int | None, *words: str) -> dict[str, Any]:
    """Three things that resemble what has these words, of what the reader may read, ended ones included.

    `number` is that of what they are compared with, if it has been saved.
    """
    asked = " ".join(filter(None, words))
    but_not = (kind, number) if number else None
    return {"resembling": resembling(asked, context["request"].user, but_not)}
