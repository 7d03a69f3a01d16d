from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from people import sessions
from people.http import SignedInRequest


@require_safe
@never_cache
def my_sessions(request: SignedInRequest) -> HttpResponse:
    """Where one is signed in, with the way to end each of the others."""
    here = request.session.session_key
    places = [
        {"session": session, "where": sessions.where(session), "is_here": session.session_key == here}
        for session in sessions.sessions_of(request.user)
    ]
    return render(request, "people/sessions.html", {"places": places})


@require_POST
def end_session(request: SignedInRequest, pk: int) -> HttpResponse:
    """One's own alone: what somebody else is signed in to is not there."""
    get_object_or_404(UserSession, pk=pk, user=request.user).end()
    messages.success(request, _("You are signed out there."))
    return redirect("sessions")


@require_POST
def end_other_sessions(request: SignedInRequest) -> HttpResponse:
    sessions.end_others(request.user, but=request.session.session_key)
    messages.success(request, _("You are signed out everywhere but here."))
    return redirect("sessions")
