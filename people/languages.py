"""A language chosen on the way in: whoever signs in next from that browser goes on in it.

It is kept on them, like one chosen afterwards, and then forgotten: who signs in later has their own.
"""

from datetime import timedelta
from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

from people import directory
from people.events import Source
from people.models import Person
from people.models.person import Language

CHOSEN_BEFORE = "language_chosen_before"  # the cookie's name
SOON_ENOUGH = timedelta(minutes=15)  # as long as a code is good for, and some more


@receiver(user_logged_in)
def go_on_in_it(request: HttpRequest, user: Person, **_kwargs: Any) -> None:
    chosen = request.COOKIES.get(CHOSEN_BEFORE)
    if chosen in Language.values and chosen != user.language:
        directory.update(user, by=user, source=Source.WEB, language=chosen)


def forget(request: HttpRequest, response: HttpResponse) -> None:
    """Once somebody has signed in."""
    if CHOSEN_BEFORE in request.COOKIES and request.user.is_authenticated:
        response.delete_cookie(CHOSEN_BEFORE, samesite="Lax")
