"""Searching: one page with what was found, and a few suggestions while somebody writes."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from people.http import SignedInRequest
from search.finding import Found, Narrowed, find
from search.models import MissedSearch
from search.narrowing import narrowed_to, narrowings
from search.ordering import Hit
from search.results import results, summary
from search.sources import sources
from search.words import folded
from ui.http import number_in

PER_PAGE = 20
SUGGESTED = 6
LED_HERE = _("Your search led straight here. Search with a word more to see what else there is.")


@require_safe
@never_cache
def search(request: SignedInRequest) -> HttpResponse:
    """What was asked for, best first. Whoever types the whole name of a group or a person goes there."""
    asked = _asked(request)
    narrowed = _narrowed(request)
    found = find(asked, request.user, narrowed)
    is_whole_question = narrowed == Narrowed() and not {"all", "after"} & request.GET.keys()
    if is_whole_question and (address := _straight(asked, found, request)):
        if len(found.hits) > 1 and _is_meant(request):
            messages.info(request, LED_HERE)
        return redirect(address)
    if found.is_near and is_whole_question and _is_meant(request):
        MissedSearch.objects.note(asked)
    return render(request, "search/search.html", _page(request, asked, found, narrowed))


@require_safe
@never_cache
def suggest(request: SignedInRequest) -> HttpResponse:
    """The first few, as lines of the list under the field."""
    found = find(_asked(request), request.user, near=False)
    few = results(found, found.hits[:SUGGESTED], request.user, in_full=False)
    context = {"results": few, "asked": _asked(request)}
    return render(request, "search/_suggestions.html", context)


def _asked(request: SignedInRequest) -> str:
    return " ".join(request.GET.get("q", "").replace("\x00", " ").split())


def _is_meant(request: SignedInRequest) -> bool:
    """Somebody waits for the answer: it is not fetched ahead by a browser, nor only its headers."""
    purpose = request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    return request.method == "GET" and "prefetch" not in purpose


def _narrowed(request: SignedInRequest) -> Narrowed:
    kind, since = request.GET.get("kind", ""), request.GET.get("since", "")
    return Narrowed(
        kind=kind if kind in sources() else "",
        direction=number_in(request.GET.get("direction", "")),
        since=since if since in ("month", "year") else "",
        is_mine="mine" in request.GET,
    )


def _straight(asked: str, found: Found, request: SignedInRequest) -> str:
    """Where the one thing is that has this very name, if it is one that people look for by name."""
    named = [
        hit for hit in found.hits if sources()[hit.kind].leads_straight and folded(hit.title) == folded(asked)
    ]
    only = results(found, named, request.user, in_full=False) if len(named) == 1 else []
    return only[0].address if only else ""


def _page(request: SignedInRequest, asked: str, found: Found, narrowed: Narrowed) -> dict[str, Any]:
    hits = _from(found.hits, number_in(request.GET.get("after", "")))
    shown = results(found, hits[:PER_PAGE], request.user)
    offered = narrowings(request, found, narrowed) if found.hits or narrowed != Narrowed() else []
    return {
        "asked": asked,
        "found": found,
        "results": shown,
        "after": hits[PER_PAGE - 1].pk if len(hits) > PER_PAGE else None,
        "summary": summary(found),
        "narrowings": offered,
        "narrowed_to": narrowed_to(offered),
        "whole": urlencode({"q": asked, "all": 1}) if narrowed != Narrowed() else "",
    }


def _from(hits: list[Hit], after: int | None) -> list[Hit]:
    """Those behind the last one seen; all of them where it is gone."""
    places = [place for place, hit in enumerate(hits) if hit.pk == after]
    return hits[places[0] + 1 :] if places else hits
