"""What every view with a form does when it is sent: valid, save, or say what stands in the way.

    response = save_once(request, form, lambda: form.save_by(request.user), _("Saved."))
    return response or render(request, PAGE, {"form": form}, status=422 if form.errors else 200)

Somebody who was quicker is met by the form itself (`ui.forms.VersionedForm`), which keeps every word and has
in `overtaken` what stands there now. What else stands in the way is told by the form's `refuse`, if it has
one, and otherwise beside the fields that the ValidationError names.
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse

from people.http import SignedInRequest
from people.once import Words, redirect_once
from ui.edit_conflict import EditConflict
from ui.forms import VersionedForm


def save_once(
    request: SignedInRequest,
    form: forms.BaseForm,
    verb: Callable[[], Any],
    success: Words = "",
    *,
    refused: tuple[type[Exception], ...] = (),
) -> HttpResponse | None:
    """Do `verb` once, which gives what it saved, say so, and go there. None: the form is to be shown.

    `refused` are the exceptions besides ValidationError of which the form knows how to tell.
    """
    if request.method != "POST" or not form.is_valid():
        return None
    rejections: tuple[type[Exception], ...] = (ValidationError, *refused)
    try:
        return redirect_once(request, verb, success)
    except EditConflict as conflict:
        if not isinstance(form, VersionedForm):
            raise
        form.meet(conflict)
    except rejections as problem:
        _refuse(form, problem)
    return None


def _refuse(form: Any, problem: Exception) -> None:
    if hasattr(form, "refuse"):
        form.refuse(problem)
    else:
        form.add_error(None, problem)
