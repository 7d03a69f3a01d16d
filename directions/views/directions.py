from types import SimpleNamespace
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.db.models import BigIntegerField, BooleanField, CharField, Count, ExpressionWrapper, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from directions.forms.direction import DirectionForm, NewDirectionForm
from directions.lineage import around
from directions.models import Direction, DirectionLink, Stage
from directions.models.direction_row import direction_rows
from notices.models import Follow
from people.http import SignedInRequest
from people.may import may
from people.models import Person
from people.once import answered_once
from people.saving import save_once
from ui.http import require_form_methods, typed
from ui.prepared import Place, prepared
from ui.unchanged import shows_rows_alone
from workshops.growing import theme_in

FEW = 3  # pieces of feedback; all of them are in a list of their own


@require_safe
@shows_rows_alone
def list_directions(request: SignedInRequest) -> HttpResponse:
    """The current directions; with `?ended` the ended ones, latest end first."""
    ended = "ended" in request.GET
    rows: Any = _counts()
    counts = {"ended" if row["is_ended"] else "current": row["count"] for row in rows}
    counts = {"current": 0, "ended": 0} | counts
    context = {"rows": direction_rows(ended=ended), "show_ended": ended, "counts": counts}
    return render(request, "directions/direction_list.html", context)


@prepared()
def _counts() -> QuerySet[Any, Any]:
    """How many go on, and how many have ended."""
    is_ended = ExpressionWrapper(Q(ended_on__isnull=False), output_field=BooleanField())
    return Direction.objects.order_by().values(is_ended=is_ended).annotate(count=Count("pk"))


@require_form_methods
@never_cache
@answered_once
def new(request: SignedInRequest) -> HttpResponse:
    """Start a direction, with `?theme=` out of a workshop's theme: the coordinators or the director."""
    if not request.user.has_perm("directions.start_direction"):
        raise PermissionDenied
    form = NewDirectionForm(typed(request), theme=theme_in(request))
    response = save_once(
        request,
        form,
        lambda: form.start(by=request.user),
        lambda: _("%(title)s has started.") % form.cleaned_data,
        refused=(IntegrityError,),
    )
    status = 422 if form.errors else 200
    return response or render(request, "directions/direction_form.html", {"form": form}, status=status)


@require_form_methods
@never_cache
def edit(request: SignedInRequest, slug: str) -> HttpResponse:
    """What a direction says of itself: directions start, change and end."""
    direction = get_object_or_404(Direction.objects.current(), slug=slug)
    if not request.user.has_perm("directions.change_direction", direction):
        raise PermissionDenied
    form = DirectionForm(typed(request), instance=get_object_or_404(Direction, pk=direction.pk))
    response = save_once(request, form, lambda: form.save_by(request.user), _("Saved."))
    context = {"form": form, "direction": direction}
    status = 422 if form.errors else 200
    return response or render(request, "directions/direction_form.html", context, status=status)


@require_safe
@shows_rows_alone
def detail(request: SignedInRequest, slug: str) -> HttpResponse:
    direction = _find(request, slug)
    groups = direction.groups.model.on_page_of(direction)
    came_from, led_to = around(DirectionLink, direction)
    stages = _stages(direction)
    direction.begun_stages = [stage for stage in stages if stage.has_begun]  # type: ignore[attr-defined]
    latest = stages[0] if stages and not direction.ended_on else None
    stage_now = None if direction.ended_on else direction.stage_now
    context = {
        "direction": direction,
        "may": _may(request.user, direction, stage_now),
        "stage_now": stage_now,
        "groups": [group for group in groups if not group.ended_on],
        "ended_groups": [group for group in groups if group.ended_on],
        "came_from": came_from,
        "led_to": led_to,
        "stages": [(stage, stage.standing_in_brief(is_waited_for=stage is latest)) for stage in stages],
        "next_may_open": not direction.ended_on and (latest is None or latest.is_reconsidered),
        "posts": direction.feedback.model.latest_about(request.user, FEW, direction=direction.pk),
    }
    return render(request, "directions/direction_detail.html", context)


def _find(request: SignedInRequest, slug: str) -> Direction:
    kind = ContentType.objects.get_for_model(Direction).pk
    for direction in _with_mark(slug=slug, person=request.user.pk, kind=kind):
        return direction
    raise Http404


@prepared(slug=CharField(), person=BigIntegerField(), kind=BigIntegerField())
def _with_mark(slug: Place, person: Place, kind: Place) -> QuerySet[Direction]:
    """A direction with what it grew out of, and whether the person follows it."""
    directions = Direction.objects.select_related("theme__workshop").filter(slug=slug)
    return directions.annotate(is_followed=Follow.objects.marks_of(person, kind))


def _stages(direction: Direction) -> list[Stage]:
    stages = _stages_of(direction=direction.pk)
    for stage in stages:
        stage.direction = direction
    return stages


@prepared(direction=BigIntegerField())
def _stages_of(direction: Place) -> QuerySet[Stage]:
    return Stage.objects.filter(direction=direction).select_related("reconsideration").order_by("-number")


def _may(person: Person, direction: Direction, stage: Stage | None) -> SimpleNamespace:
    """What somebody may do with a direction and with its stage, which is reconsidered once it has ended."""
    allowed = may(
        person,
        direction,
        plan="directions.plan_stages",
        change="directions.change_direction",
        link="directions.change_lineage",
    )
    allowed.reconsider = bool(stage and stage.is_overdue and person.has_perm("groups.reconsider", stage))
    return allowed
