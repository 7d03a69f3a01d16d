"""Nothing but the way to a second factor, for whoever needs one and has given none in this session.

It stands before what answers a page from memory, and asks of every session alike, however it began.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.deprecation import MiddlewareMixin
from django.utils.http import urlencode

from identity import second_factor

# Leads to one, or out.
OPEN = {
    "second_factor",
    "add_passkey",
    "add_app",
    "sign_in_again",
    "account_logout",
    "account_inactive",
    "language",
    "manifest",
    "service_worker",
    "offline",
    "favicon",
    "apple_touch_icon",
    "robots",
    "security_txt",
}


class SecondFactorMiddleware(MiddlewareMixin):
    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_arguments: Any
    ) -> HttpResponse | None:
        match = request.resolver_match
        if (match and match.view_name in OPEN) or not second_factor.stands_before(request):
            return None
        after = request.get_full_path() if request.method in {"GET", "HEAD"} else ""
        query = f"?{urlencode({'next': after})}" if after else ""
        return redirect(f"{reverse('second_factor')}{query}")
