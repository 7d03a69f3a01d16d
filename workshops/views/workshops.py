"""The workshops there are and were, each with its result; planned and changed by those who run them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from people.http import SignedInRequest
from people.may import may
from people.once import answered_once
from people.saving import save_once
from ui.http import require_form_methods, typed
from workshops.counting import counted
from workshops.forms.workshop import WorkshopForm
from workshops.growing import GROWING
from workshops.models import Answer, Workshop

PER_PAGE = 20


@require_safe
def list_workshops(request: SignedInRequest) -> HttpResponse:
    """Those under way and to come, and under them all that have been."""
    closed = counted(Workshop.objects.closed().latest_first())
    page = Paginator(closed, PER_PAGE).get_page(request.GET.get("page"))
    ahead = Workshop.objects.not_closed().order_by("held_on", "pk")
    context = {"ahead": ahead, "page": page, "may": may(request.user, run="workshops.run_workshop")}
    return render(request, "workshops/workshop_list.html", context)


@require_safe
def detail(request: SignedInRequest, code: str) -> HttpResponse:
    """What was asked, and once it is closed all that was answered and what happened to it."""
    workshop = get_object_or_404(counted(Workshop.objects.all()), code=code)
    permissions = may(
        request.user,
        workshop,
        take_part="workshops.take_part",
        run="workshops.run_workshop",
        **GROWING,
    )
    context: dict[str, Any] = {"workshop": workshop, "may": permissions}
    if workshop.is_closed:
        context |= {
            "themes": workshop.themes.with_answers().with_what_grew().most_marked_first(),
            "unplaced": Answer.objects.of(workshop).unplaced().with_signatures(),
        }
    return render(request, "workshops/workshop_detail.html", context)


@require_form_methods
@never_cache
@answered_once
def new(request: SignedInRequest) -> HttpResponse:
    """Plan a workshop: the coordinators and the communicator."""
    if not request.user.has_perm("workshops.run_workshop"):
        raise PermissionDenied
    form = WorkshopForm(typed(request))
    done = _("The workshop is planned. Its code, and the button that opens it, are under “Run the workshop”.")
    response = save_once(request, form, lambda: form.plan(by=request.user), done)
    status = 422 if form.errors else 200
    return response or render(request, "workshops/workshop_form.html", {"form": form}, status=status)


@require_form_methods
@never_cache
def edit(request: SignedInRequest, code: str) -> HttpResponse:
    """What a workshop says of itself, until it is closed."""
    workshop = get_object_or_404(Workshop.objects.not_closed(), code=code)
    if not request.user.has_perm("workshops.run_workshop"):
        raise PermissionDenied
    form = WorkshopForm(typed(request), instance=Workshop.objects.get(pk=workshop.pk))
    response = save_once(request, form, lambda: form.save_by(request.user), _("Saved."))
    context = {"form": form, "workshop": workshop}
    status = 422 if form.errors else 200
    return response or render(request, "workshops/workshop_form.html", context, status=status)
