"""The river: all directions and groups since the first workshop, as a picture and in words."""

from functools import lru_cache
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from groups.river import axes, drawing, telling, words, zoom
from groups.river.scene import scene
from people.requests import SignedInRequest


@require_safe
def river(request: SignedInRequest) -> HttpResponse:
    """The whole river, `?year=2019` or `?direction=<slug>`: a part of it, drawn larger."""
    whole = telling.river()
    shown = zoom.view(whole, request.GET)
    context = {
        "view": shown,
        "how_long": words.how_long(whole),
        "since": telling.FIRST_WORKSHOP,
        "entries": words.entries(shown.river, whole),
        "bodies": words.bodies(whole),
        "years": zoom.years(whole),
    }
    return render(request, "groups/river.html", context | _pictures(shown, get_language()))


@lru_cache(maxsize=32)
def _pictures(shown: zoom.View, language: str) -> dict[str, Any]:
    """The same streams on two sheets: one lies, the other stands.

    What is told decides what is drawn, and the same is told until somebody starts or ends something, or a day
    has passed. So a picture once drawn is remembered, in each language.
    """
    seen = scene(shown.river, shown.window)
    stages = shown.is_part
    lying = axes.wide(seen.window, seen.top, seen.bottom, has_spring=seen.spring is not None)
    standing = axes.tall(seen.window, seen.top, seen.bottom)
    return {
        "wide": drawing.picture(seen, lying, stages=stages),
        "tall": drawing.picture(seen, standing, stages=stages),
    }
