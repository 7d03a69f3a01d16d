from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groups import joining
from groups.eligibility import NotAllowed
from groups.views.browsing import find_group
from people.http import SignedInRequest


@require_POST
def join(request: SignedInRequest, slug: str) -> HttpResponse:
    """A manager signs up, in one click."""
    group = find_group(request, slug)
    if not request.user.has_perm("groups.join_group", group):
        raise PermissionDenied
    try:
        joining.sign_up(group, request.user)
    except NotAllowed as refusal:
        messages.warning(request, refusal.eligibility.label)
    else:
        messages.success(request, _("You are in %(group)s. Welcome!") % {"group": group.name})
    return redirect(group)


@require_POST
def leave(request: SignedInRequest, slug: str) -> HttpResponse:
    group = find_group(request, slug)
    if not request.user.has_perm("groups.leave_group", group):
        raise PermissionDenied
    if joining.leave(group, request.user):
        messages.success(request, _("You have left %(group)s.") % {"group": group.name})
    return redirect(group)
