"""Everybody's own calendar: its secret address, and the feed that lies there."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_POST, require_safe

from people.http import SignedInRequest
from river.calendar.feed import Feed, addresses_of, reach
from river.models import CalendarKey


@require_safe
@login_not_required
@cache_control(private=True, no_cache=True)
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """A person's events for their calendar program, which cannot sign in: the address itself is the key."""
    key = CalendarKey.objects.of_token(token)
    if key is None:
        raise Http404
    with translation.override(key.person.language):
        return _answer(request, Feed(key.person, reach()), key.person.language)


def _answer(request: HttpRequest, feed: Feed, language: str) -> HttpResponse:
    """The file, unless the program has just this one already."""
    headers = {
        "Content-Disposition": 'inline; filename="riktning.ics"',  # a saved file does not carry the key
        "Content-Language": language,
        "Content-Type": "text/calendar; charset=utf-8",
    }
    unchanged = get_conditional_response(request, etag=feed.etag)
    answer = unchanged or HttpResponse(feed.written(), headers=headers)
    answer["ETag"] = feed.etag
    return answer


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
    had_one = CalendarKey.objects.filter(person=request.user).exists()
    CalendarKey.objects.renew(request.user)
    messages.success(
        request, _("Your calendar has a new address.") if had_one else _("Your calendar now has an address.")
    )
    return HttpResponseRedirect(reverse("river:my_calendar"))


@require_POST
def revoke_key(request: SignedInRequest) -> HttpResponse:
    """Close the calendar: the address stops, and no new one is made."""
    CalendarKey.objects.revoke(request.user)
    messages.success(request, _("Your calendar's address has stopped working."))
    return HttpResponseRedirect(reverse("river:my_calendar"))
