"""For those who run a workshop: how many guests there are, when they came, and showing one out."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from people.http import SignedInRequest
from workshops.models import Participant
from workshops.views.running import run_by

PER_PAGE = 40
PLACE = ("order", "page")  # where one is in the list


@require_safe
@never_cache
def list_guests(request: SignedInRequest, code: str) -> HttpResponse:
    """Never who wrote what: only how much, so that a machine is told from a room."""
    workshop = run_by(request, code)
    came = Participant.objects.filter(workshop=workshop).guests().with_counts()
    by_most = request.GET.get("order") == "most"
    page = Paginator(came.most_first() if by_most else came, PER_PAGE).get_page(request.GET.get("page"))
    context = {"workshop": workshop, "page": page, "by_most": by_most}
    return render(request, "workshops/guest_list.html", context)


@require_POST
def shut_out(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    guest = get_object_or_404(Participant.objects.guests().filter(workshop=run_by(request, code)), pk=pk)
    try:
        guest.shut_out(by=request.user)
    except ValidationError as problem:
        messages.warning(request, " ".join(problem.messages))
    else:
        messages.success(request, _("The guest is shut out. Their marks are gone, and their notes stay."))
    place = {name: request.GET[name] for name in PLACE if name in request.GET}
    return redirect(reverse("workshops:guests", args=[code], query=place))
