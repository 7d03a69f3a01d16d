"""Following a direction, in one click on its page."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from directions.models import Direction
from notices.views import following
from people.http import SignedInRequest


@require_POST
def follow(request: SignedInRequest, slug: str) -> HttpResponse:
    return following.follow(request, get_object_or_404(Direction, slug=slug))


@require_POST
def unfollow(request: SignedInRequest, slug: str) -> HttpResponse:
    return following.unfollow(request, get_object_or_404(Direction, slug=slug))
