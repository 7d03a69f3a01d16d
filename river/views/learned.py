"""What ended groups and stages learned, to be searched, and to be offered beside a form."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from people.http import SignedInRequest
from river.learned import all_learned, heading, offers, tried_before
from ui.htmx import page_or_part, wants_part

PER_PAGE = 10
TYPED = ("q", "name", "summary", "title", "aim")  # as the forms that ask call their fields


@require_safe
def learned(request: SignedInRequest) -> HttpResponse:
    """Everything, or what is about the words asked for; to htmx a few, for the form somebody fills in."""
    typed = " ".join(request.GET.get(name, "") for name in TYPED).replace("\x00", "").strip()
    context = _offers(request, typed) if wants_part(request) else _results(request, typed)
    return page_or_part(request, "river/learned.html", "offers", context | {"typed": typed})


def _offers(request: SignedInRequest, typed: str) -> dict[str, Any]:
    offered = offers(typed, request.user, request.GET.get("direction", ""))
    return {"offers": offered, "heading": heading(typed, offered)}


def _results(request: SignedInRequest, typed: str) -> dict[str, Any]:
    results = tried_before(typed, request.user) if typed else all_learned()
    return {"page": Paginator(results, PER_PAGE).get_page(request.GET.get("page"))}
