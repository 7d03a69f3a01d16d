"""How allauth keeps second factors: what codes are made from is sealed, and names are ours.

The key is derived from `RIKTNING_FACTOR_KEY`, or from the secret key where there is none. With another key
nothing that was sealed opens: then no code is right, and the log says why.
"""

import logging
from base64 import urlsafe_b64encode
from functools import cache

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from people.models import Person

log = logging.getLogger(__name__)


class Adapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("That is not right, or has been used already. Try again."),
    }

    def encrypt(self, text: str) -> str:
        return _seal(settings.FACTOR_KEY).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _seal(settings.FACTOR_KEY).decrypt(encrypted_text).decode()
        except InvalidToken:
            log.error("A second factor was sealed with another RIKTNING_FACTOR_KEY: nobody can use it.")
            return generate_totp_secret()

    def get_totp_issuer(self) -> str:
        return gettext("Riktning")

    def generate_authenticator_name(self, user: Person, type: str) -> str:
        return pgettext("the name of one that was given none", "Passkey")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": gettext("Riktning")}


@cache
def _seal(key: str) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"riktning second factors")
    return Fernet(urlsafe_b64encode(derived.derive(key.encode())))
