"""The river: all directions and groups since the first workshop, as a picture and in words."""

from functools import lru_cache

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from people.http import SignedInRequest
from river.picture import axes, data, drawing, headings, words, zoom
from river.picture.scene import scene


@require_safe
def river(request: SignedInRequest) -> HttpResponse:
    """The whole river, `?year=2019` or `?direction=<slug>`: a part of it, drawn larger."""
    whole = data.river()
    shown = zoom.view(whole, request.GET)
    context = {
        "view": shown,
        "title": headings.title(shown),
        "heading": headings.heading(shown, whole),
        "lead": headings.lead(shown),
        "since": data.FIRST_WORKSHOP,
        "years": zoom.years(whole),
        "parts": _parts(shown, whole, get_language()),
    }
    return render(request, "river/river.html", context)


@lru_cache(maxsize=32)
def _parts(shown: zoom.View, whole: data.River, language: str) -> dict[str, str]:
    """The same streams to the right, downward and on paper, and in words, as markup.

    What is told decides what is drawn, and the same is told until somebody starts or ends something, or a day
    has passed. So what was once drawn is remembered, in each language.
    """
    seen = scene(shown.river, shown.window)
    bed = (seen.window, seen.top, seen.bottom)
    has_spring = seen.spring is not None
    ways = {
        "wide": axes.wide(*bed, has_spring=has_spring),
        "tall": axes.tall(*bed),
        "paper": axes.wide(*bed, has_spring=has_spring, width=axes.PAPER),
    }
    bodies = [] if shown.is_part else words.bodies(whole)
    context = {"view": shown, "entries": words.entries(shown.river, whole), "bodies": bodies}
    return {
        **{way: _drawing(way, drawing.picture(seen, on, stages=shown.is_part)) for way, on in ways.items()},
        "words": render_to_string("river/_river_words.html", context),
    }


@require_safe
def lately(request: SignedInRequest) -> HttpResponse:
    """The last years of the river as a low picture, which the first page fetches after itself."""
    shown = zoom.lately(data.river())
    return HttpResponse(_strip(shown, get_language()))


@lru_cache(maxsize=8)
def _strip(shown: zoom.View, language: str) -> str:
    seen = scene(shown.river, shown.window)
    low = axes.strip(seen.window, seen.top, seen.bottom)
    picture = drawing.picture(seen, low) if seen.ribbons else None
    return render_to_string("river/_river_strip.html", {"picture": picture})


def _drawing(form: str, picture: drawing.Picture) -> str:
    """On paper nothing leads on: it takes a third less to send."""
    template = "river/_river_paper.html" if form == "paper" else "river/_river_drawing.html"
    return render_to_string(template, {"form": form, "picture": picture})
