"""How often strangers guess codes and come in anew: a room of 300 phones on one Wi-Fi never meets it.

A house of 3,000 does not either, once RIKTNING_WORKSHOP_GUESTS says that a workshop has room for them:
as many may all come from one address, at the same time.

Counted by allauth in the cache that all workers share, for each browser (by its CSRF cookie) and for each
address, which is found as for signing in. Whoever has signed in is not counted: they see every workshop.

One phone can make as many wrong tries as an address may. So that it keeps nobody else out of a workshop, the
code of one that takes place at that address, since somebody has come in or opened it from there, is answered
in any case: it hangs on the wall in that house.
"""

import time
from collections.abc import Iterator
from contextlib import suppress

from allauth.core.internal import ratelimit  # what is public counts by the settings of accounts only
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ui.limits import LimitsAway
from workshops import guests
from workshops.models import Workshop

WRONG_CODE, NEW_GUEST = "wrong_code", "new_guest"
BROWSER = {WRONG_CODE: "20/10m/key", NEW_GUEST: "10/h/key"}
ADDRESS = {WRONG_CODE: "400/10m/ip", NEW_GUEST: f"{max(600, settings.WORKSHOP_GUESTS)}/10m/ip"}
MOST_HERE = 20  # workshops that take place at one address at a time
TOO_OFTEN = _("Too many tries. Wait some minutes, and look at the code on the screen.")
TOO_MANY = _("Too many guests have come in from here. Wait some minutes and try again.")


def is_too_often_for(request: HttpRequest, code: str) -> bool:
    """Whether that code is not even looked up, since this browser or this address has written too many."""
    if request.user.is_authenticated:
        return False
    spared = ADDRESS if code in cache.get(_here(request), []) else None
    return is_too_often(request, WRONG_CODE, but_not=spared)


def note_place(request: HttpRequest, workshop: Workshop) -> None:
    """Somebody is in that workshop, or runs it, at this address. It is a help, and nobody is kept by it."""
    with suppress(LimitsAway):
        codes = cache.get(_here(request), [])
        if workshop.code not in codes:
            cache.set(_here(request), [*codes, workshop.code][-MOST_HERE:], guests.LASTS.total_seconds())


def _here(request: HttpRequest) -> str:
    return f"workshops:here:{ratelimit.get_ip(request)}"


def is_too_often(request: HttpRequest, what: str, *, but_not: dict[str, str] | None = None) -> bool:
    """Whether this browser, or this address, has done it as often as it may. Writes nothing."""
    for config, key in _counted(request):
        if config is but_not:
            continue
        for rate in ratelimit.get_rates(app="workshops", action=what, config=config):
            where = ratelimit.get_cache_key(request, app="workshops", action=what, rate=rate, key=key)
            allowed, _history = ratelimit.apply_rate(cache.get(where, []), time.time(), rate, dry_run=True)
            if not allowed:
                return True
    return False


def count(request: HttpRequest, what: str) -> bool:
    """Count once more. False when that was once too often."""
    how = {"app": "workshops", "action": what, "limit_get": True}
    return all(ratelimit.consume(request, config=config, key=key, **how) for config, key in _counted(request))


def _counted(request: HttpRequest) -> Iterator[tuple[dict[str, str], str | None]]:
    if request.user.is_authenticated:
        return
    if browser := request.META.get("CSRF_COOKIE"):  # one that comes for the first time has none
        yield BROWSER, browser
    yield ADDRESS, None
