"""Meetings that come again and again: planned together, and the rest of them called off together."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from groups import planning_meetings
from groups.forms.series import DaysForm, SeriesForm
from groups.models import Group
from groups.views.meetings import held_by, like_before
from people.http import SignedInRequest
from people.once import answered_once
from people.saving import save_once
from ui.http import require_form_methods, typed

PLANNED = gettext_lazy("The meetings are planned, and everybody in the group is told.")


@require_form_methods
@never_cache
@answered_once
def plan(request: SignedInRequest, slug: str) -> HttpResponse:
    """How often, and then the days to choose among, both in one form; nothing is planned before that."""
    group = get_object_or_404(Group.objects.current().select_related("direction"), slug=slug)
    if not request.user.has_perm("groups.plan_meeting", group):
        raise PermissionDenied
    rule = SeriesForm(typed(request), initial=like_before(request, group))
    days = _days(request, group, rule) if rule.is_bound and rule.is_valid() else None
    response = None
    if days and days.is_bound:
        response = save_once(request, days, lambda: days.plan(by=request.user), PLANNED)
    context = {"group": group, "form": rule, "days": days}
    status = 422 if rule.errors or (days and days.errors) else 200
    return response or render(request, "groups/series_form.html", context, status=status)


def _days(request: SignedInRequest, group: Group, rule: SeriesForm) -> DaysForm:
    """Bound once those very days have been shown and are sent to be planned."""
    are_these = request.POST.get("shown") == rule.as_shown and "show" not in request.POST
    return DaysForm(request.POST if are_these else None, group=group, rule=rule)


@require_POST
def cancel_rest(request: SignedInRequest, pk: int) -> HttpResponse:
    meeting = held_by(request, pk)
    planning_meetings.cancel_rest(meeting, by=request.user)
    messages.success(request, _("This meeting and those after it are cancelled."))
    return redirect(meeting.group)
