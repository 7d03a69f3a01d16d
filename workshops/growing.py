"""A theme becomes a direction or a group: the pages that start one ask here what it is to grow out of."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from workshops.models import Theme


def theme_in(request: HttpRequest) -> Theme | None:
    """The theme that an address names (`?theme=12`), with its answers; None when it names none."""
    number = request.GET.get("theme")
    if number is None:
        return None
    if not (number.isdecimal() and len(number) < 19):
        raise Http404
    return get_object_or_404(Theme.objects.select_related("workshop").prefetch_related("answers"), pk=number)
