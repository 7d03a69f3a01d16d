from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from people.forms import LanguageForm
from people.http import SignedInRequest
from people.may import may
from people.models import Person
from ui.http import safe_address


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
    """Choose the interface's language: kept on the person, and in a cookie for whoever is signed out."""
    form = LanguageForm(request.POST, instance=request.user if request.user.is_authenticated else Person())
    response = HttpResponseRedirect(safe_address(request, request.POST.get("next", ""), reverse("home")))
    if form.is_valid():
        if request.user.is_authenticated:
            form.save_by(request.user)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            form.cleaned_data["language"],
            max_age=365 * 24 * 60 * 60,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response
