"""A stage is presented to the storgrupp and to the management team; what they said is written down."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from directions.models import Stage
from groups.forms.presenting import PresentationForm, SaidCorrectionForm, SaidForm
from groups.models import Presentation
from people.http import SignedInRequest
from people.once import answered_once
from people.saving import save_once
from ui.http import require_form_methods, typed


@require_form_methods
@never_cache
@answered_once
def new(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Plan a presentation: to whom, when, with what."""
    stages = Stage.objects.select_related("direction")
    stage = get_object_or_404(stages, direction__slug=slug, number=number)
    return _form(request, Presentation(stage=stage), "groups.present_stage", PresentationForm)


@require_form_methods
@never_cache
@answered_once
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change the day or the material, until what was said has been written down."""
    presentation = get_object_or_404(_presentations().filter(said=""), pk=pk)
    return _form(request, presentation, "groups.present_stage", PresentationForm)


@require_form_methods
@never_cache
@answered_once
def record(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write down what the body said; what has been written is corrected, and stays."""
    presentation = get_object_or_404(_presentations(), pk=pk)
    form_class = SaidCorrectionForm if presentation.said else SaidForm
    return _form(request, presentation, "groups.record_presentation", form_class)


def _presentations() -> QuerySet[Presentation]:
    presentations = Presentation.objects.select_related("stage__direction", "body", "said_by")
    return presentations.prefetch_related("corrections__made_by")


def _form(
    request: SignedInRequest,
    presentation: Presentation,
    perm: str,
    form_class: type[PresentationForm | SaidForm | SaidCorrectionForm],
) -> HttpResponse:
    if not request.user.has_perm(perm, presentation.stage):
        raise PermissionDenied
    form = form_class(typed(request), instance=presentation)
    response = save_once(request, form, lambda: form.save_by(request.user), _("Saved."))
    names = {"presentation": presentation, "stage": presentation.stage}
    context = {"form": form, "overtaken": getattr(form, "overtaken", None), **names}
    status = 422 if form.errors else 200
    return response or render(request, "groups/presentation_form.html", context, status=status)
