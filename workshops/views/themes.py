"""A theme of a workshop under way: renamed, moved, merged, taken away."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from people.http import SignedInRequest
from ui.edit_conflict import EditConflict
from ui.http import require_form_methods, typed
from workshops import grouping
from workshops.forms.theme import MergeForm, ThemeForm
from workshops.models import Theme
from workshops.views.running import run_by


@require_form_methods
@never_cache
def edit(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    theme = _theme(request, code, pk)
    form = ThemeForm(typed(request), instance=_theme(request, code, pk))
    if request.method == "POST" and form.is_valid():
        try:
            form.save_by(request.user)
        except EditConflict as conflict:
            form.meet(conflict)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("Saved."))
            return redirect("workshops:run", code)
    return _page(request, theme, form=form)


@require_POST
def merge(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    theme = _theme(request, code, pk)
    form = MergeForm(request.POST, theme=theme)
    if form.is_valid():
        try:
            into = form.merge(by=request.user)
        except ValidationError as problem:
            form.add_error("into", problem)
        else:
            messages.success(
                request, _("“%(theme)s” is now part of “%(into)s”.") % {"theme": theme, "into": into}
            )
            return redirect("workshops:run", code)
    return _page(request, theme, merging=form)


@require_POST
def remove(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    theme = _theme(request, code, pk)
    try:
        grouping.remove(theme, by=request.user)
    except ValidationError as problem:
        messages.warning(request, " ".join(problem.messages))
    else:
        messages.success(
            request, _("“%(theme)s” has been removed. Its notes are waiting to be placed.") % {"theme": theme}
        )
    return redirect("workshops:run", code)


def _theme(request: SignedInRequest, code: str, pk: int) -> Theme:
    workshop = run_by(request, code)
    return get_object_or_404(workshop.themes.select_related("workshop"), pk=pk)


def _page(request: SignedInRequest, theme: Theme, **forms: Any) -> HttpResponse:
    errors = any(form.errors for form in forms.values())
    context = {
        "theme": theme,
        "workshop": theme.workshop,
        "form": ThemeForm(instance=theme),
        "merging": MergeForm(theme=theme),
        **forms,
    }
    return render(request, "workshops/theme_form.html", context, status=422 if errors else 200)
