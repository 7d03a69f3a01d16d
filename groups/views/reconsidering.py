"""The reconsideration of a stage as one guided act, and what representatives suggest beforehand."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from directions.forms.direction import TAKEN
from directions.models import Stage
from groups.forms.reconsidering import ReconsiderationForm, SuggestionForm
from groups.models import Group
from groups.reconsidering import suggest as suggest_outcome
from people.http import SignedInRequest
from ui.dates import today
from ui.http import require_form_methods, typed
from ui.swedish import alphabetically


@require_form_methods
@never_cache
def reconsider(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """What becomes of the direction and each of its groups, decided at once; told, if it has been already."""
    stages = Stage.objects.select_related("direction", "reconsideration")
    stage = get_object_or_404(stages, direction__slug=slug, number=number)
    if not request.user.has_perm("groups.reconsider", stage):
        raise PermissionDenied
    if stage.is_reconsidered and request.method != "POST":  # what was typed is not lost
        messages.warning(request, _("This stage has already been reconsidered. This is what was decided."))
        return redirect(stage)
    if request.method != "POST" and stage.is_followed:
        messages.warning(request, _("A later stage has been opened, so this one waits for nothing."))
        return redirect(stage)
    form = _form(request, stage)
    if request.method == "POST" and form.is_valid() and _decide(request, form):
        messages.success(
            request, _("Decided, and everybody concerned has been told. Next: open the next stage.")
        )
        return redirect(stage)
    context = {
        "form": form,
        "stage": stage,
        "direction": stage.direction,
        "today": today(),
        "presentations": stage.presentations.select_related("body").prefetch_related("corrections"),
    }
    return render(request, "groups/reconsider.html", context, status=422 if form.errors else 200)


def _form(request: SignedInRequest, stage: Stage) -> ReconsiderationForm:
    groups = stage.direction.groups.current().select_related("direction").order_by(alphabetically("name"))
    suggestions = {suggestion.group_id: suggestion for suggestion in stage.suggestions.select_related("by")}
    return ReconsiderationForm(typed(request), stage, groups, suggestions)


def _decide(request: SignedInRequest, form: ReconsiderationForm) -> bool:
    """False when something stood in the way: the form then says what, and nothing has changed."""
    try:
        form.reconsider(by=request.user)
    except ValidationError as problem:
        form.refuse(problem)
    except IntegrityError:  # somebody took the new direction's name this very moment
        form.direction.add_error("new_name", TAKEN)
    return not form.errors


@require_form_methods
@never_cache
def suggest(request: SignedInRequest, slug: str) -> HttpResponse:
    """A representative says beforehand what they think becomes of their group after this stage."""
    group = get_object_or_404(Group.objects.current().select_related("direction"), slug=slug)
    if not request.user.has_perm("groups.suggest_outcome", group):
        raise PermissionDenied
    stage = get_object_or_404(Stage.objects.unreconsidered().begun(), direction=group.direction)
    suggestion = stage.suggestions.filter(group=group).first()
    form = SuggestionForm(typed(request), group=group, suggestion=suggestion)
    if request.method == "POST" and form.is_valid():
        try:
            suggest_outcome(stage, group, form.chosen_outcome(), by=request.user)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(
                request,
                _("Your group has been told. The coordinators see it when they reconsider the stage."),
            )
            return redirect(stage)
    context = {"form": form, "stage": stage, "group": group}
    return render(request, "groups/suggestion_form.html", context, status=422 if form.errors else 200)
