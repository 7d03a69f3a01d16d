"""What people do on the way in and on the page of their ways in, as a browser would."""

import json
import time
from html import unescape
from re import search
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.test import Client
from django.urls import reverse

from people.models import Person
from tests.identity.authenticator import Passkey
from tests.people.test_sign_in import ASK, CONFIRM, code_from, sent

HTTPS = {"secure": True, "headers": {"referer": "https://testserver/"}}
STEP = reverse("mfa_authenticate")
BY_PASSKEY = reverse("mfa_login_webauthn")
ADD_PASSKEY, ADD_APP, CODES, MAKE_CODES, SECOND, WAYS_IN = (
    reverse(name)
    for name in (
        "add_passkey",
        "add_app",
        "recovery_codes",
        "make_recovery_codes",
        "second_factor",
        "ways_in",
    )
)


def options_on(page: Any) -> dict[str, Any]:
    found = search(r'data-options="([^"]*)"', page.content.decode())
    assert found, page.content.decode()
    options: dict[str, Any] = json.loads(unescape(found[1]))
    return options


def add_passkey(client: Client, name: str = "Jobbdatorn", passkey: Passkey | None = None) -> Passkey:
    passkey = passkey or Passkey()
    credential = passkey.create(options_on(client.get(ADD_PASSKEY, **HTTPS)))
    answer = client.post(ADD_PASSKEY, {"name": name, "credential": credential}, **HTTPS)
    assert answer.status_code == 302, answer.content.decode()
    return passkey


def by_passkey(client: Client, passkey: Passkey, **sent_along: str) -> Any:
    asked = client.get(BY_PASSKEY, secure=True, headers={"accept": "application/json"}).json()
    credential = passkey.get(asked["request_options"])
    return client.post(BY_PASSKEY, {"credential": credential} | sent_along, **HTTPS)


def add_app(client: Client) -> str:
    """What the app makes its codes of."""
    page = client.get(ADD_APP, **HTTPS)
    secret: str = page.context["form"].secret
    answer = client.post(ADD_APP, {"code": code_of(secret, ago=1)}, **HTTPS)
    assert answer.status_code == 302, answer.content.decode()
    return secret


def code_of(secret: str, ago: int = 0) -> str:
    """What the app shows now, or showed so many half minutes ago: each is good for once."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 - ago))


def shown_codes(client: Client) -> list[str]:
    page = client.get(CODES, **HTTPS)
    codes: list[str] = page.context["codes"]
    return codes


def by_code(client: Client, person: Person, **sent_along: str) -> Any:
    """Through the mailbox."""
    client.post(ASK, {"email": person.email} | sent_along, **HTTPS)
    mails = [message for message in sent() if message.to == [person.email]]
    codes = [message for message in mails if search(r"^[A-Z0-9]{3,4}-?[A-Z0-9]{3,4}$", str(message.body), 8)]
    return client.post(CONFIRM, {"code": code_from(codes[-1])} | sent_along, **HTTPS)


def key_of(client: Client) -> str:
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def who(client: Client) -> Any:
    return client.get(reverse("home"), **HTTPS).context["user"]
