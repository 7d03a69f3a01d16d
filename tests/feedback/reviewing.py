"""What the tests of the review share: its addresses, and a form filled in as a browser would send it."""

from typing import Any

from django.test import Client
from django.urls import reverse

from feedback.models import Feedback

QUEUE = reverse("admin:feedback_feedback_changelist")


def review_page(post: object) -> str:
    return reverse("admin:feedback_feedback_change", args=[getattr(post, "pk", post)])


def opened(client: Client, post: Feedback) -> dict[str, Any]:
    """All that the page's form would send if nobody touched it, hidden fields included."""
    form = client.get(review_page(post)).context["form"]
    sent: dict[str, Any] = {}
    for field in form:
        if field.name != "share":
            sent[field.html_name] = field.value() or ""
            if field.field.show_hidden_initial:
                sent[field.html_initial_name] = field.value() or ""
    return sent
