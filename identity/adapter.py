"""How allauth is told to behave when the organisation has let somebody through, or has not."""

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthError
from django.http import HttpRequest
from django.shortcuts import redirect
from requests import RequestException

from identity import pages
from identity.door import Identity, NotLetIn, let_in, turn_away
from identity.models import Reason


class Adapter(DefaultSocialAccountAdapter):
    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        if sociallogin.claims.get("nonce") != sociallogin.state.get("nonce"):
            raise ImmediateHttpResponse(pages.not_understood(request))
        identity = _identity(sociallogin)
        try:
            account = let_in(identity)
        except NotLetIn as refused:
            turn_away(identity, refused)
            closed = refused.reason == Reason.CLOSED
            raise ImmediateHttpResponse(
                redirect("account_inactive") if closed else pages.unknown(request, identity)
            ) from refused
        sociallogin.account, sociallogin.user = account, account.user

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: object,
        error: str = AuthError.UNKNOWN,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        if error == AuthError.CANCELLED:
            raise ImmediateHttpResponse(redirect("account_login"))
        if isinstance(exception, RequestException):
            raise ImmediateHttpResponse(pages.away(request))
        raise ImmediateHttpResponse(pages.not_understood(request))


def _identity(login: SocialLogin) -> Identity:
    asked = login.provider.app.settings
    number, email = (login.claims.get(name) for name in (asked["number_claim"], "email"))
    return Identity(
        provider=login.account.provider,
        uid=login.account.uid,
        number=_text(number),
        email=_text(email) if asked["matches_email"] else "",
    )


def _text(said: object) -> str:
    """Whatever a claim holds; of what no database takes, nothing."""
    return str(said or "").replace("\0", "").strip()
