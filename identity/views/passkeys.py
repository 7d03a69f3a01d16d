"""Signing in with a passkey alone, and with one that a one-time link lets somebody add."""

from typing import Any

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from identity import break_glass, factors
from identity.door import turn_away_closed
from identity.forms import AddPasskeyForm, SignInByPasskeyForm
from identity.models import OneTimeLink
from identity.views.adding import registration_options
from ui.http import require_form_methods, typed

REFUSED = _("That passkey is not known here, or was not confirmed. Try again, or sign in another way.")


class SignInByPasskey(LoginWebAuthnView):
    """What the browser is to be asked, as JSON, and its answer."""

    def _redirect_to_pending_stage(self, *args: Any) -> None:
        """Whoever has asked for a code may change their mind."""

    def form_valid(self, form: SignInByPasskeyForm) -> HttpResponse:
        person = form.cleaned_data["credential"].user
        if not person.is_active:
            turn_away_closed(person)
            return redirect("account_inactive")
        response: HttpResponse = super().form_valid(form)
        return response

    def form_invalid(self, form: SignInByPasskeyForm) -> HttpResponse:
        """Back to where it began, which leads on as before."""
        messages.error(self.request, REFUSED)
        after = get_next_redirect_url(self.request)
        return redirect(reverse("account_login", query={"next": after} if after else None))


by_passkey = SignInByPasskey.as_view()


@require_form_methods
@login_not_required
def sign_in(request: HttpRequest) -> HttpResponse:
    if not settings.SIGN_IN_BY_PASSKEY:
        raise Http404
    if request.method != "POST" and request.headers.get("Accept") != "application/json":
        return redirect("account_login")  # somebody typed the address
    response: HttpResponse = by_passkey(request)
    return response


@require_form_methods
@login_not_required
@never_cache
def by_link(request: HttpRequest, secret: str) -> HttpResponse:
    """For whoever has no other way in: it adds a passkey, once, and signs in with it."""
    link = OneTimeLink.objects.open().of(secret).select_related("person").first()
    if link is None:
        return render(request, "identity/link_over.html", status=404)
    form = AddPasskeyForm(typed(request), user=link.person)
    if form.is_valid():
        try:
            passkey = break_glass.use(link, form.cleaned_data["name"], form.cleaned_data["credential"])
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            logout(request)  # whoever else sits here has left
            factors.sign_in_with(request, link.person, passkey)
            response: HttpResponse = perform_login(
                request, Login(user=link.person, redirect_url=reverse("ways_in"))
            )
            return response
    context = {"form": form, "options": registration_options(link.person), "person": link.person}
    return render(request, "identity/by_link.html", context, status=422 if form.errors else 200)
