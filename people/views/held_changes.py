"""A change of the directory that two have to agree on, as the second of them meets it."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from people import directory
from people.http import SignedInRequest
from people.may import may
from people.models import HeldChange, Person
from ui.edit_conflict import EditConflict

Verb = Callable[..., None]


@require_safe
@never_cache
def held_change(request: SignedInRequest, pk: int) -> HttpResponse:
    change = _visible(request.user, pk)
    permissions = may(request.user, change, confirm="people.confirm_change", decline="people.decline_change")
    return render(request, "people/held_change.html", {"change": change, "may": permissions})


@require_POST
def confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    done = _("The directory says so now.")
    return _answer(request, pk, "people.confirm_change", directory.confirm, done)


@require_POST
def decline(request: SignedInRequest, pk: int) -> HttpResponse:
    done = _("Nothing has been changed.")
    return _answer(request, pk, "people.decline_change", directory.decline, done)


def _answer(request: SignedInRequest, pk: int, permission: str, verb: Verb, done: str) -> HttpResponse:
    change = _visible(request.user, pk)
    if not request.user.has_perm(permission, change):
        raise PermissionDenied
    try:
        verb(change, by=request.user)
    except EditConflict:
        messages.error(request, _("It has already been answered."))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, str(done))
    return redirect(change)


def _visible(person: Person, pk: int) -> HeldChange:
    change = get_object_or_404(HeldChange.objects.select_related("person", "asked_by", "answered_by"), pk=pk)
    if not change.is_shown_to(person):
        raise Http404
    return change
