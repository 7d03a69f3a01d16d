"""A stage is presented to the storgrupp and to the management team; what they said is written down."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from directions.models import Stage
from groups.forms.presenting import PRESENTED_ALREADY, PresentationForm, SaidForm
from groups.models import Presentation
from people.http import SignedInRequest
from ui.http import require_form_methods, typed


@require_form_methods
@never_cache
def new(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Plan a presentation: to whom, when, with what."""
    stages = Stage.objects.select_related("direction")
    stage = get_object_or_404(stages, direction__slug=slug, number=number)
    return _form(request, Presentation(stage=stage), "groups.present_stage", PresentationForm)


@require_form_methods
@never_cache
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change the day or the material, until what was said has been written down."""
    found = get_object_or_404(_presentations().filter(said=""), pk=pk)
    return _form(request, found, "groups.present_stage", PresentationForm)


@require_form_methods
@never_cache
def record(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write down what the body said."""
    return _form(request, get_object_or_404(_presentations(), pk=pk), "groups.record_presentation", SaidForm)


def _presentations() -> Any:
    return Presentation.objects.select_related("stage__direction", "body")


def _form(request: SignedInRequest, presentation: Presentation, perm: str, form_class: Any) -> HttpResponse:
    if not request.user.has_perm(perm, presentation.stage):
        raise PermissionDenied
    form = form_class(typed(request), instance=presentation)
    if request.method == "POST" and form.is_valid():
        try:
            form.save_by(request.user)
        except IntegrityError:  # somebody planned the same this very moment
            form.add_error("on", PRESENTED_ALREADY)
        else:
            messages.success(request, _("Saved."))
            return redirect(presentation.stage)
    context = {"form": form, "presentation": presentation, "stage": presentation.stage}
    return render(request, "groups/presentation_form.html", context, status=422 if form.errors else 200)
