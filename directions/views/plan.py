"""The plan of the whole work: its revisions, what changed between them, and the next one."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from directions.forms.plan import PlanForm
from directions.models import Plan
from people.http import SignedInRequest
from people.may import may
from people.once import answered_once, redirect_once
from ui.comparing import compare
from ui.http import require_form_methods, typed


@require_safe
def current(request: SignedInRequest) -> HttpResponse:
    """The plan as it now holds."""
    return _plan_page(request, Plan.objects.current())


@require_safe
def revision(request: SignedInRequest, number: int) -> HttpResponse:
    """One revision, the current one or an earlier."""
    return _plan_page(request, _revision(number), number=number)


@require_safe
def changes(request: SignedInRequest, number: int) -> HttpResponse:
    """What a revision changed in the one before it; the first changed nothing."""
    plan, before = _revision(number), _revision(number - 1)
    context = {"plan": plan, "before": before, "pieces": compare(before.text, plan.text)}
    return render(request, "directions/plan_changes.html", context)


@require_form_methods
@never_cache
@answered_once
def revise(request: SignedInRequest) -> HttpResponse:
    """Write the next revision: the coordinators and the communicator."""
    if not request.user.has_perm("directions.revise_plan"):
        raise PermissionDenied
    form = PlanForm(typed(request), current=Plan.objects.current())
    if request.method == "POST" and form.is_valid():
        try:
            revised = _("The plan is revised.")
            return redirect_once(request, lambda: form.revise(by=request.user), revised)
        except ValidationError as problem:
            form = _form_again(request, problem)
    context = {"form": form, "plan": Plan.objects.current()}
    return render(request, "directions/plan_form.html", context, status=422 if form.errors else 200)


def _form_again(request: SignedInRequest, problem: ValidationError) -> PlanForm:
    """The same words against what now holds. It finds out by itself that somebody was quicker."""
    form = PlanForm(request.POST, current=Plan.objects.current())
    if form.is_valid():
        form.add_error(None, problem)
    return form


def _revision(number: int) -> Plan:
    return get_object_or_404(Plan.objects.select_related("revised_by"), number=number)


def _plan_page(request: SignedInRequest, plan: Plan | None, *, number: int | None = None) -> HttpResponse:
    """With a `number` the page is named after that revision, also when it is the one that holds."""
    revisions = list(Plan.objects.defer("text"))
    latest = revisions[0] if revisions else None
    context = {
        "plan": plan,
        "revisions": revisions,
        "latest": latest,
        "number": number,
        "may": may(request.user, revise="directions.revise_plan"),
    }
    return render(request, "directions/plan_detail.html", context)
