"""Recovery codes: shown once, to be printed or kept, and made anew."""

import time
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from identity import factors, second_factor
from identity.fresh import fresh_sign_in_required
from people.http import SignedInRequest

SHOWN_ONCE = "recovery_codes_to_show"  # until when, in the session that made them
A_WHILE = 5 * 60  # seconds


def codes_follow(request: SignedInRequest) -> None:
    """The page of recovery codes shows them the next time it is asked for, here and soon."""
    request.session[SHOWN_ONCE] = time.time() + A_WHILE


@require_safe
@never_cache
def recovery_codes(request: SignedInRequest) -> HttpResponse:
    left = factors.codes_left(request.user)
    are_shown = request.method == "GET" and request.session.pop(SHOWN_ONCE, 0) > time.time()
    file = f"data:text/plain;charset=utf-8,{quote(chr(10).join(left))}" if are_shown else ""
    context = {"left": len(left), "codes": left if are_shown else [], "file": file}
    return render(request, "identity/recovery_codes.html", context)


@require_POST
@fresh_sign_in_required
def make_recovery_codes(request: SignedInRequest) -> HttpResponse:
    if not second_factor.has_one(request.user):
        messages.error(request, _("Add a passkey or an app first: recovery codes stand in for them."))
        return redirect("ways_in")
    factors.make_codes(request.user)
    codes_follow(request)
    return redirect("recovery_codes")
