"""The portal beside an organisation's own sign-in."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from environs import Env
from pytest_django import Settings

from identity.providers import OIDC, providers
from tests.identity.issuer import CLIENT, Issuer, issuer

LOGIN, CALLBACK = (
    reverse(f"openid_connect_{name}", kwargs={"provider_id": OIDC}) for name in ("login", "callback")
)
Configured = Callable[..., None]


@pytest.fixture
def configured(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Configured:
    """As the environment of an installation would have it."""

    def configure(address: str, **said: str) -> None:
        told = {"ISSUER": address, "CLIENT_ID": CLIENT, "CLIENT_SECRET": "between us"} | said
        for name, value in told.items():
            monkeypatch.setenv(f"RIKTNING_OIDC_{name}", value)
        monkeypatch.delenv("RIKTNING_SAML_METADATA", raising=False)
        settings.SOCIALACCOUNT_PROVIDERS = providers(Env(prefix="RIKTNING_"))

    return configure


@pytest.fixture
def work(configured: Configured) -> Iterator[Issuer]:
    """The organisation's sign-in, which tells of an account whose number is 7 and of nobody's directory."""
    with issuer() as told:
        told.claims = {"sub": "7", "name": "Amir Medarbetare"}
        configured(told.address)
        yield told


def come(client: Client, work: Issuer, **asked: Any) -> Any:
    """Whoever sits there goes to the organisation's sign-in and comes back."""
    sent = client.get(LOGIN, asked)
    assert sent.status_code == 302, sent.content.decode()
    code = work.asked(sent.url)
    return client.get(CALLBACK, {"code": code, "state": work.questions[code]["state"]})
