"""Small things every view needs of HTTP: which methods it answers, what was typed, where to go next."""

from typing import Any

from django.core.exceptions import SuspiciousOperation
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


def version_seen(request: HttpRequest) -> int:
    """The version of what somebody had read when they pressed a button; -1, which is none, for nonsense."""
    read = request.POST.get("version", "")
    return int(read) if read.isdecimal() and len(read) < 10 else -1


def words_typed(request: HttpRequest) -> list[str]:
    """The texts of more than one word that came with a form, for a page that gives them back."""
    try:
        values = [value for _name, values in request.POST.lists() for value in values]
    except (OSError, SuspiciousOperation):  # it broke off, or was too much to be read
        return []
    return [value for value in values if len(value.split()) > 1]


def safe_address(request: HttpRequest, address: str, fallback: str) -> str:
    """An address somebody asked to be led to, if it is one of ours; otherwise `fallback`."""
    hosts = {request.get_host()}
    return address if url_has_allowed_host_and_scheme(address, hosts, request.is_secure()) else fallback
