"""What is shown to whoever comes from the organisation's sign-in and is not let in, and what they can do."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from identity.door import Identity
from people.sign_in_limits import REFUSED


def unknown(request: HttpRequest, identity: Identity) -> HttpResponse:
    return render(request, "identity/unknown.html", {"identity": identity}, status=HTTPStatus.FORBIDDEN)


def away(request: HttpRequest) -> HttpResponse:
    REFUSED.labels("issuer away").inc()
    others = {"by_code": settings.SIGN_IN_BY_CODE, "by_passkey": settings.SIGN_IN_BY_PASSKEY}
    return render(request, "identity/away.html", others, status=HTTPStatus.SERVICE_UNAVAILABLE)


def not_understood(request: HttpRequest) -> HttpResponse:
    """A question that was answered twice, too late or by another, or an answer that does not hold."""
    REFUSED.labels("answer does not hold").inc()
    return render(request, "identity/not_understood.html", status=HTTPStatus.BAD_REQUEST)
