"""What every response tells the browser, and how an unchanged page is answered without its body."""

import re
from collections.abc import Callable
from hashlib import blake2b
from typing import Any

from django.contrib.auth import middleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware import http
from django.shortcuts import render

from ui.http import safe_address, words_typed

PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=()"
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


class LoginRequiredMiddleware(middleware.LoginRequiredMiddleware):
    """Django's, but who sends a form after having been signed out gets their words back, to copy."""

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]) -> Any:
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
