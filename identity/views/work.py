"""To the organisation's sign-in and back. It begins with a link: CSP would stop a form at every hop."""

from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView, OAuth2View
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from requests import RequestException

from identity import pages
from identity.openid_connect import Adapter


@login_not_required
@never_cache
@require_safe
def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    return _by(OAuth2LoginView, request, provider_id)


@login_not_required
@never_cache
@require_safe
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    return _by(OAuth2CallbackView, request, provider_id)


def _by(view: type[OAuth2View], request: HttpRequest, provider_id: str) -> HttpResponse:
    """allauth's, which asks the issuer in places where it is not ready for silence, or for nonsense."""
    try:
        response: HttpResponse = view.adapter_view(Adapter(request, provider_id))(request)
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    except RequestException:
        return pages.away(request)
    except OAuth2Error:
        return pages.not_understood(request)
    return response
