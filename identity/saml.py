"""SAML 2.0 as allauth and python3-saml speak it, held stricter.

An assertion is signed by the organisation with SHA-256 or better, made for this portal, fresh, and answers a
question that this very browser has asked within ten minutes: what is sent unasked is refused. Nothing of the
account is kept but its number.
"""

from typing import Any, NamedTuple

from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.saml.provider import SAMLProvider
from allauth.socialaccount.providers.saml.utils import fetch_metadata_url_config
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from lxml.etree import LxmlError
from onelogin.saml2.auth import OneLogin_Saml2_Auth
from onelogin.saml2.constants import OneLogin_Saml2_Constants as Saml
from onelogin.saml2.errors import OneLogin_Saml2_Error, OneLogin_Saml2_ValidationError
from onelogin.saml2.settings import OneLogin_Saml2_Settings

from identity.number_alone import NumberAlone, number_of

# Whatever the library may stumble over in what somebody has sent: ours to refuse in words.
AMISS = (OneLogin_Saml2_Error, OneLogin_Saml2_ValidationError, LxmlError, ValueError, TypeError, KeyError)
METADATA_KEPT = 10 * 60  # seconds: a key that the organisation changes is known by then
# Some leave an empty one out of what they check the signature of, and then it does not hold.
RELAY_STATE = "riktning"

SECURITY = {
    "wantAssertionsSigned": True,
    "rejectDeprecatedAlgorithm": True,
    "signatureAlgorithm": Saml.RSA_SHA256,
    "digestAlgorithm": Saml.SHA256,
    "requestedAuthnContext": False,  # how strictly it asks is the organisation's to choose
    "wantNameId": False,
    "wantAttributeStatement": False,  # who comes without is told what was missing
    "allowSingleLabelDomains": True,
    # None at all: an organisation may keep the file, which else would end in two days.
    "metadataValidUntil": "",
    "metadataCacheDuration": "",
}


class Refused(Exception):
    """An answer that does not hold."""


class Answer(NamedTuple):
    """What an assertion that holds says: to which question, of which account, and what of it."""

    question: str
    uid: str
    claims: dict[str, str]


class Provider(NumberAlone, SAMLProvider):
    def redirect(
        self,
        request: HttpRequest,
        process: str,
        next_url: str | None = None,
        data: object = None,
        **kwargs: Any,
    ) -> HttpResponse:
        """To the organisation, and to sign in. Raises OSError or one of `AMISS` when its metadata is away."""
        auth = self._auth(request)
        address = auth.login(return_to=RELAY_STATE)
        question = auth.get_last_request_id()
        self.stash_redirect_state(request, AuthProcess.LOGIN, next_url, data, state_id=question)
        return redirect(address)

    def answer(self, request: HttpRequest) -> Answer:
        """What has been sent here, checked. Raises Refused, and OSError when the metadata is away."""
        try:
            auth = self._auth(request)
            auth.process_response()
            if auth.get_errors() or not auth.is_authenticated():
                raise Refused(auth.get_last_error_reason())
            told = auth.get_friendlyname_attributes() | auth.get_attributes()
            claims = {name: values[0] for name, values in told.items() if len(values) == 1}
            return Answer(auth.get_last_response_in_response_to() or "", self._uid(auth, claims), claims)
        except AMISS as error:
            raise Refused from error

    def _uid(self, auth: OneLogin_Saml2_Auth, claims: dict[str, str]) -> str:
        """A name that is made anew each time would connect the person to another account each time."""
        if attribute := self.app.settings["uid_attribute"]:
            return number_of(claims.get(attribute))
        return number_of(auth.get_nameid() if auth.get_nameid_format() == Saml.NAMEID_PERSISTENT else None)

    def _auth(self, request: HttpRequest) -> OneLogin_Saml2_Auth:
        asked = self.app.settings
        theirs = {"metadata_request_timeout": settings.SOCIALACCOUNT_REQUESTS_TIMEOUT}
        theirs |= {"metadata_cache_timeout": METADATA_KEPT}
        idp = fetch_metadata_url_config(
            theirs | {name: asked[name] for name in ("metadata_url", "entity_id")}
        )
        here = {
            "https": "on" if request.is_secure() else "off",
            "http_host": request.get_host(),
            "script_name": request.META.get("SCRIPT_NAME", ""),
            "path_info": request.path_info,
            "get_data": {},
            "post_data": {"SAMLResponse": request.POST.get("SAMLResponse", "")},
        }
        return OneLogin_Saml2_Auth(here, own_settings(request, asked) | {"idp": idp["idp"]})

    def sociallogin_from_response(self, request: HttpRequest, response: Answer) -> SocialLogin:
        login = super().sociallogin_from_response(request, response)
        login.claims = response.claims | {"email": response.claims.get(self.app.settings["email_attribute"])}
        return login

    def extract_uid(self, data: Answer) -> str:
        return data.uid


def own_settings(request: HttpRequest, asked: dict[str, Any]) -> dict[str, Any]:
    """What the portal is in the organisation's eyes, as python3-saml has it."""
    metadata, answers = (request.build_absolute_uri(reverse(f"saml_{name}")) for name in ("metadata", "acs"))
    own = {
        "entityId": metadata,
        "assertionConsumerService": {"url": answers, "binding": Saml.BINDING_HTTP_POST},
    }
    if asked["key"]:
        own |= {"x509cert": asked["certificate"], "privateKey": asked["key"]}
    return {"strict": True, "sp": own, "security": SECURITY | {"authnRequestsSigned": bool(asked["key"])}}


def own_metadata(request: HttpRequest, asked: dict[str, Any]) -> bytes:
    """What the organisation's administrators are given. Theirs is not asked for: it may not be there yet."""
    own = OneLogin_Saml2_Settings(own_settings(request, asked), sp_validation_only=True)
    metadata: bytes = own.get_sp_metadata()
    return metadata
