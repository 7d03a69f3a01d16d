"""To an organisation's sign-in that speaks SAML, and back.

The answer is sent by a form on the organisation's page, and to that a browser gives no cookie of ours. So it
is checked where it arrives, and what it says waits in a session of its own for the moment it takes the
browser to follow on, which is when it is seen whether this browser has asked.
"""

import logging
from http import HTTPStatus

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import complete_social_login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from identity import pages, waiting_answer
from identity.providers import SAML
from identity.saml import AMISS, Provider, Refused, own_metadata

log = logging.getLogger(__name__)


@login_not_required
@never_cache
@require_safe
def login(request: HttpRequest, organization_slug: str) -> HttpResponse:
    try:
        response: HttpResponse = _provider(request).redirect_from_request(request)
    except (OSError, *AMISS):
        return pages.away(request)
    return response


@csrf_exempt
@login_not_required
@never_cache
@require_POST
def answered(request: HttpRequest) -> HttpResponse:
    """Only what the organisation has signed is kept: anybody may send here."""
    try:
        answer = _provider(request).answer(request)
    except OSError:
        return pages.away(request)
    except Refused as refused:
        log.warning("SAML: an answer that does not hold: %s", refused)
        return pages.not_understood(request)
    response = redirect("saml_finish_acs")
    waiting_answer.let_wait(request, answer, response)
    return response


@login_not_required
@never_cache
@require_safe
def finish(request: HttpRequest) -> HttpResponse:
    """Whether it answers a question of this browser's. Taken once, like the question."""
    answer = waiting_answer.take(request)
    if answer is None:
        return pages.not_understood(request)
    provider = _provider(request)
    login = provider.sociallogin_from_response(request, answer)
    try:
        login.state = provider.unstash_redirect_state(request, answer.question)
    except PermissionDenied:
        return pages.not_understood(request)
    response: HttpResponse = complete_social_login(request, login)
    return response


@login_not_required
@require_safe
def metadata(request: HttpRequest) -> HttpResponse:
    try:
        content = own_metadata(request, _provider(request).app.settings)
    except AMISS as error:
        return HttpResponse(str(error), status=HTTPStatus.INTERNAL_SERVER_ERROR, content_type="text/plain")
    return HttpResponse(content, content_type="application/samlmetadata+xml")


def _provider(request: HttpRequest) -> Provider:
    provider: Provider = get_adapter().get_provider(request, SAML)
    return provider
