"""What somebody said lately, on pages of the apps below: templates may look up, Python may not."""

from typing import Any

from django import template

from people.models import Person
from river.contributions import contributions_of

register = template.Library()
LATEST = 2  # of each kind, on one's own page


@register.inclusion_tag("river/_latest_contributions.html")
def latest_contributions(person: Person) -> dict[str, Any]:
    """The latest of what a person said, with what became of it, for that person's own page."""
    return {"contributions": contributions_of(person, LATEST)}
