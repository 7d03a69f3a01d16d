"""An organisation's sign-in on this machine, whose every answer can be bent. Real HTTP, real signatures.

`oidc_provider_mock` answers as it should; this one answers as somebody who means harm, or sleeps, would.
"""

import json
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from tests.http_server import Answering, serving

CLIENT = "riktning"
OURS, ANOTHERS = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))


@dataclass
class Issuer:
    """`claims` is whom it knows; the others say how what it answers is bent."""

    address: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    token: dict[str, Any] = field(default_factory=dict)  # instead of what the token would say
    userinfo: dict[str, Any] = field(default_factory=dict)
    config: dict[str, Any] = field(default_factory=dict)
    sign: Callable[[dict[str, Any]], str] | None = None
    sleeps: float = 0
    status: int = 200
    questions: dict[str, dict[str, str]] = field(default_factory=dict)  # by code, each answered once

    def asked(self, address: str) -> str:
        """The code for whoever was led to `address` and has signed in there."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = f"code-{len(self.questions)}"
        self.questions[code] = asked
        return code

    def answer(self, path: str, sent: dict[str, str]) -> dict[str, Any]:
        if path == "/.well-known/openid-configuration":
            return self.configuration()
        if path == "/keys":
            return {
                "keys": [RSAAlgorithm.to_jwk(OURS.public_key(), as_dict=True) | {"kid": "1", "alg": "RS256"}]
            }
        if path == "/userinfo":
            return self.claims | self.userinfo
        return self.tokens(sent)

    def configuration(self) -> dict[str, Any]:
        places = {
            "authorization_endpoint": "/in",
            "token_endpoint": "/token",
            "userinfo_endpoint": "/userinfo",
        }
        told = {name: self.address + path for name, path in places.items()}
        return {"issuer": self.address, "jwks_uri": f"{self.address}/keys"} | told | self.config

    def tokens(self, sent: dict[str, str]) -> dict[str, Any]:
        asked = self.questions.pop(sent.get("code", ""), None)
        proof = (
            urlsafe_b64encode(sha256(sent.get("code_verifier", "").encode()).digest()).decode().rstrip("=")
        )
        if asked is None or asked["code_challenge"] != proof:
            return {"error": "invalid_grant"}
        moment = int(time.time())
        times = {"iat": moment, "exp": moment + 300}
        said = (
            {"iss": self.address, "aud": CLIENT, "nonce": asked["nonce"]} | times | self.claims | self.token
        )
        token = (self.sign or signed)({name: value for name, value in said.items() if value is not None})
        return {"access_token": "opaque", "token_type": "Bearer", "id_token": token}


def signed(claims: dict[str, Any], key: Any = OURS, **head: Any) -> str:
    return jwt.encode(claims, key, algorithm="RS256", headers={"kid": "1"} | head)


@contextmanager
def issuer() -> Iterator[Issuer]:
    told = Issuer()

    class Handler(Answering, BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.say({})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.say({name: values[0] for name, values in parse_qs(body).items()})

        def say(self, sent: dict[str, str]) -> None:
            time.sleep(told.sleeps)
            answer = json.dumps(told.answer(self.path, sent)).encode()
            self.answer(answer, "application/json", told.status)

    with serving(Handler) as told.address:
        yield told
