"""What pages of the apps below show of feedback: templates may look up, Python may not."""

from typing import Any

from django import template
from django.db.models import Count

from feedback.amounts import pieces
from feedback.models import Receipt
from feedback.next_in_queue import next_in_queue
from feedback.routing import RECEIVING, goes_to, goes_to_from
from feedback.senders import to_answer
from groups.models import Group
from ui.swedish import alphabetically

register = template.Library()
register.simple_tag(next_in_queue)
register.filter(pieces)
register.filter(goes_to)
register.filter(goes_to_from)


@register.filter
def receives_feedback(group: Group) -> bool:
    """Is it a body that feedback is sent to?"""
    return group.kind in RECEIVING


@register.simple_tag
def late_answers() -> list[Any]:
    """How many answers are overdue at each body that owes some; that with the most first."""
    late = Receipt.objects.overdue().values("body__name", "body__slug").order_by()
    return list(late.annotate(count=Count("pk")).order_by("-count", alphabetically("body__name")))


@register.simple_tag(takes_context=True)
def owed_by(context: template.Context, body: Group) -> dict[str, Any]:
    """How much waits at a body for this reader to read or answer, as on their first page."""
    return to_answer(context["user"], Receipt.objects.at(body)).owed()
