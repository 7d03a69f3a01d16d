"""How a page follows what happens: it asks every three seconds, and is answered in a word when nothing did.

The tag is known from one row, before anything else is read or rendered. htmx sends it back itself
(`data-hx-headers`), so that a 304 reaches it as a 304, and nothing on the page is touched.
"""

import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language

from ui.htmx import page_or_part, wants_part


def tag_of(*parts: object) -> str:
    """One for each language: they are different pages."""
    return f'W/"{"-".join(str(part) for part in (*parts, get_language()))}"'


def headers_for(tag: str) -> str:
    """What htmx is to send with its next question (`data-hx-headers`)."""
    return json.dumps({"If-None-Match": tag})


def follow(
    request: HttpRequest, page: str, part: str, tag: str, context: Callable[[], dict[str, Any]]
) -> HttpResponse:
    """The page, its part for htmx, or 304 when htmx has the part of this tag already."""
    if wants_part(request) and (unchanged := get_conditional_response(request, etag=tag)):
        return unchanged
    shown = {"follow": headers_for(tag), **context()}
    response = page_or_part(request, page, part, shown)
    if wants_part(request):
        response.headers["ETag"] = tag
    return response
