from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from people.http import SignedInRequest
from river.contributions import contributions_of

REMEMBERED = 50  # of each kind: what somebody has said over the years


@require_safe
@never_cache
def mine(request: SignedInRequest) -> HttpResponse:
    """What became of what this person said, in every way there is to say something."""
    context = {"contributions": contributions_of(request.user, REMEMBERED)}
    return render(request, "river/contributions.html", context)
