"""What every response tells the browser, and how an unchanged page is answered without its body."""

import re
import threading
import time
from collections.abc import Callable
from hashlib import blake2b
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth import middleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.middleware import http
from django.shortcuts import render
from django.utils.deprecation import MiddlewareMixin
from django_htmx.http import HttpResponseClientRedirect, HttpResponseClientRefresh

from ui.htmx import wants_part
from ui.http import safe_address, words_typed
from ui.limits import LimitsAway

PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=()"
SWAPPED = {200, 422}  # the answers that htmx puts into the page (`responseHandling` in base.html)
TOLD_AGAIN = ("ETag", "Cache-Control", "Vary", "Content-Language")  # with a page that is not sent again
A_WHILE = "30"  # seconds until it is worth trying again
MOST_ANSWERED = 5_000  # kept until something is written
FORM_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')


def browser_rules(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """The headers that Django has no setting for, on every answer, errors and static files included."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    return answer


def whole_pages_stay_whole(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """Whoever asked for a part of a page and is led elsewhere goes there with the whole page.

    A browser follows a redirect by itself, and the sign-in page would stand inside the page one was at.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not wants_part(request):
            return response
        if 300 <= response.status_code < 400 and "Location" in response:
            return _with_cookies_of(response, HttpResponseClientRedirect(response["Location"]))
        if response.status_code in SWAPPED and _is_whole_page(response):
            return _with_cookies_of(response, HttpResponseClientRefresh())
        return response

    return answer


def _is_whole_page(response: HttpResponse) -> bool:
    return not response.streaming and response.content.lstrip()[:9].lower() == b"<!doctype"


def _with_cookies_of(response: HttpResponse, instead: HttpResponse) -> HttpResponse:
    instead.cookies = response.cookies
    return instead


def say_what_was_taken(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """Tell the browser which form was taken, so that it forgets what it had kept of it (`kept_words.js`).

    What is taken leads elsewhere; what is not taken shows the form again, or says what stands in the way.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        led_on = 300 <= response.status_code < 400
        if request.method == "POST" and led_on and request.user.is_authenticated:
            taken = quote(request.get_full_path(), safe="")
            secure = settings.SESSION_COOKIE_SECURE
            response.set_cookie("sent", taken, max_age=600, secure=secure, samesite="Strict")
        return response

    return answer


class LimitsAwayMiddleware(MiddlewareMixin):
    """Who cannot be counted is asked to come again, with all they sent in their hands."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, LimitsAway):
            return None
        sent = [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if name != "csrfmiddlewaretoken"
        ]
        response = render(request, "503.html", {"sent": sent}, status=503)
        response.headers["Retry-After"] = A_WHILE
        return response


class LoginRequiredMiddleware(middleware.LoginRequiredMiddleware):
    """Django's, but who sends a form after having been signed out gets their words back, to copy."""

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]) -> Any:
        if wants_part(request):  # the page that asked for it is left, and come back to
            came_from = safe_address(request, request.headers.get("HX-Current-URL", ""), "/")
            return redirect_to_login(came_from, self.get_login_url(view_func))
        if request.method != "POST" or not words_typed(request):
            return super().handle_no_permission(request, view_func)
        came_from = safe_address(request, request.headers.get("Referer", ""), "/")
        signing_in = redirect_to_login(came_from, self.get_login_url(view_func)).url
        return render(request, "signed_out.html", {"address": signing_in}, status=401)


class ConditionalGetMiddleware(http.ConditionalGetMiddleware):
    """Django's, with an ETag that survives the form tokens, which look different in every rendering.

    All renderings of one secret are equally valid; the secret itself is in the tag, so a page kept from
    before signing in again is never taken for a fresh one.

    Where nothing has been written since this process answered the same (`ui.unchanged`), the page is not even
    made.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        super().__init__(get_response)
        self.answered = Answered()

    def process_view(self, request: Any, view: Callable[..., Any], *_arguments: Any) -> HttpResponse | None:
        state = getattr(request.session, "state", None)
        is_kept = request.method == "GET" and hasattr(view, "shows_rows_alone")
        if not is_kept or not state or not request.user.is_authenticated:
            return None
        request.answered = self.answered.since((*state, time.time() // 60))
        told = request.answered.get(_asked(request), {})
        if told and told["ETag"] in request.headers.get("If-None-Match", ""):
            return HttpResponseNotModified(headers=told)
        return None

    def process_response(self, request: HttpRequest, response: Any) -> Any:
        if request.method != "GET" or not self._is_kept(response):
            return super().process_response(request, response)
        page = FORM_TOKEN.sub(b"", response.content)
        secret = request.META.get("CSRF_COOKIE", "").encode()
        response.headers["ETag"] = f'W/"{blake2b(page, key=secret, digest_size=16).hexdigest()}"'
        told = {name: response.headers[name] for name in TOLD_AGAIN if name in response.headers}
        getattr(request, "answered", {})[_asked(request)] = told
        answer = super().process_response(request, response)
        for name, value in told.items():  # Django drops some from what it says is unchanged
            answer.headers[name] = value
        return answer

    def _is_kept(self, response: HttpResponse) -> bool:
        dont = "no-store" in response.get("Cache-Control", "")
        return response.status_code == 200 and not (response.streaming or dont or response.has_header("ETag"))


class Answered(threading.local):
    """The headers of what this thread has answered while the database was as it is, in this minute."""

    state: tuple[Any, ...] = ()
    headers: dict[tuple[str, ...], dict[str, str]]

    def since(self, state: tuple[Any, ...]) -> dict[tuple[str, ...], dict[str, str]]:
        if state != self.state or len(self.headers) > MOST_ANSWERED:
            self.state, self.headers = state, {}
        return self.headers


def _asked(request: HttpRequest) -> tuple[str, ...]:
    """All of a request that decides its answer."""
    part = sorted(f"{name}: {said}" for name, said in request.META.items() if name.startswith("HTTP_HX_"))
    return request.build_absolute_uri(), request.META.get("HTTP_COOKIE", ""), *part
