"""A manager on leave has a stand-in for a while: named by themselves or by those who keep things going."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from people import directory
from people.choosing import found_people
from people.events import Source
from people.forms import StandInForm
from people.http import SignedInRequest
from people.models import Person
from people.saving import save_once
from ui.http import require_form_methods, typed


@require_form_methods
@never_cache
def stand_in(request: SignedInRequest, pk: int) -> HttpResponse:
    manager = _manager(request, pk)
    form = StandInForm(typed(request), manager=manager)
    if found := found_people(request, form["stand_in"]):
        return found
    done = _("Both of them have been told.")
    response = save_once(request, form, lambda: form.save_by(request.user), done)
    context = {"form": form, "manager": manager}
    return response or render(request, "people/stand_in.html", context, status=422 if form.errors else 200)


@require_POST
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    manager = _manager(request, pk)
    nobody = dict.fromkeys(directory.STAND_IN)
    directory.update(manager, by=request.user, source=Source.WEB, **nobody)
    messages.success(request, _("Nobody stands in for %(person)s any more.") % {"person": manager})
    return redirect(manager)


def _manager(request: SignedInRequest, pk: int) -> Person:
    manager = get_object_or_404(Person.objects.active().select_related("stand_in", "unit"), pk=pk)
    if not request.user.has_perm("people.name_stand_in", manager):
        raise PermissionDenied
    return manager
