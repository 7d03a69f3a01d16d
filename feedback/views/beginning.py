"""Where feedback begins: whose voice it is, and what it is about."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from directions.models import Direction
from people.http import SignedInRequest


@require_safe
def choose(request: SignedInRequest) -> HttpResponse:
    """The person's own groups, to write in their name, and the directions, to write in one's own.

    A body comes last: whoever wants to write *to* it must not take it for the addressee.
    """
    may_write = request.user.has_perm
    groups = [
        membership.group
        for membership in request.user.current_memberships
        if may_write("feedback.write_for_group", membership.group)
    ]
    groups.sort(key=lambda group: group.rule.governing)
    context = {"groups": groups, "directions": Direction.objects.current()}
    return render(request, "feedback/feedback_new.html", context)
