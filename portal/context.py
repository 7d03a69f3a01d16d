from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from portal.desk import desk_of


def portal(request: HttpRequest) -> dict[str, Any]:
    """What every page's frame needs. No queries of its own: it is part of every page."""
    return {"is_demo": settings.DEMO, "desk": SimpleLazyObject(lambda: desk_of(request.user))}
