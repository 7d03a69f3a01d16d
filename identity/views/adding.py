"""A new passkey, or an app with codes."""

import json

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import clear_totp_secret
from allauth.mfa.webauthn.internal.auth import begin_registration
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from identity import factors
from identity.forms import AddAppForm, AddPasskeyForm
from identity.fresh import fresh_sign_in_required
from identity.views.codes import codes_follow
from people.http import SignedInRequest
from people.models import Person
from ui.http import require_form_methods, typed
from ui.qr import square


@require_form_methods
@never_cache
@fresh_sign_in_required
def add_passkey(request: SignedInRequest) -> HttpResponse:
    person = request.user
    form = AddPasskeyForm(typed(request), user=person)
    if form.is_valid() and (passkey := _added(form, person)):
        return _go_on(request, passkey, _("The passkey is added: from now on you can sign in with it alone."))
    context = {"form": form, "options": registration_options(person)}
    return render(request, "identity/add_passkey.html", context, status=422 if form.errors else 200)


@require_form_methods
@never_cache
@fresh_sign_in_required
def add_app(request: SignedInRequest) -> HttpResponse:
    person = request.user
    form = AddAppForm(typed(request), user=person)
    if form.is_valid() and (app := _added_app(form, person)):
        clear_totp_secret(request)
        return _go_on(request, app, _("The app is added: its code is asked for when you sign in."))
    address = get_adapter().build_totp_url(person, form.secret)
    context = {"form": form, "qr": square(address), "secret": in_fours(form.secret), "address": address}
    return render(request, "identity/add_app.html", context, status=422 if form.errors else 200)


def registration_options(person: Person) -> str:
    """What the browser is asked for, as JSON: a passkey that signs in alone."""
    return json.dumps(begin_registration(person, True))


def in_fours(secret: str) -> str:
    """As one types it from a screen."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def _added(form: AddPasskeyForm, person: Person) -> Authenticator | None:
    try:
        return factors.add_passkey(person, form.cleaned_data["name"], form.cleaned_data["credential"])
    except ValidationError as problem:
        form.add_error(None, problem)
    return None


def _added_app(form: AddAppForm, person: Person) -> Authenticator | None:
    try:
        return factors.add_app(person, form.secret)
    except ValidationError as problem:
        form.add_error(None, problem)
    return None


def _go_on(request: SignedInRequest, factor: Authenticator, done: str) -> HttpResponse:
    """To the recovery codes, where some were made besides, and else to all one's ways in."""
    messages.success(request, str(done))
    if factors.begin_with(request, request.user, factor):
        codes_follow(request)
        return redirect("recovery_codes")
    return redirect("ways_in")
