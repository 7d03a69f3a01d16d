"""Appointments, and what a group says of itself."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from groups import appointing
from groups.eligibility import NotAllowed
from groups.forms.appointing import AppointForm
from groups.forms.group import GroupForm, NewGroupForm
from groups.models import Group
from people.choosing import found_people
from people.http import SignedInRequest
from people.may import may
from people.once import answered_once
from people.saving import save_once
from ui.http import require_form_methods, typed
from workshops.growing import theme_in


@require_form_methods
@never_cache
@answered_once
def appoint(request: SignedInRequest, slug: str) -> HttpResponse:
    """Who leads the group, or who sits in the body; with those who sit there now, to be released."""
    group = _current(slug)
    if not request.user.has_perm("groups.appoint", group):
        raise PermissionDenied
    hands_over = not request.user.has_perm("groups.release", group)
    form = AppointForm(typed(request), group=group, within_group=hands_over, initial=request.GET.dict())
    if found := found_people(request, form["person"]):
        return found
    response = save_once(
        request,
        form,
        lambda: form.appoint(by=request.user).group,
        lambda: form.in_words(),
        refused=(NotAllowed,),
    )
    members = group.memberships.current().with_people()
    allowed = may(request.user, group, release="groups.release")
    context = {"group": group, "form": form, "members": members, "may": allowed}
    return response or render(request, "groups/appoint.html", context, status=422 if form.errors else 200)


@require_POST
def release(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    group = _current(slug)
    if not request.user.has_perm("groups.release", group):
        raise PermissionDenied
    membership = get_object_or_404(group.memberships.current().select_related("person", "group"), pk=pk)
    appointing.release(membership, by=request.user)
    messages.success(request, _("%(person)s no longer holds that seat.") % {"person": membership.person})
    return redirect("groups:appoint", group.slug)


@require_form_methods
@never_cache
def edit(request: SignedInRequest, slug: str) -> HttpResponse:
    group = _current(slug)
    if not request.user.has_perm("groups.edit_group", group):
        raise PermissionDenied
    form = GroupForm(typed(request), instance=_current(slug))
    response = save_once(request, form, lambda: form.save_by(request.user), _("Saved."))
    context = {"group": group, "form": form}
    return response or render(request, "groups/group_form.html", context, status=422 if form.errors else 200)


@require_form_methods
@never_cache
@answered_once
def new(request: SignedInRequest) -> HttpResponse:
    """Start a working group or a learning forum in a direction, with `?theme=` out of a workshop's theme."""
    if not request.user.has_perm("groups.start_group"):
        raise PermissionDenied
    form = NewGroupForm(typed(request), initial=request.GET.dict(), theme=theme_in(request))
    response = save_once(
        request,
        form,
        lambda: form.start(by=request.user),
        lambda: _("%(name)s has started. Who will convene it?") % form.cleaned_data,
    )
    return response or render(
        request, "groups/group_form.html", {"form": form}, status=422 if form.errors else 200
    )


def _current(slug: str) -> Group:
    """A group that lives: what has ended is neither changed nor appointed to."""
    return get_object_or_404(Group.objects.current().select_related("direction"), slug=slug)
