"""Whom somebody goes to about their work, in sentences: their manager, who stands in, or the coordinators.

And what has been done to a thing, for its history in the admin.
"""

from typing import Any

from django import template
from django.core.paginator import Page
from django.db.models import Model

from people import managing
from people.models import Act
from ui.counting import Pages

ACTS_TO_A_PAGE = 50

register = template.Library()
register.filter(managing.talk_first)
register.filter(managing.manager_in_words)
register.filter(managing.absence)


@register.filter
def has_acts(thing: Model) -> bool:
    return Act.objects.about(thing).exists()


@register.simple_tag(takes_context=True)
def acts_of(context: dict[str, Any], thing: Model) -> Page:
    """What has been done to a thing, the latest first: the page of it that the address asks for."""
    acts = Act.objects.about(thing).select_related("by", "person")
    return Pages(acts, ACTS_TO_A_PAGE).get_page(context["request"].GET.get("page"))
