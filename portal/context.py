from typing import Any

from django.conf import settings
from django.http import HttpRequest


def portal(request: HttpRequest) -> dict[str, Any]:
    """What every page's frame needs. No queries: it is part of every page."""
    return {"is_demo": settings.DEMO}
