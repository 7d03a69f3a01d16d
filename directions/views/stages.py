"""A direction's stages: opened, changed, looked at."""

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from directions.forms.stage import StageForm
from directions.models import Direction, Reconsideration, Stage
from people.http import SignedInRequest
from people.may import may
from people.models import Person
from people.once import answered_once
from people.saving import save_once
from ui.dates import today
from ui.http import require_form_methods, typed
from ui.swedish import alphabetically

FEW = 3  # pieces of feedback


@require_safe
def detail(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """What a stage was for, who carried it out, to whom it was presented, and what happened to it."""
    stage = _stage(slug, number)
    reconsideration = stage.reconsideration if stage.is_reconsidered else None
    is_followed = stage.is_followed
    context = {
        "stage": stage,
        "direction": stage.direction,
        "groups": stage.groups.with_seats().with_next_meeting().order_by(alphabetically("name")),
        "presentations": _presentations(stage),
        "reconsideration": reconsideration,
        "outcomes": reconsideration and _outcomes(reconsideration),
        "suggestions": [] if reconsideration else _suggestions(request.user, stage),
        "posts": stage.feedback.model.latest_about(request.user, FEW, stage=stage.pk),
        "waits": not (reconsideration or is_followed or stage.direction.ended_on),
        "may_open": reconsideration and not is_followed,
        "today": today(),
        "may": may(
            request.user,
            stage,
            reconsider="groups.reconsider",
            present="groups.present_stage",
            record="groups.record_presentation",
        ),
        "may_plan": request.user.has_perm("directions.plan_stages", stage.direction),
    }
    return render(request, "directions/stage_detail.html", context)


@require_form_methods
@never_cache
@answered_once
def new(request: SignedInRequest, slug: str) -> HttpResponse:
    """Open the next stage of a direction."""
    direction = get_object_or_404(Direction.objects.current(), slug=slug)
    return _form(request, Stage(direction=direction))


@require_form_methods
@never_cache
def edit(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Change a stage that has not been reconsidered yet; afterwards it stays as it was."""
    stage = get_object_or_404(
        Stage.objects.unreconsidered().select_related("direction"), direction__slug=slug, number=number
    )
    return _form(request, stage)


def _suggestions(person: Person, stage: Stage) -> QuerySet[Model]:
    return stage.suggestions.visible_to(person).select_related("group", "by")


def _presentations(stage: Stage) -> QuerySet[Model]:
    presentations = stage.presentations.select_related("body", "planned_by", "said_by")
    return presentations.prefetch_related("corrections__made_by")


def _outcomes(reconsideration: Reconsideration) -> QuerySet[Model]:
    """What became of each group, with what it led on to."""
    outcomes = reconsideration.group_outcomes.select_related("group")
    return outcomes.prefetch_related("group__links_onward__later")


def _stage(slug: str, number: int) -> Stage:
    stages = Stage.objects.select_related("direction", "reconsideration__decided_by")
    return get_object_or_404(stages, direction__slug=slug, number=number)


def _form(request: SignedInRequest, stage: Stage) -> HttpResponse:
    if not request.user.has_perm("directions.plan_stages", stage.direction):
        raise PermissionDenied
    is_new = stage.pk is None
    form = StageForm(typed(request), instance=stage)
    done = _("The stage is open.") if is_new else _("Saved.")
    response = save_once(request, form, lambda: form.save_by(request.user), done)
    context = {"form": form, "direction": stage.direction, "stage": None if is_new else stage}
    status = 422 if form.errors else 200
    return response or render(request, "directions/stage_form.html", context, status=status)
