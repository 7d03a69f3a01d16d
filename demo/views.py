"""The demo's way in: the standing cast, one click each. There are no such addresses outside the demo."""

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from demo.content import cast
from people.models import Person
from ui.http import safe_address


@login_not_required
@require_safe
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    return render(request, "demo/sign_in.html", {"cast": [member for member in cast() if member["show"]]})


@login_not_required
@require_POST
def sign_in_as(request: HttpRequest, key: str) -> HttpResponse:
    if key not in {member["key"] for member in cast() if member["show"]}:
        raise Http404
    person = get_object_or_404(Person.objects.active(), directory_id=key)
    login(request, person)
    return HttpResponseRedirect(safe_address(request, request.POST.get("next", ""), reverse("home")))
