"""The statement, and the form to report an obstacle: for everybody, signed in or not."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accessibility.forms import ReportForm
from accessibility.limits import TOO_OFTEN, may_report
from accessibility.telling import facts
from people.http import SignedInRequest
from people.may import may
from people.once import form_key
from ui.http import require_form_methods, safe_address, typed


@require_safe
@login_not_required
def statement(request: SignedInRequest) -> HttpResponse:
    permissions = may(request.user, change="accessibility.change_statement")
    page = _came_from(request)
    report_address = reverse("accessibility:report", query={"page": page} if page else None)
    context = facts() | {"may": permissions, "report_address": report_address}
    return render(request, "accessibility/statement.html", context)


@require_form_methods
@login_not_required
def report(request: HttpRequest) -> HttpResponse:
    page = urlsplit(safe_address(request, request.GET.get("page", ""), "")).path or _came_from(request)
    form = ReportForm(typed(request), initial={"page": page})
    if request.method == "POST" and form.is_valid():
        if may_report(request):
            form.save_with(form_key(request))
            messages.success(request, _("Thank you. It is with the coordination group now."))
            return redirect("accessibility:statement")
        form.add_error(None, TOO_OFTEN)
    status = 422 if form.errors else 200
    return render(request, "accessibility/report_form.html", {"form": form}, status=status)


def _came_from(request: HttpRequest) -> str:
    """The page one was at, without what was asked of it; not those about obstacles themselves."""
    page = urlsplit(safe_address(request, request.headers.get("Referer", ""), "")).path
    return "" if page.startswith(reverse("accessibility:statement")) else page
