"""Where something came from and what it led on to, set by hand: the same page for directions and for groups.

Each has its two addresses in its own views, which fetch the thing and pass on their kind of link.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from directions.forms.lineage import LinkForm
from directions.lifespan import Lasting
from directions.lineage import Link
from people.http import SignedInRequest
from ui.http import typed
from ui.search_form import SearchForm


def lineage_page(
    request: SignedInRequest,
    thing: Lasting,
    links: type[Link],
    namespace: str,
    form_class: type[LinkForm] = LinkForm,
) -> HttpResponse:
    """The links around a direction or a group, each to be taken back, and a form for another."""
    if not request.user.has_perm("directions.change_lineage", thing):
        raise PermissionDenied
    search = SearchForm(request.GET or None)
    form = form_class(typed(request), thing=thing, words=search.words)
    if request.method == "POST" and form.is_valid():
        try:
            form.link(links, by=request.user)
        except ValidationError as problem:
            form.add_error("other", problem)
        else:
            messages.success(request, _("Linked."))
            return redirect(f"{namespace}:lineage", thing.slug)
    came_from, led_to = links.objects.with_ends().around(thing)
    context = {
        "thing": thing,
        "form": form,
        "search": search,
        "links": [*came_from, *led_to],
        "unlink": f"{namespace}:unlink",
    }
    return render(request, "directions/lineage.html", context, status=422 if form.errors else 200)


def take_back(
    request: SignedInRequest, thing: Lasting, links: type[Link], pk: int, namespace: str
) -> HttpResponse:
    if not request.user.has_perm("directions.change_lineage", thing):
        raise PermissionDenied
    back, onward = links.objects.around(thing)
    link = next((link for link in [*back, *onward] if link.pk == pk), None)
    if link is None:
        raise Http404
    link.undo(by=request.user)
    messages.success(request, _("The link has been removed."))
    return redirect(f"{namespace}:lineage", thing.slug)
