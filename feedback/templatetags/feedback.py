"""What pages of the apps below show of feedback: templates may look up, Python may not."""

from typing import Any

from django import template

from feedback.amounts import pieces
from feedback.models import Receipt
from feedback.next_in_queue import next_in_queue
from feedback.routing import RECEIVING, goes_to
from groups.models import Group

register = template.Library()
register.simple_tag(next_in_queue)
register.filter(pieces)
register.filter(goes_to)


@register.filter
def receives_feedback(group: Group) -> bool:
    """Is it a body that feedback is sent to?"""
    return group.kind in RECEIVING


@register.simple_tag
def owed_by(body: Group) -> dict[str, Any]:
    """How much waits at a body to be read or answered, and how much of it past its day."""
    return Receipt.objects.at(body).owed()
