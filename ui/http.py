"""Small things every view needs of HTTP: which methods it answers, what was typed, where to go next."""

from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

# A page with a form: shown by GET (and HEAD), taken by POST.
require_form_methods = require_http_methods(["GET", "HEAD", "POST"])


def typed(request: HttpRequest) -> QueryDict | None:
    """What somebody sent, for a form to judge; None when they only came to look."""
    return request.POST if request.method == "POST" else None


def chosen_files(request: HttpRequest) -> Any:
    """The files that came with it, for the same form; None when somebody only came to look."""
    return request.FILES if request.method == "POST" else None


def safe_address(request: HttpRequest, address: str, fallback: str) -> str:
    """An address somebody asked to be led to, if it is one of ours; otherwise `fallback`."""
    hosts = {request.get_host()}
    return address if url_has_allowed_host_and_scheme(address, hosts, request.is_secure()) else fallback
