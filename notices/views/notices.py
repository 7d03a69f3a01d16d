"""One's notices in the portal, and how one wants them by e-mail."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from notices.forms import NoticeSettingsForm
from notices.kinds import KINDS
from notices.models import Notice
from notices.unsubscribing import Stop, read_stop
from people.http import SignedInRequest
from ui.http import require_form_methods, safe_address, typed

PER_PAGE = 30


@require_safe
@never_cache
def list_notices(request: SignedInRequest) -> HttpResponse:
    """All of one's notices, the newest first. Looking at them marks none as read: a GET changes nothing."""
    page = Paginator(request.user.notices.all(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "notices/notice_list.html", {"page": page})


@require_POST
def open_notice(request: SignedInRequest, pk: int) -> HttpResponse:
    """Mark it as read, and go to what it is about."""
    notice = get_object_or_404(Notice, pk=pk, person=request.user)
    request.user.notices.filter(pk=pk).mark_read()
    if not notice.leads_somewhere():
        messages.info(request, _("What that notice is about is no longer for you to read."))
        return redirect("notices:list")
    return HttpResponseRedirect(safe_address(request, notice.address, "/"))


@require_POST
def read_notice(request: SignedInRequest, pk: int) -> HttpResponse:
    get_object_or_404(Notice, pk=pk, person=request.user)
    request.user.notices.filter(pk=pk).mark_read()
    return redirect("notices:list")


@require_POST
def read_all(request: SignedInRequest) -> HttpResponse:
    request.user.notices.mark_read()
    messages.success(request, _("All are marked as read."))
    return redirect("notices:list")


@require_form_methods
@never_cache
def settings(request: SignedInRequest) -> HttpResponse:
    """How often each kind comes by e-mail."""
    form = NoticeSettingsForm(typed(request), person=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("notices:settings")
    return render(request, "notices/notice_settings.html", {"form": form}, status=422 if form.errors else 200)


@require_form_methods
@never_cache
@login_not_required
@csrf_exempt
def stop(request: HttpRequest, stop: str) -> HttpResponse:
    """Stop mail from the mail itself: a page that asks, and a POST that mail programs send too (RFC 8058)."""
    stopped = read_stop(stop)
    if stopped is None:
        raise Http404
    is_done = request.method == "POST"
    if is_done:
        stopped.carry_out()
    with override(stopped.person.language):
        response = render(request, "notices/notice_stop.html", _said(stopped, is_done))
    response["Content-Language"] = stopped.person.language
    return response


def _said(stopped: Stop, is_done: bool) -> dict[str, Any]:
    return {"kinds": [(kind.label, KINDS[kind].help) for kind in stopped.kinds], "is_done": is_done}
