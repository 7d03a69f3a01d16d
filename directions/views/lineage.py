"""Where something came from and what it led on to, set by hand. Groups have the same page as directions."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from directions.forms.lineage import LinkForm
from directions.models import Direction, DirectionLink
from people.http import SignedInRequest
from ui.http import require_form_methods, typed


@require_form_methods
@never_cache
def lineage(request: SignedInRequest, slug: str) -> HttpResponse:
    direction = get_object_or_404(Direction, slug=slug)
    return lineage_page(request, direction, DirectionLink.objects, "directions")


@require_POST
def unlink(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    direction = get_object_or_404(Direction, slug=slug)
    return take_back(request, direction, DirectionLink.objects, pk, "directions")


def lineage_page(request: SignedInRequest, thing: Any, links: Any, namespace: str) -> HttpResponse:
    """The links around a direction or a group, each to be taken back, and a form for another."""
    if not request.user.has_perm("directions.change_lineage", thing):
        raise PermissionDenied
    form = LinkForm(typed(request), thing=thing)
    if request.method == "POST" and form.is_valid():
        try:
            form.link(links, by=request.user)
        except ValidationError as problem:
            form.add_error("other", problem)
        else:
            messages.success(request, _("Linked."))
            return redirect(f"{namespace}:lineage", thing.slug)
    came_from, led_to = links.select_related("earlier", "later").around(thing)
    context = {"thing": thing, "form": form, "links": [*came_from, *led_to], "unlink": f"{namespace}:unlink"}
    return render(request, "directions/lineage.html", context, status=422 if form.errors else 200)


def take_back(request: SignedInRequest, thing: Any, links: Any, pk: int, namespace: str) -> HttpResponse:
    if not request.user.has_perm("directions.change_lineage", thing):
        raise PermissionDenied
    back, onward = links.around(thing)
    link = next((one for one in [*back, *onward] if one.pk == pk), None)
    if link is None:
        raise Http404
    link.undo(by=request.user)
    messages.success(request, _("The link is gone."))
    return redirect(f"{namespace}:lineage", thing.slug)
