"""How often a code may be asked for: by one person, by one browser, from one address.

An address can be a whole building: 1,500 people on a Monday morning, or 300 phones on one wireless network.
So its limit is generous, and what protects a person's mailbox is counted for that person. A stranger who asks
for somebody's codes uses up what their own address may ask for that person, and never what a browser may in
which that person has signed in before. How often: `ACCOUNT_RATE_LIMITS` in the settings.
"""

from allauth.core.internal.ratelimit import get_ip
from allauth.core.ratelimit import consume
from django.conf import settings
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac
from prometheus_client import Counter

KNOWN_FOR = 365 * 24 * 60 * 60  # seconds
MOST_PEOPLE = 20  # who are remembered in one browser: kitchens share computers
REFUSED = Counter("riktning_sign_ins_refused", "Attempts to sign in that were turned away", ["why"])
SALT = "people.sign_in_limits"


def may_ask_for_a_code(request: HttpRequest, email: str) -> bool:
    """Counts, too. The same is counted, and costs the same, whether or not somebody has that address."""
    is_within = _is_within_limits(request, email)
    if not is_within:
        REFUSED.labels("too many codes").inc()
    return is_within


@transaction.atomic  # every count is several writes
def _is_within_limits(request: HttpRequest, email: str) -> bool:
    if not consume(request, action="code_from_an_address"):
        return False
    if _mark(email) in _known_here(request):
        return consume(request, action="code_for_a_person_in_their_browser", key=email)
    here = f"{email} {get_ip(request)}"
    return consume(request, action="code_for_a_person_from_an_address", key=here) and consume(
        request, action="code_for_a_person", key=email
    )


def remember_browser(request: HttpRequest, response: HttpResponse, email: str) -> None:
    """Whoever has signed in here once is not kept out by what others ask for."""
    marks = [_mark(email), *(mark for mark in _known_here(request) if mark != _mark(email))]
    response.set_cookie(
        settings.KNOWN_BROWSER_COOKIE_NAME,
        signing.dumps(marks[:MOST_PEOPLE], salt=SALT),
        max_age=KNOWN_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _known_here(request: HttpRequest) -> list[str]:
    try:
        marks: list[str] = signing.loads(
            request.COOKIES.get(settings.KNOWN_BROWSER_COOKIE_NAME, ""), salt=SALT, max_age=KNOWN_FOR
        )
    except signing.BadSignature:
        return []
    return marks


def _mark(email: str) -> str:
    """Not the address itself: what is in a cookie can be read by whoever sits there next."""
    return salted_hmac(SALT, email, algorithm="sha256").hexdigest()[:16]
