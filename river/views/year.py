"""The year at a glance: a wheel, and beside it the same by month, from today on."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from people.http import SignedInRequest
from river.calendar.days import ahead, behind
from river.calendar.events import EventKind, Period, events, events_of
from river.calendar.wheel_layout import lay_out_wheel
from ui.dates import FIRST_DAY, LAST_DAY, today


@require_safe
@never_cache
def show(request: SignedInRequest, year: int | None = None) -> HttpResponse:
    """What happens in a year, this one unless another is asked for; with `?mine`, to oneself."""
    asked = today().year if year is None else year
    if not FIRST_DAY.year <= asked <= LAST_DAY.year:
        raise Http404
    mine = "mine" in request.GET
    period = Period(date(asked, 1, 1), date(asked, 12, 31))
    happening = events_of(request.user, period) if mine else events(period)
    shown = [event for event in happening if not event.is_cancelled]
    wheel = lay_out_wheel(asked, [event.day for event in shown], today())
    context = {
        "year": str(asked),  # never with a thousands separator
        "is_chosen": year is not None,
        "before": asked - 1 if asked > FIRST_DAY.year else None,
        "after": asked + 1 if asked < LAST_DAY.year else None,
        "mine": mine,
        "ahead": ahead(shown, asked),
        "behind": behind(shown),
        "is_this_year": asked == today().year,
        "next": next((event for event in shown if event.day > today()), None),
        "count": len(shown),
        "kinds": [kind for kind in EventKind if any(event.kind == kind for event in shown)],
        "wheel": wheel,
        "marks": list(zip(shown, wheel.spots, strict=True)),
        "today": today(),
    }
    return render(request, "river/year.html", context)
