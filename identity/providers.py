"""The organisation's own sign-in, as one installation names it in the environment (`docs/settings.md`).

Read by the settings, so nothing here knows of models.
"""

from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environs import Env

# What each is called in addresses, and in the row that connects a person to it.
OIDC, SAML = "work", "saml"
LOOPBACK = {"127.0.0.1", "localhost", "::1"}

Providers = dict[str, dict[str, Any]]


def providers(env: Env) -> Providers:
    """As allauth's `SOCIALACCOUNT_PROVIDERS` has them; none where none is named."""
    found = _openid_connect(env) | _saml(env)
    if not found and not env.bool("SIGN_IN_BY_CODE", True):
        raise ImproperlyConfigured(
            "RIKTNING_SIGN_IN_BY_CODE is off, and neither RIKTNING_OIDC_ISSUER nor RIKTNING_SAML_METADATA is"
            " set: nobody could sign in."
        )
    return found


def _openid_connect(env: Env) -> Providers:
    issuer = env.str("OIDC_ISSUER", "").rstrip("/")
    if not issuer:
        return {}
    _refuse_overheard("RIKTNING_OIDC_ISSUER", issuer)
    work = {
        "provider_id": OIDC,
        "name": env.str("OIDC_NAME", ""),
        "client_id": env.str("OIDC_CLIENT_ID"),
        "secret": env.str("OIDC_CLIENT_SECRET"),
        "settings": {
            "server_url": issuer,
            "scope": env.list("OIDC_SCOPE", ["openid", "profile", "email"]),
            "fetch_userinfo": env.bool("OIDC_USERINFO", True),
            "uid_field": env.str("OIDC_ID_CLAIM", "sub"),
            "number_claim": env.str("OIDC_NUMBER_CLAIM", "employeeid"),
            "matches_email": env.bool("OIDC_MATCH_EMAIL", False),
            "oauth_pkce_enabled": True,
        },
    }
    return {"openid_connect": {"APPS": [work]}}


def _saml(env: Env) -> Providers:
    metadata = env.str("SAML_METADATA", "")
    if not metadata:
        return {}
    if find_spec("onelogin") is None:
        raise ImproperlyConfigured(
            "RIKTNING_SAML_METADATA is set: `make ready FOR=saml` installs what it needs."
        )
    is_a_file = "://" not in metadata
    if not is_a_file:
        _refuse_overheard("RIKTNING_SAML_METADATA", metadata)
    certificate, key = (env.str(f"SAML_{name}_FILE", "") for name in ("CERTIFICATE", "KEY"))
    if bool(certificate) != bool(key):
        raise ImproperlyConfigured("RIKTNING_SAML_CERTIFICATE_FILE and RIKTNING_SAML_KEY_FILE come together.")
    saml = {
        "provider_id": SAML,
        "name": env.str("SAML_NAME", ""),
        "client_id": SAML,
        "settings": {
            "metadata_url": Path(metadata).absolute().as_uri() if is_a_file else metadata,
            "entity_id": env.str("SAML_ENTITY_ID", "") or None,
            "uid_attribute": env.str("SAML_ID_ATTRIBUTE", ""),
            "number_claim": env.str("SAML_NUMBER_ATTRIBUTE", "employeeNumber"),
            "email_attribute": env.str("SAML_EMAIL_ATTRIBUTE", ""),
            "matches_email": bool(env.str("SAML_EMAIL_ATTRIBUTE", "")),
            "certificate": Path(certificate).read_text() if certificate else "",
            "key": Path(key).read_text() if key else "",
        },
    }
    return {"saml": {"APPS": [saml]}}


def _refuse_overheard(name: str, address: str) -> None:
    where = urlsplit(address)
    if where.scheme != "https" and where.hostname not in LOOPBACK:
        raise ImproperlyConfigured(f"{name} is https://…: who signs in must not be overheard.")
