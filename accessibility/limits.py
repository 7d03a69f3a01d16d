"""How often obstacles are reported from one browser, and from one address, which can be a whole building.

Counted by allauth in the cache that all workers share, as for signing in.
"""

from allauth.core.internal import ratelimit  # what is public counts by the settings of accounts only
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

BROWSER, ADDRESS = {"report": "10/h/key"}, {"report": "60/h/ip"}
TOO_OFTEN = _("Many reports have come from here just now. Wait a while, and send it again.")


def may_report(request: HttpRequest) -> bool:
    """Counts, too."""
    how = {"app": "accessibility", "action": "report", "limit_get": True}
    browser = request.META.get("CSRF_COOKIE")
    in_browser = not browser or ratelimit.consume(request, config=BROWSER, key=browser, **how)
    return bool(in_browser and ratelimit.consume(request, config=ADDRESS, **how))
