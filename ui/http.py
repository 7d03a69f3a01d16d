"""Small things every view needs of HTTP: which methods it answers, what was typed, where to go next."""

from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

# A page with a form: shown by GET (and HEAD), taken by POST.
require_form_methods = require_http_methods(["GET", "HEAD", "POST"])

LONGEST_ADDRESS = 2_000  # to which anybody is led


def typed(request: HttpRequest) -> QueryDict | None:
    """What somebody sent, for a form to judge; None when they only came to look."""
    return request.POST if request.method == "POST" else None


def chosen_files(request: HttpRequest) -> Any:
    """The files that came with it, for the same form; None when somebody only came to look."""
    return request.FILES if request.method == "POST" else None


def version_seen(request: HttpRequest) -> int:
    """The version of what somebody had read when they pressed a button; -1, which is none, for nonsense."""
    read = number_in(request.POST.get("version", ""))
    return -1 if read is None else read


def words_typed(request: HttpRequest) -> list[str]:
    """The texts of more than one word that came with a form, for a page that gives them back."""
    try:
        values = [value for _name, values in request.POST.lists() for value in values]
    except (OSError, SuspiciousOperation):  # it broke off, or was too much to be read
        return []
    return [value for value in values if len(value.split()) > 1]


def number_in(text: str) -> int | None:
    """The number of a row that somebody sent; None for nonsense, or more digits than a database takes."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


def row_in[Row: Model](request: HttpRequest, name: str, rows: QuerySet[Row]) -> Row | None:
    """The row that an address names (`?theme=12`), of those this person may see; None when it names none.

    What is not among them is not found (404), whether there is such a row or not.
    """
    if name not in request.GET:
        return None
    number = number_in(request.GET[name])
    if number is None:
        raise Http404
    return get_object_or_404(rows, pk=number)


def safe_address(request: HttpRequest, address: str, fallback: str) -> str:
    """An address somebody asked to be led to, if it is one of ours; otherwise `fallback`."""
    hosts = {request.get_host()}
    is_whole = len(address) <= LONGEST_ADDRESS and address.startswith(
        ("/", "http:", "https:")
    )  # `redirect` takes a word for a view's name
    is_ours = is_whole and url_has_allowed_host_and_scheme(address, hosts, request.is_secure())
    return address if is_ours else fallback
