from contextlib import suppress

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from people.http import SignedInRequest
from people.may import may
from portal.first_day import start_bodies as start_missing_bodies
from portal.first_day import steps as first_steps
from portal.helping import HelpTopic, help_for, roles_of
from portal.home import front_page
from portal.models import Page
from ui.too_much import TOO_MUCH, words_in_vain

NOT_HERE = "Portalen svarar inte under det här namnet.\nThe portal does not answer under this name.\n"


@require_safe
@never_cache
def home(request: SignedInRequest) -> HttpResponse:
    return render(request, "portal/home.html", front_page(request.user))


@require_POST
def dismiss_introduction(request: SignedInRequest) -> HttpResponse:
    """Enough of the sentence on what this is."""
    request.user.let_introduction_go()
    return redirect("home")


@require_safe
@never_cache
def first_day(request: SignedInRequest) -> HttpResponse:
    """What to do in an empty installation, for those who do it."""
    if not request.user.has_perm("portal.see_first_day"):
        raise PermissionDenied
    steps = first_steps()
    next_step = next((step for step in steps if not step.is_done), None)
    each = [(step, request.user.has_perm(step.permission, step.about)) for step in steps]
    return render(request, "portal/first_day.html", {"steps": each, "next_step": next_step})


@require_POST
def start_bodies(request: SignedInRequest) -> HttpResponse:
    if not request.user.has_perm("portal.start_bodies"):
        raise PermissionDenied
    with suppress(IntegrityError):  # somebody else started them this very moment
        start_missing_bodies(by=request.user)
    return redirect("first_day")


@require_safe
def pages(request: SignedInRequest) -> HttpResponse:
    """The editorial pages, as a table of contents."""
    context = {"pages": Page.objects.in_menu(), "may": may(request.user, edit="portal.change_page")}
    return render(request, "portal/page_list.html", context)


@require_safe
def page(request: SignedInRequest, slug: str) -> HttpResponse:
    page = get_object_or_404(Page, slug=slug)
    if page.redirects:
        return redirect(page.moved_to)
    return render(request, "portal/page_detail.html", {"page": page})


@require_safe
def help_list(request: SignedInRequest) -> HttpResponse:
    """Help for what one is oneself first, with what concerns everybody, and then for the others."""
    mine = [*roles_of(request.user), HelpTopic.VISIBILITY]
    others = [topic for topic in HelpTopic if topic not in mine]
    return render(request, "portal/help_list.html", {"mine": mine, "others": others})


@require_safe
def help_page(request: SignedInRequest, topic: str) -> HttpResponse:
    if topic not in HelpTopic.values:
        raise Http404
    found = help_for(HelpTopic(topic))
    context = {
        "help": found,
        "text": found.read_by(request.user),
        "may": may(request.user, edit="portal.change_page"),
    }
    return render(request, "portal/help_page.html", context)


@login_not_required
def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Instead of Django's bare 403 when a form has been open for too long, or came from elsewhere."""
    return render(request, "403_csrf.html", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Instead of Django's bare 400; what was too much to be taken is given back, as far as it can be read."""
    if not hasattr(request, "user"):  # refused at the door: another host's name
        return HttpResponseBadRequest(NOT_HERE, content_type="text/plain; charset=utf-8")
    is_too_much = isinstance(exception, TOO_MUCH)
    context = {
        "is_too_much": is_too_much,
        "most_text": settings.DATA_UPLOAD_MAX_MEMORY_SIZE,
        "most_fields": settings.DATA_UPLOAD_MAX_NUMBER_FIELDS,
        "most_files": settings.DATA_UPLOAD_MAX_NUMBER_FILES,
        "words": words_in_vain(request) if is_too_much else [],
    }
    return render(request, "400.html", context, status=413 if is_too_much else 400)
