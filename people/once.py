"""What is sent twice, by an impatient finger or a tired network, is carried out once.

A page's form carries a key of its own (`form_key`). The key is an argument here, so that the key which a
program sends along with its request (an Idempotency-Key) does the same. Whoever goes back, changes the words
and sends them with the same key is told, and keeps them.
"""

import json
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from hashlib import blake2b
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.http import SignedInRequest, signed_in
from people.models import Person, SentForm
from ui.dates import now

REMEMBERED = timedelta(days=1)
DONE_BEFORE = _("This form had already been sent, so nothing was done twice. This is what it led to.")
SENT_OTHERWISE = _(
    "This form has been sent already, with other words, and nothing was done a second time. What it led to "
    "is as you sent it then. What you have written now is still here: send it again only if it is to be done "
    "once more."
)
NOT_WORDS = {"csrfmiddlewaretoken", "form_key"}

Words = str | Promise | Callable[[], str | Promise]


class HasPage(Protocol):
    """Something with a page of its own, to go to once it is made."""

    def get_absolute_url(self) -> str: ...


class Once(NamedTuple):
    """Where a deed led; `made` is what it made, None when it had been done before."""

    address: str
    made: Any = None


class SentOtherwise(ValidationError):
    """The key is that of a form which has been sent with other words. Nothing was done."""

    def __init__(self) -> None:
        super().__init__(SENT_OTHERWISE)


@transaction.atomic
def carry_out_once(person: Person, key: UUID | None, act: Callable[[], Any], *, mark: str = "") -> Once:
    """Do `act`, which gives what it made; with the same key again only say where that is.

    The database decides who is first: the second waits for the first one's row, and reads its answer.
    What `act` raises undoes everything, so the key may be sent again. Without a key it is done each time.
    `mark` tells the words apart that are sent with it: raises SentOtherwise when they are others by now.
    """
    if key is None:
        return _done(act())
    sent, is_first = SentForm.objects.get_or_create(person=person, key=key, defaults={"mark": mark})
    if not is_first:
        if sent.is_otherwise(mark):
            raise SentOtherwise
        return Once(sent.address)
    done = _done(act())
    sent.address = done.address
    sent.save(update_fields=["address"])
    SentForm.objects.filter(person=person, at__lt=now() - REMEMBERED).delete()
    return done


def answered_once(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer a form that this person has already sent as it was answered then, whatever is true by now."""

    @wraps(view)
    def inner(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = form_key(request)
        sent = key and SentForm.objects.filter(person=request.user, key=key).first()
        if not sent or sent.is_otherwise(_mark_of(request)):
            return view(request, *args, **kwargs)
        _say_it_was_done(request)
        return HttpResponseRedirect(sent.address)

    return inner


def redirect_once(request: HttpRequest, act: Callable[[], Any], success: Words = "") -> HttpResponse:
    """Do `act` once for the form that was sent, say so, and go to what it made. Raises SentOtherwise."""
    done = carry_out_once(signed_in(request), form_key(request), act, mark=_mark_of(request))
    if done.made is None:
        _say_it_was_done(request)
    elif words := str(success() if callable(success) else success):
        messages.success(request, words)
    return HttpResponseRedirect(done.address)


def _say_it_was_done(request: HttpRequest) -> None:
    """Unless what was said the first time has not been shown yet: then that is the answer to both."""
    if not len(messages.get_messages(request)):
        messages.info(request, DONE_BEFORE)


def form_key(request: HttpRequest) -> UUID | None:
    """The form's own key; a form without one is one of its own each time."""
    try:
        return UUID(request.POST.get("form_key", ""))
    except ValueError:
        return None


def _mark_of(request: HttpRequest) -> str:
    """One for all that is written, chosen and attached."""
    words = sorted((name, values) for name, values in request.POST.lists() if name not in NOT_WORDS)
    files = [(file.name, file.size) for name in request.FILES for file in request.FILES.getlist(name)]
    return blake2b(json.dumps([words, files]).encode(), digest_size=16).hexdigest()


def _done(made: HasPage) -> Once:
    return Once(made.get_absolute_url(), made)
