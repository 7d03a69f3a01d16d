"""Ways in are changed by whoever has just signed in, and has given what is asked of them.

A session that somebody left open on a shared computer must not become another's for good.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from identity import second_factor
from people.http import SignedInRequest
from people.sessions import begun_within

LONGEST = 10 * 60  # seconds


def is_fresh(request: SignedInRequest) -> bool:
    return begun_within(request, LONGEST)


def fresh_sign_in_required(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def inner(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        person = request.user
        if not is_fresh(request):
            return redirect("sign_in_again")
        is_owed = second_factor.asks(person) and second_factor.has_one(person)
        if is_owed and not second_factor.is_given(request, person):
            return redirect("second_factor")
        return view(request, *args, **kwargs)

    return inner
