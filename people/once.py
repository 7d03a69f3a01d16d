"""A form sent twice, by an impatient finger or a tired network, is carried out once."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model
from django.http import HttpResponse, HttpResponseRedirect

from people.http import SignedInRequest
from people.models import SentForm
from ui.dates import now

REMEMBERED = timedelta(days=1)


def answered_once(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer a form that this person has already sent as it was answered then, whatever is true by now."""

    @wraps(view)
    def inner(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = _key(request)
        sent = key and SentForm.objects.filter(person=request.user, key=key).first()
        return HttpResponseRedirect(sent.address) if sent else view(request, *args, **kwargs)

    return inner


@transaction.atomic
def carry_out_once(request: SignedInRequest, act: Callable[[], Model]) -> HttpResponse:
    """Do `act` and go to what it made; the same form sent at the same moment goes there without doing it.

    The database decides who is first: the second waits for the first one's row, and reads its answer.
    What `act` raises undoes everything, so the form may be sent again.
    """
    key = _key(request)
    if key is None:  # a form without a key is one of its own each time
        return HttpResponseRedirect(_address_of(act()))
    sent, is_first = SentForm.objects.get_or_create(person=request.user, key=key)
    if is_first:
        sent.address = _address_of(act())
        sent.save(update_fields=["address"])
        SentForm.objects.filter(person=request.user, at__lt=now() - REMEMBERED).delete()
    return HttpResponseRedirect(sent.address)


def _address_of(thing: Any) -> str:
    address: str = thing.get_absolute_url()
    return address


def _key(request: SignedInRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("form_key", ""))
    except ValueError:
        return None
