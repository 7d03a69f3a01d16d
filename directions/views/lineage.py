"""Where a direction came from and what it led on to, set by hand."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from directions.lineage_pages import lineage_page, take_back
from directions.models import Direction, DirectionLink
from people.http import SignedInRequest
from ui.http import require_form_methods


@require_form_methods
@never_cache
def lineage(request: SignedInRequest, slug: str) -> HttpResponse:
    direction = get_object_or_404(Direction, slug=slug)
    return lineage_page(request, direction, DirectionLink, "directions")


@require_POST
def unlink(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    direction = get_object_or_404(Direction, slug=slug)
    return take_back(request, direction, DirectionLink, pk, "directions")
