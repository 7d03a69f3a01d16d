from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from directions.models import Direction, DirectionLink
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
    groups = direction.groups.with_seats().order_by("-ended_on", "name")
    came_from, led_to = DirectionLink.objects.select_related("earlier", "later").around(direction)
    context = {
        "direction": direction,
        "groups": [group for group in groups if not group.ended_on],
        "ended_groups": [group for group in groups if group.ended_on],
        "came_from": came_from,
        "led_to": led_to,
        "posts": direction.feedback.visible_to(request.user).latest_first()[:5],
    }
    return render(request, "directions/direction_detail.html", context)
