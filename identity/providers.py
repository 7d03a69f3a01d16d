"""The organisation's own sign-in, as one installation names it in the environment (`docs/settings.md`).

Read by the settings, so nothing here knows of models.
"""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environs import Env

OIDC = "work"  # what it is called in addresses, and in the row that connects a person to it
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def providers(env: Env) -> dict[str, dict[str, Any]]:
    """As allauth's `SOCIALACCOUNT_PROVIDERS` has them; none where none is named."""
    issuer = env.str("OIDC_ISSUER", "").rstrip("/")
    if not issuer:
        _refuse_no_way_in(env)
        return {}
    where = urlsplit(issuer)
    if where.scheme != "https" and where.hostname not in LOOPBACK:
        raise ImproperlyConfigured("RIKTNING_OIDC_ISSUER is https://…: who signs in must not be overheard.")
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


def _refuse_no_way_in(env: Env) -> None:
    if not env.bool("SIGN_IN_BY_CODE", True):
        raise ImproperlyConfigured(
            "RIKTNING_SIGN_IN_BY_CODE is off and RIKTNING_OIDC_ISSUER is not set: nobody could sign in."
        )
