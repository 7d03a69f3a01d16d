"""What browsers, phones and robots ask for at addresses of their own, signed in or not.

The portal can be put on a phone's first screen. Without a network it then shows one page, which is all that
its service worker (`static/js/service_worker.js`) ever keeps: no page of anybody's.
"""

import json
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext, override
from django.views.decorators.http import require_safe

from ui.dates import now

SCRIPT = settings.BASE_DIR / "static" / "js" / "service_worker.js"
PAPER = "#f6f3ec"  # as --paper in tokens.css
SECURITY_TXT_HOLDS = timedelta(days=180)
DRAWN_WITH = ["css/riktning.css", "js/offline.js", "icon.svg"]  # the offline page


@require_safe
@login_not_required
def manifest(request: HttpRequest) -> HttpResponse:
    """Browsers fetch it without cookies, so it speaks the organisation's language."""
    with override(settings.LANGUAGE_CODE):
        told = {
            "name": gettext("Riktning"),
            "short_name": gettext("Riktning"),
            "description": gettext("The portal for the work with strategic directions"),
            "lang": settings.LANGUAGE_CODE,
            "id": "/",
            "start_url": reverse("home"),
            "scope": "/",
            "display": "minimal-ui",  # with a way back
            "background_color": PAPER,
            "theme_color": PAPER,
            "icons": [_icon("any", 192), _icon("any", 512), _icon("maskable", 512)],
        }
    return JsonResponse(told, content_type="application/manifest+json")


def _icon(purpose: str, size: int) -> dict[str, str]:
    source = static(f"icons/{purpose}-{size}.png")
    return {"src": source, "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}


@require_safe
@login_not_required
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script, with the addresses that it keeps: another stylesheet makes it another script."""
    kept = [reverse("offline"), *map(static, DRAWN_WITH)]
    text = f"const KEPT = {json.dumps(kept)};\n{SCRIPT.read_text()}"
    return HttpResponse(text, content_type="text/javascript; charset=utf-8")


@require_safe
@login_not_required
def offline(request: HttpRequest) -> HttpResponse:
    """The same for everybody, in both languages: it is kept by whoever comes first."""
    with override(settings.LANGUAGE_CODE):
        return render(request, "portal/offline.html")


@require_safe
@login_not_required
def favicon(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(static("icons/favicon.ico"))


@require_safe
@login_not_required
def apple_touch_icon(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(static("icons/apple-touch-icon.png"))


@require_safe
@login_not_required
def robots(request: HttpRequest) -> HttpResponse:
    """What is here is for those who work here."""
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain; charset=utf-8")


@require_safe
@login_not_required
def security(request: HttpRequest) -> HttpResponse:
    """RFC 9116: whom to tell of a hole. Without anybody to tell there is no such page."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    expires = (now() + SECURITY_TXT_HOLDS).strftime("%Y-%m-%dT00:00:00Z")
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires}",
        "Preferred-Languages: sv, en",
        f"Canonical: {settings.PUBLIC_URL}{reverse('security_txt')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
