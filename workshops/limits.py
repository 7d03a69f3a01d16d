"""How often strangers guess codes and come in anew: a room of 300 phones on one Wi-Fi never meets it.

Counted by allauth in the cache that all workers share, for each browser (by its CSRF cookie) and for each
address, which is found as for signing in. Whoever has signed in is not counted: they see every workshop.
"""

import time
from collections.abc import Iterator

from allauth.core.internal import ratelimit  # what is public counts by the settings of accounts only
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

WRONG_CODE, NEW_GUEST = "wrong_code", "new_guest"
BROWSER = {WRONG_CODE: "20/10m/key", NEW_GUEST: "10/h/key"}
ADDRESS = {WRONG_CODE: "400/10m/ip", NEW_GUEST: "600/10m/ip"}
TOO_OFTEN = _("Too many tries. Wait some minutes, and look at the code on the screen.")
TOO_MANY = _("Too many guests have come in from here. Wait some minutes and try again.")


def is_too_often(request: HttpRequest, what: str) -> bool:
    """Whether this browser, or this address, has done it as often as it may. Writes nothing."""
    for config, key in _counted(request):
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
