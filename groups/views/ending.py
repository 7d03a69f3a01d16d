"""Ending a group or a direction between reconsiderations, and what led to what."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from directions.forms.direction import TAKEN
from directions.lineage_pages import lineage_page, take_back
from directions.models import Direction
from groups.eligibility import NotAllowed
from groups.forms.lineage import GroupLinkForm
from groups.forms.outcomes import EndDirectionForm, EndGroupForm, OutcomeForm
from groups.models import Group, GroupLink
from groups.reconsidering import end_direction, end_group
from people.http import SignedInRequest
from ui.http import require_form_methods, typed


@require_form_methods
@never_cache
def group(request: SignedInRequest, slug: str) -> HttpResponse:
    """End a group in the middle of a stage."""
    group = get_object_or_404(Group.objects.current().select_related("direction"), slug=slug)
    if not request.user.has_perm("groups.end_group", group):
        raise PermissionDenied
    return _end(request, group, EndGroupForm(typed(request), group=group), end_group)


@require_form_methods
@never_cache
def direction(request: SignedInRequest, slug: str) -> HttpResponse:
    """End a direction between two stages; in the middle of one, that is a reconsideration."""
    direction = get_object_or_404(Direction.objects.current(), slug=slug)
    if not request.user.has_perm("directions.end_direction", direction):
        raise PermissionDenied
    return _end(request, direction, EndDirectionForm(typed(request), direction=direction), end_direction)


def _end[T: (Direction, Group)](
    request: SignedInRequest, subject: T, form: OutcomeForm, flow: Callable[..., T | None]
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            after = flow(subject, form.chosen_outcome(), by=request.user)
        except ValidationError as problem:
            form.add_error("outcome", ValidationError(problem.messages))
        except NotAllowed as refusal:
            form.add_error("outcome", refusal.eligibility.label)
        except IntegrityError:  # somebody took the new name this very moment
            form.add_error("new_name", TAKEN)
        else:
            messages.success(request, _("%(name)s has ended, and can still be read.") % {"name": subject})
            return redirect(after or subject)
    context = {"form": form, "thing": subject}
    return render(request, "groups/end_form.html", context, status=422 if form.errors else 200)


@require_form_methods
@never_cache
def lineage(request: SignedInRequest, slug: str) -> HttpResponse:
    return lineage_page(request, _working_group(slug), GroupLink, "groups", GroupLinkForm)


@require_POST
def unlink(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    return take_back(request, _working_group(slug), GroupLink, pk, "groups")


def _working_group(slug: str) -> Group:
    return get_object_or_404(Group.objects.select_related("direction"), slug=slug)
