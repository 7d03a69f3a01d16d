"""The trail on pages of the apps below: templates may look up, Python may not."""

from collections.abc import Iterable

from django import template
from django.db.models import Model
from django.utils.safestring import SafeString

from river.trail import became_of, trail_of
from ui.drawn import drawn
from workshops.models import Theme

register = template.Library()


@register.simple_tag
def trail(thing: Model, name: str = "") -> SafeString:
    """Where a direction, a group, a stage or a proposal came from, and what it led to."""
    way = trail_of(thing)
    shown = {"before": tuple(way.before), "after": tuple(way.after), "name": name or str(thing)}
    return drawn("river/_trail.html", **shown)


@register.simple_tag
def what_became_of(themes: Iterable[Theme]) -> str:
    """Let each of a workshop's themes know, as `became`, what it grew into."""
    became = became_of(themes)
    for theme in themes:
        theme.became = became[theme.pk]  # type: ignore[attr-defined]
    return ""
