"""The way back: a body's people say that they have read it, and answer; readers reply."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from feedback import answering
from feedback.forms.answering import AnswerForm, ReplyForm
from feedback.models import Receipt
from feedback.views.finding import asks_for_preview, find_feedback, find_receipt, preview
from feedback.views.reading import detail_context
from people.http import SignedInRequest
from people.once import answered_once
from people.saving import save_once
from ui.http import require_form_methods, safe_address, typed

ANSWER_PAGE = "feedback/answer_form.html"


@require_POST
def acknowledge(request: SignedInRequest, pk: int) -> HttpResponse:
    """On the page of the piece, or with `next` in a list, which is come back to."""
    receipt = find_receipt(request, pk, "feedback.acknowledge")
    if answering.acknowledge(receipt, by=request.user):
        messages.success(request, _("Noted. The sender sees that it has been read."))
    return redirect(safe_address(request, request.POST.get("next", ""), receipt.get_absolute_url()))


@require_form_methods
@never_cache
@answered_once
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write the body's answer, or go on with its draft; what is published is led to, and stands."""
    receipt = find_receipt(request, pk, "feedback.answer")
    if receipt.published and request.method != "POST":
        return redirect(receipt)
    if asks_for_preview(request):
        form = AnswerForm(initial=request.POST.dict())
        return preview(request, ANSWER_PAGE, {**_asked(receipt), "form": form})
    draft = receipt.answer_in_any_state
    begun = {"text": draft.text, "version": draft.version} if draft else {"version": 0}
    begun |= {"text_version": receipt.feedback.version}  # before its words, so that no newer one is missed
    return _answer_form(request, receipt, AnswerForm(typed(request), initial=begun))


def _answer_form(request: SignedInRequest, receipt: Receipt, form: AnswerForm) -> HttpResponse:
    response = save_once(
        request,
        form,
        lambda: form.write(receipt, by=request.user),
        lambda: _("Published.") if form.publishes else _("Saved as a draft."),
    )
    conflict = {"overtaken": form.overtaken, "is_corrected": form.is_corrected}
    context = {"form": form, **conflict}
    return response or render(
        request, ANSWER_PAGE, _asked(receipt) | context, status=422 if form.errors else 200
    )


def _asked(receipt: Receipt) -> dict[str, Any]:
    """What an answer rests on: what was asked, what other bodies have answered, what readers replied."""
    post = receipt.feedback
    others = post.receipts.with_standing().exclude(pk=receipt.pk).exclude(answer__published_at=None)
    return {"receipt": receipt, "others": others, "replies": post.replies.select_related("author__unit")}


@require_POST
@never_cache
@answered_once
def reply(request: SignedInRequest, pk: int) -> HttpResponse:
    post = find_feedback(request, pk)
    if not request.user.has_perm("feedback.reply", post):
        raise PermissionDenied
    form = ReplyForm(request.POST)
    response = save_once(request, form, lambda: form.send(post, by=request.user))
    return response or render(
        request, "feedback/feedback_detail.html", detail_context(request, post, form), status=422
    )
