"""What the views of feedback share: what somebody may see, and a look at a text before it is saved."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from feedback.kinds import FeedbackKind
from feedback.models import Feedback, Receipt
from people.http import SignedInRequest
from ui import lengths
from ui.htmx import page_or_part


def find_feedback(request: SignedInRequest, pk: int) -> Feedback:
    return get_object_or_404(Feedback.objects.visible_to(request.user).latest_first(), pk=pk)


def find_receipt(request: SignedInRequest, pk: int, permission: str) -> Receipt:
    """A receipt of feedback that this person reads; what they may not do with it is forbidden."""
    readable = Feedback.objects.visible_to(request.user)
    about = ("feedback__author", "feedback__group", "feedback__direction")
    receipts = Receipt.objects.with_readers().select_related(*about).filter(feedback__in=readable)
    receipt = get_object_or_404(receipts, pk=pk)
    if not request.user.has_perm(permission, receipt):
        raise PermissionDenied
    return receipt


def asks_for_preview(request: SignedInRequest) -> bool:
    return request.method == "POST" and "preview" in request.POST


def preview(request: SignedInRequest, page: str, context: dict[str, Any]) -> HttpResponse:
    """The same form with everything typed still in it, and above its buttons how that will look."""
    look = {
        "kind": dict(FeedbackKind.choices).get(request.POST.get("kind", "")),
        "title": request.POST.get("title", "")[: lengths.TITLE],
        "text": request.POST.get("text", "")[: lengths.TEXT],
    }
    return page_or_part(request, page, "preview", {**context, "previewed": True, "preview": look})
