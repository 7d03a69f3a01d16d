"""The page of one's own ways to sign in, and signing in anew before they are changed."""

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from identity import factors, second_factor
from identity.fresh import fresh_sign_in_required
from people.http import SignedInRequest
from ui.http import require_form_methods

Kind = Authenticator.Type


@require_safe
@never_cache
def ways_in(request: SignedInRequest) -> HttpResponse:
    person = request.user
    context = {
        "by_code": settings.SIGN_IN_BY_CODE and person.email,
        "work": SocialAccount.objects.filter(user=person).first(),
        "passkeys": factors.of(person, Kind.WEBAUTHN),
        "app": next(iter(factors.of(person, Kind.TOTP)), None),
        "codes_left": len(factors.codes_left(person)),
        "is_required": second_factor.is_required(person),
    }
    return render(request, "identity/ways_in.html", context)


@require_POST
@fresh_sign_in_required
def remove_passkey(request: SignedInRequest, pk: int) -> HttpResponse:
    passkey = get_object_or_404(Authenticator, pk=pk, user=request.user, type=Kind.WEBAUTHN)
    return _remove(
        request, passkey, _("The passkey opens nothing any more. You can delete it on your device, too.")
    )


@require_POST
@fresh_sign_in_required
def remove_app(request: SignedInRequest) -> HttpResponse:
    app = Authenticator.objects.filter(user=request.user, type=Kind.TOTP).first()
    return (
        _remove(request, app, _("No codes of an app are asked for any more.")) if app else redirect("ways_in")
    )


@require_form_methods
@never_cache
def sign_in_again(request: SignedInRequest) -> HttpResponse:
    """A button, for what may be unsent elsewhere: it signs out, and back in to the page of one's ways in."""
    if request.method != "POST":
        return render(request, "identity/sign_in_again.html")
    logout(request)
    return redirect(f"{reverse('account_login')}?next={reverse('ways_in')}")


def _remove(request: SignedInRequest, factor: Authenticator, done: str) -> HttpResponse:
    try:
        factors.remove(factor, by=request.user)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, str(done))
    return redirect("ways_in")
