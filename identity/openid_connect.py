"""OpenID Connect as allauth speaks it, held stricter.

What is told of a person comes in a token that is always checked: who signed it, for whom, when, and that it
answers this very question (its nonce, `identity.adapter`). allauth takes what came straight over TLS unread,
as the standard allows; where a municipality's proxy opens TLS in between, that is one party more to trust.
"""

from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string

from identity.number_alone import NumberAlone, number_of

Claims = dict[str, Any]

# Signed with a key of the issuer's own; never with a secret that both have, nor not at all.
SIGNED_BY = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
CLOCKS_APART = 60  # seconds that theirs and ours may differ
ASKED_OF_THE_ISSUER = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")


class Adapter(OpenIDConnectOAuth2Adapter):
    """Asks the issuer. What it says amiss is an OAuth2Error; what it does not say, a RequestException."""

    @property
    def openid_config(self) -> dict[str, Any]:
        config: dict[str, Any] = super().openid_config
        issuer = self.get_provider().app.settings["server_url"]
        if any(not isinstance(config.get(name), str) for name in ASKED_OF_THE_ISSUER):
            raise OAuth2Error("the issuer leaves out where to ask")
        if config["issuer"].rstrip("/") != issuer:  # OpenID Connect Discovery 1.0, section 4.3
            raise OAuth2Error("the issuer calls itself by another name")
        return config

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any) -> Any:
        claims = self._decode_id_token(app, kwargs["response"].get("id_token", ""))
        if app.settings["fetch_userinfo"]:
            told: Claims = self._fetch_user_info(token.token)
            if told.get("sub") != claims["sub"]:  # OpenID Connect Core 1.0, section 5.3.2
                raise OAuth2Error("what was told of the user is of another")
            claims = told | claims
        return self.get_provider().sociallogin_from_response(request, claims)

    def _decode_id_token(self, app: SocialApp, id_token: str) -> Claims:
        """OpenID Connect Core 1.0, section 3.1.3.7."""
        try:
            claims: Claims = jwt.decode(
                id_token,
                self._key_of(id_token),
                algorithms=SIGNED_BY,
                audience=app.client_id,
                issuer=self.openid_config["issuer"],
                leeway=CLOCKS_APART,
                options={"require": ["exp", "iat", "iss", "aud", "sub"]},
            )
        except (jwt.PyJWTError, ValueError) as error:
            raise OAuth2Error("the token does not hold") from error
        if claims.get("azp", app.client_id) != app.client_id:
            raise OAuth2Error("the token was made for another")
        return claims

    def _key_of(self, id_token: str) -> jwt.PyJWK:
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        name = jwt.get_unverified_header(id_token).get("kid")
        for key in jwt.PyJWKSet.from_dict(answer.json()).keys:
            if name in (None, key.key_id):
                return key
        raise OAuth2Error("the token is signed with a key that the issuer does not show")


class Provider(NumberAlone, OpenIDConnectProvider):
    oauth2_adapter_class = Adapter

    def redirect(
        self,
        request: HttpRequest,
        process: str,
        next_url: str | None = None,
        data: object = None,
        **kwargs: Any,
    ) -> HttpResponse:
        """To the issuer, and to sign in: what else the address asks for is not heard."""
        nonce = get_random_string(32)
        asked = {"auth_params": {"nonce": nonce}, "scope": self.get_scope(), "nonce": nonce}
        response: HttpResponse = super().redirect(request, AuthProcess.LOGIN, next_url, data, **asked)
        return response

    def sociallogin_from_response(self, request: HttpRequest, response: Claims) -> SocialLogin:
        login = super().sociallogin_from_response(request, response)
        login.claims = response
        return login

    def extract_uid(self, data: Claims) -> str:
        try:
            return number_of(data.get(self.app.settings["uid_field"]))
        except ValueError as error:
            raise OAuth2Error from error
