"""Who asks, in which language the interface speaks, and where what is done in a request comes from."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth import middleware
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from people.events import Source, acting_from
from people.languages import forget
from people.models.person import Language
from people.session_store import with_person_of

READING = ("GET", "HEAD")


class AuthenticationMiddleware(middleware.AuthenticationMiddleware):
    """Django's, where the person is read together with the session."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(partial(_who_asks, request))  # type: ignore[assignment]


def _who_asks(request: HttpRequest) -> Any:
    """Whoever only reads and sits nowhere is not asked where; what is done asks under its own locks."""
    with with_person_of(request.session):
        person: Any = middleware.get_user(request)
    if request.method in READING and getattr(person, "sits_somewhere", True) is False:
        person.current_memberships = []
    return person


def speak_their_language(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """The person's own; to a stranger, the one they chose or the organisation's."""

    def middleware(request: HttpRequest) -> HttpResponse:
        language = _language_of(request)
        with translation.override(language):
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        forget(request, response)
        return response

    return middleware


def _language_of(request: HttpRequest) -> str:
    if request.user.is_authenticated:
        return request.user.language
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    return chosen if chosen in Language.values else settings.LANGUAGE_CODE


def act_from_the_web(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """Every act in a request has the web as its source, as long as nothing says otherwise."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with acting_from(Source.WEB):
            return get_response(request)

    return middleware
