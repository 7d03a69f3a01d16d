"""What a view behind `LoginRequiredMiddleware` may count on."""

from typing import cast

from django.http import HttpRequest

from people.models import Person


class SignedInRequest(HttpRequest):
    """A request from somebody who has signed in. Only a type: middleware makes it true."""

    user: Person


def signed_in(request: HttpRequest) -> Person:
    """Whoever asks, where Django's own signatures know of any request: in the admin, where nobody else is."""
    return cast(Person, request.user)
