"""What a view behind `LoginRequiredMiddleware` may count on."""

from django.http import HttpRequest

from people.models import Person


class SignedInRequest(HttpRequest):
    """A request from somebody who has signed in. Only a type: middleware makes it true."""

    user: Person
