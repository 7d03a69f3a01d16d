"""Where a second factor is asked for: as a step of signing in, or in a session that began without one."""

import json
from typing import Any

from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from identity import factors, second_factor
from identity.forms import PasskeyForm, SecondFactorForm
from people.http import SignedInRequest
from people.models import Person
from ui.http import require_form_methods, safe_address, typed

PAGE = "identity/second_factor.html"
Kind = Authenticator.Type


class WhileSigningIn(AuthenticateView):
    """allauth's step, on our page."""

    template_name = PAGE

    def form_valid(self, form: SecondFactorForm | PasskeyForm) -> HttpResponse:
        if not self.stage.login.user.is_active:
            return redirect("account_inactive")
        response: HttpResponse = super().form_valid(form)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person = self.stage.login.user
        context: dict[str, Any] = super().get_context_data(**kwargs)
        options = json.dumps(context["js_data"]["request_options"])
        return context | _ways(person) | {"options": options, "action": reverse("mfa_authenticate")}


while_signing_in = require_form_methods(WhileSigningIn.as_view())


@require_form_methods
@never_cache
def ask(request: SignedInRequest) -> HttpResponse:
    """Of somebody who has signed in without: what they have, or else to make one before anything else."""
    person = request.user
    after = safe_address(request, request.GET.get("next", ""), reverse("home"))
    if not second_factor.asks(person) or second_factor.is_given(request, person):
        return HttpResponseRedirect(after)
    if not second_factor.has_one(person):
        return render(request, "identity/make_one.html")
    forms = _bound(request, person)
    for form in forms.values():
        if form.is_bound and form.is_valid():
            return _go_on(request, form, after)
    is_refused = any(form.errors for form in forms.values())
    options = json.dumps(begin_authentication(person))
    context = forms | _ways(person) | {"options": options, "action": request.get_full_path()}
    return render(request, PAGE, context, status=422 if is_refused else 200)


def _bound(request: HttpRequest, person: Person) -> dict[str, Any]:
    """Whichever of the two was sent holds what was sent."""
    sent = typed(request)
    by_code = sent if sent is not None and "code" in sent else None
    by_passkey = sent if sent is not None and "code" not in sent else None
    return {
        "form": SecondFactorForm(by_code, user=person),
        "webauthn_form": PasskeyForm(by_passkey, user=person),
    }


def _go_on(request: SignedInRequest, form: SecondFactorForm | PasskeyForm, after: str) -> HttpResponse:
    is_passkey = isinstance(form, PasskeyForm)
    factor = form.cleaned_data["credential"] if is_passkey else form.authenticator
    second_factor.confirmed(request.user, factor)
    second_factor.give(request, request.user, factor)
    return HttpResponseRedirect(after)


def _ways(person: Person) -> dict[str, bool]:
    """What they have to confirm with; recovery codes go where the code of an app goes."""
    has_codes = bool(factors.of(person, Kind.TOTP) or factors.codes_left(person))
    return {"has_codes": has_codes, "has_passkeys": bool(factors.of(person, Kind.WEBAUTHN))}
