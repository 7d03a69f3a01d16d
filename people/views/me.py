from datetime import timedelta
from functools import partial

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from people.forms import LanguageForm
from people.http import SignedInRequest
from people.languages import CHOSEN_BEFORE, SOON_ENOUGH
from people.may import may
from people.models import Person
from ui.http import safe_address

A_YEAR = timedelta(days=365)


@require_safe
@never_cache
def me(request: SignedInRequest) -> HttpResponse:
    """One's own page: what the directory says, the groups one is in, what one follows, how to sign out."""
    person = Person.objects.select_related("unit", "manager__stand_in").get(pk=request.user.pk)
    follows = [follow for follow in request.user.follows.prefetch_related("target") if follow.target]
    permissions = may(request.user, see_first_day="portal.see_first_day")
    return render(request, "people/me.html", {"person": person, "follows": follows, "may": permissions})


@require_POST
@login_not_required
def language(request: HttpRequest) -> HttpResponse:
    """Choose the interface's language: kept on the person, and in a cookie for whoever is signed out.

    Whoever signs in shortly afterwards keeps it (`people.languages`).
    """
    form = LanguageForm(request.POST, instance=request.user if request.user.is_authenticated else Person())
    response = HttpResponseRedirect(safe_address(request, request.POST.get("next", ""), reverse("home")))
    if form.is_valid():
        keep = partial(_keep, response, form.cleaned_data["language"])
        keep(settings.LANGUAGE_COOKIE_NAME, A_YEAR)
        if request.user.is_authenticated:
            form.save_by(request.user)
        else:
            keep(CHOSEN_BEFORE, SOON_ENOUGH)
    return response


def _keep(response: HttpResponse, language: str, cookie: str, lifetime: timedelta) -> None:
    response.set_cookie(
        cookie,
        language,
        max_age=lifetime,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
