"""The trail on pages of the apps below: templates may look up, Python may not."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.db.models import Model

from river.trail import became_of, trail_of
from workshops.models import Theme

register = template.Library()


@register.inclusion_tag("river/_trail.html")
def trail(thing: Model, name: str = "") -> dict[str, Any]:
    """Where a direction, a group, a stage or a proposal came from, and what it led to."""
    return {"trail": trail_of(thing), "name": name or str(thing)}


@register.simple_tag
def what_became_of(themes: Iterable[Theme]) -> str:
    """Let each of a workshop's themes know, as `became`, what it grew into."""
    became = became_of(themes)
    for theme in themes:
        theme.became = became[theme.pk]  # type: ignore[attr-defined]
    return ""
