"""Correcting what has been sent."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from feedback.forms.correcting import CorrectionForm
from feedback.views.finding import asks_for_preview, find_feedback, preview
from people.http import SignedInRequest
from people.once import answered_once
from people.saving import save_once
from ui.http import require_form_methods, typed

PAGE = "feedback/correction_form.html"


@require_form_methods
@never_cache
@answered_once
def correct(request: SignedInRequest, pk: int) -> HttpResponse:
    post = find_feedback(request, pk)
    if not request.user.has_perm("feedback.correct_feedback", post):
        raise PermissionDenied
    if asks_for_preview(request):
        return preview(request, PAGE, {"post": post, "form": CorrectionForm(initial=request.POST.dict())})
    form = CorrectionForm(typed(request), initial=CorrectionForm.begins_with(post))
    success = _("Corrected. Both versions can be read.")
    response = save_once(request, form, lambda: form.correct(post, by=request.user), success)
    context = {"post": post, "form": form, "is_overtaken": form.overtaken is not None}
    return response or render(request, PAGE, context, status=422 if form.errors else 200)
