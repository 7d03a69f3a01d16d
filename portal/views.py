from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from people.requests import SignedInRequest
from portal.home import front_page
from portal.models import Page


@require_safe
@never_cache
def home(request: SignedInRequest) -> HttpResponse:
    return render(request, "portal/home.html", front_page(request.user))


@require_safe
def pages(request: SignedInRequest) -> HttpResponse:
    """The editorial pages, as a table of contents."""
    return render(request, "portal/page_list.html", {"pages": Page.objects.in_menu()})


@require_safe
def page(request: SignedInRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Page, slug=slug)
    if found.redirects:
        return redirect(found.moved_to)
    return render(request, "portal/page_detail.html", {"page": found})


@login_not_required
def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Instead of Django's bare 403 when a form has been open for too long, or came from elsewhere."""
    return render(request, "403_csrf.html", status=403)
