from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from directions.models import Direction
from people.requests import SignedInRequest


@require_safe
def list_directions(request: SignedInRequest) -> HttpResponse:
    """The current directions; with `?ended` the ended ones, latest end first."""
    ended = "ended" in request.GET
    directions = Direction.objects.ended().order_by("-ended_on") if ended else Direction.objects.current()
    counts = {"current": Direction.objects.current().count(), "ended": Direction.objects.ended().count()}
    context = {"directions": directions.with_stage_now(), "show_ended": ended, "counts": counts}
    return render(request, "directions/direction_list.html", context)


@require_safe
def detail(request: SignedInRequest, slug: str) -> HttpResponse:
    direction = get_object_or_404(Direction.objects.with_stage_now(), slug=slug)
    context = {
        "direction": direction,
        "groups": direction.groups.current().with_seats(),
        "ended_groups": direction.groups.ended().order_by("-ended_on"),
        "came_from": direction.links_back.select_related("earlier"),
        "led_to": direction.links_onward.select_related("later"),
        "posts": direction.feedback.visible_to(request.user).latest_first()[:5],
    }
    return render(request, "directions/direction_detail.html", context)
