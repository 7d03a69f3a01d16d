"""A guest of a workshop has come to that workshop: every other page that asks for sign-in is not there."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin

from workshops import guests

View = Callable[..., HttpResponse]


class GuestsSeeOneWorkshop(MiddlewareMixin):
    """Stands before LoginRequiredMiddleware, which would show a guest the way in to the whole portal."""

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[str, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        word = request.COOKIES.get(guests.COOKIE)
        if not word or not getattr(view, "login_required", True) or request.user.is_authenticated:
            return None
        if guests.number_in(word) is not None:
            raise Http404
        return None
