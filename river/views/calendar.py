"""Everybody's own calendar: its secret address, and the feed that lies there."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from people.http import SignedInRequest
from river.calendar.feed import addresses_of, calendar_of, reach
from river.models import CalendarKey


@require_safe
@login_not_required
@never_cache
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """A person's events for their calendar program, which cannot sign in: the address itself is the key."""
    key = CalendarKey.objects.of_token(token)
    if key is None:
        raise Http404
    with translation.override(key.person.language):
        content = calendar_of(key.person, reach())
    headers = {
        "Content-Disposition": 'inline; filename="riktning.ics"',  # a saved file does not carry the key
        "Content-Language": key.person.language,
    }
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


@require_safe
@never_cache
def my_calendar(request: SignedInRequest) -> HttpResponse:
    """The address of one's own calendar, what is in it, and how to change or close it."""
    key = CalendarKey.objects.filter(person=request.user).first()
    context = {"key": key} | (addresses_of(key) if key else {})
    return render(request, "river/my_calendar.html", context)


@require_POST
def new_key(request: SignedInRequest) -> HttpResponse:
    """Make the address, or another one: whatever subscribes to the old one gets nothing more."""
    CalendarKey.objects.renew(request.user)
    messages.success(request, _("Your calendar has a new address."))
    return HttpResponseRedirect(reverse("river:my_calendar"))


@require_POST
def revoke_key(request: SignedInRequest) -> HttpResponse:
    """Close the calendar: the address stops, and no new one is made."""
    CalendarKey.objects.revoke(request.user)
    messages.success(request, _("Your calendar's address has stopped working."))
    return HttpResponseRedirect(reverse("river:my_calendar"))
