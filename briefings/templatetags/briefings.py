"""What pages of other apps show of briefings: templates may look up, Python may not."""

from typing import Any

from django import template

from briefings.models import Briefing

register = template.Library()


@register.simple_tag
def briefing_sent_last() -> Briefing | None:
    return Briefing.objects.sent().first()


@register.inclusion_tag("briefings/_latest_briefing.html")
def latest_briefing() -> dict[str, Any]:
    """The one that was sent last, with the way to those before it; nothing before the first."""
    return {"briefing": briefing_sent_last()}
