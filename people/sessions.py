"""Where somebody is signed in, and for how long: two hours without a sign of life, ten hours at the most.

allauth's list of sessions keeps which browser each is in. A sign of life is written down every five minutes,
so that a page which asks every three seconds costs nothing.
"""

import time
from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from people.models import Person
from ui.dates import now

MARK = "signed_in"
SINCE, SEEN = "signed_in_at", "seen_at"
WRITTEN_DOWN_EVERY = 5 * 60  # seconds

# As they write it themselves, the more particular first: Edge says that it is Chrome too.
BROWSERS = {"Edg": "Edge", "OPR/": "Opera", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
MACHINES = {"iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows", "Mac OS": "Mac"}


def end_when_over(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """Signs out whoever has been away too long, or signed in too long ago; notes that the others are here."""

    def middleware(request: HttpRequest) -> HttpResponse:
        was_signed_in = request.user.is_authenticated
        if was_signed_in and _is_over(request):
            logout(request)
        elif was_signed_in and time.time() - request.session.get(SEEN, 0) > WRITTEN_DOWN_EVERY:
            _write_down(request)
        response = get_response(request)
        _mark_browser(request, response)
        if request.COOKIES.get(MARK) and not request.user.is_authenticated:  # wherever it was ended
            response.headers["Clear-Site-Data"] = '"cache"'  # Back shows nothing of what was seen
        return response

    return middleware


def _mark_browser(request: HttpRequest, response: HttpResponse) -> None:
    """A word that `signed_out.js` can read: another one for each session, and none without."""
    key = request.session.session_key if request.user.is_authenticated else None
    mark = salted_hmac(MARK, key, algorithm="sha256").hexdigest()[:12] if key else ""
    if mark and request.COOKIES.get(MARK) != mark:
        response.set_cookie(MARK, mark, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax")
    elif not mark and MARK in request.COOKIES:
        response.delete_cookie(MARK, samesite="Lax")


def sessions_of(person: Person) -> list[UserSession]:
    """Those that still hold, the one last used first."""
    held = UserSession.objects.purge_and_list(person)
    return sorted(held, key=lambda session: session.last_seen_at, reverse=True)


def end_others(person: Person, *, but: str | None) -> None:
    for session in UserSession.objects.filter(user=person).exclude(session_key=but):
        session.end()


def renew(request: HttpRequest) -> None:
    """Another number for the session that somebody is in: from here on it may do more."""
    request.session.cycle_key()
    _write_down(request)


def begun_within(request: HttpRequest, seconds: int) -> bool:
    """They have just signed in, as what is worth most in a stolen session asks for."""
    return time.time() - request.session.get(SINCE, 0) < seconds


def where(session: UserSession) -> str:
    """Browser and kind of machine, in words: "Firefox, Windows"."""
    found = [_named(names, session.user_agent) for names in (BROWSERS, MACHINES)]
    return ", ".join(name for name in found if name) or _("a browser")


def _named(names: dict[str, str], user_agent: str) -> str:
    return next((name for sign, name in names.items() if sign in user_agent), "")


def _is_over(request: HttpRequest) -> bool:
    """A session from before this was counted begins to count now."""
    moment = time.time()
    is_idle = moment - request.session.get(SEEN, moment) > settings.SESSION_IDLE_SECONDS
    return is_idle or moment - request.session.get(SINCE, moment) > settings.SESSION_COOKIE_AGE


@receiver(user_logged_in)
def _begin(request: HttpRequest, user: Person, **_kwargs: Any) -> None:
    request.session[SINCE] = time.time()
    _write_down(request, user)


def _write_down(request: HttpRequest, person: Person | None = None) -> None:
    request.session.setdefault(SINCE, time.time())
    request.session[SEEN] = time.time()
    if not request.session.session_key:  # another person's session has just been thrown away
        request.session.save()
    longest = UserSession._meta.get_field("user_agent").max_length
    told = {
        "user": person or request.user,
        "ip": get_adapter().get_client_ip(request),
        "user_agent": request.headers.get("User-Agent", "")[:longest],
        "last_seen_at": now(),
    }
    UserSession.objects.update_or_create(session_key=request.session.session_key, defaults=told)
