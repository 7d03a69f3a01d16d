"""What every response tells the browser, and how an unchanged page is answered without its body."""

import re
from collections.abc import Callable
from hashlib import blake2b
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth import middleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware import http
from django.shortcuts import render
from django_htmx.http import HttpResponseClientRedirect, HttpResponseClientRefresh

from ui.htmx import wants_part
from ui.http import safe_address, words_typed

PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=()"
SWAPPED = {200, 422}  # the answers that htmx puts into the page (`responseHandling` in base.html)
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
    """

    def process_response(self, request: HttpRequest, response: Any) -> Any:
        if request.method == "GET" and self._is_kept(response):
            page = FORM_TOKEN.sub(b"", response.content)
            secret = request.META.get("CSRF_COOKIE", "").encode()
            response.headers["ETag"] = f'W/"{blake2b(page, key=secret, digest_size=16).hexdigest()}"'
        return super().process_response(request, response)

    def _is_kept(self, response: HttpResponse) -> bool:
        dont = "no-store" in response.get("Cache-Control", "")
        return response.status_code == 200 and not (response.streaming or dont or response.has_header("ETag"))
