"""Following a thing, and no longer: one click on its page. Each app has the addresses of its own things."""

from typing import Any

from django.contrib import messages
from django.db import models
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from notices.models import Follow
from people.http import SignedInRequest
from ui.htmx import wants_part


def follow(request: SignedInRequest, target: models.Model) -> HttpResponse:
    Follow.objects.begin(target, by=request.user)
    return _answer(request, target, True, _("You now follow %(thing)s."))


def unfollow(request: SignedInRequest, target: models.Model) -> HttpResponse:
    Follow.objects.stop(target, by=request.user)
    return _answer(request, target, False, _("You no longer follow %(thing)s."))


def _answer(request: SignedInRequest, target: Any, is_followed: bool, success: str) -> HttpResponse:
    """The button as it is now for htmx; otherwise back to the page, which says what has happened."""
    said = success % {"thing": target}
    if wants_part(request):
        target.is_followed = is_followed
        return render(request, "notices/_follow.html", {"target": target, "said": said})
    messages.success(request, said)
    back_to_own_page = request.POST.get("back") == "me"
    return redirect("me" if back_to_own_page else target)
