from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from portal.desk import desk_of

# What lies inside another stands before it; all lie inside the first page, which is marked by itself alone.
IN_THE_MENUS = [
    "home",
    "directions:list",
    "groups:list",
    "feedback:list",
    "river:river",
    "groups:organisation",
    "admin:feedback_feedback_changelist",
    "admin:index",
]


def portal(request: HttpRequest) -> dict[str, Any]:
    """What every page's frame needs. No queries of its own: it is part of every page."""
    return {
        "is_demo": settings.DEMO,
        "desk": SimpleLazyObject(lambda: desk_of(request.user)),
        "in_menus": place_of(request.path),
    }


def place_of(path: str) -> str:
    """Where a page lies, as far as the menus tell: they are drawn once for all that lies in one place."""
    if path in _places():
        return path
    return next((f"{place}…" for place in _places() if place != "/" and path.startswith(place)), "")


@cache
def _places() -> list[str]:
    return [reverse(name) for name in IN_THE_MENUS]
