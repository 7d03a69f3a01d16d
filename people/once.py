"""A form sent twice, by an impatient finger or a tired network, is carried out once."""

from collections.abc import Callable
from uuid import UUID

from django.db import transaction
from django.db.models import Model
from django.http import HttpResponse, HttpResponseRedirect

from people.models import SentForm
from people.requests import SignedInRequest


@transaction.atomic
def carry_out_once(request: SignedInRequest, act: Callable[[], Model]) -> HttpResponse:
    """Do `act` and go to what it made; the same form sent again goes there without doing it again.

    The database decides who is first: the second waits for the first one's row, and reads its answer.
    What `act` raises undoes everything, so the form may be sent again.
    """
    sent, is_first = _sent_form(request)
    if is_first:
        sent.address = act().get_absolute_url()  # type: ignore[attr-defined]
        if sent.pk:
            sent.save(update_fields=["address"])
    return HttpResponseRedirect(sent.address)


def _sent_form(request: SignedInRequest) -> tuple[SentForm, bool]:
    try:
        key = UUID(request.POST.get("form_key", ""))
    except ValueError:  # a form without a key is one of its own each time
        return SentForm(person=request.user), True
    return SentForm.objects.get_or_create(person=request.user, key=key)
