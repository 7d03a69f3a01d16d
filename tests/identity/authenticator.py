"""A passkey without a browser: it keeps a key, and answers what a browser would have asked it."""

import hashlib
import json
import os
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

FLAG = AuthenticatorData.FLAG
CONFIRMED = FLAG.USER_PRESENT | FLAG.USER_VERIFIED


class Passkey:
    """`origin` is where its browser thinks that it is; `flags` what it says of who holds it."""

    def __init__(self, origin: str = "https://testserver", flags: FLAG = CONFIRMED) -> None:
        self.origin, self.flags = origin, flags
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = os.urandom(16)
        self.user = ""

    def create(self, options: dict[str, Any]) -> str:
        asked = options["publicKey"]
        self.user = asked["user"]["id"]
        public = ES256.from_cryptography_key(self.key.public_key())
        held = AttestedCredentialData.create(b"\0" * 16, self.id, public)
        told = self._told(asked["rp"]["id"], self.flags | FLAG.ATTESTED, held)
        made = AttestationObject.create("none", told, {})
        said = self._client(CollectedClientData.TYPE.CREATE, asked["challenge"])
        return self._answer({"clientDataJSON": said, "attestationObject": made})

    def get(self, options: dict[str, Any]) -> str:
        asked = options["publicKey"]
        told = self._told(asked["rpId"], self.flags)
        said = self._client(CollectedClientData.TYPE.GET, asked["challenge"])
        signed = self.key.sign(told + hashlib.sha256(said).digest(), ec.ECDSA(SHA256()))
        return self._answer({"clientDataJSON": said, "authenticatorData": told, "signature": signed})

    def _told(self, site: str, flags: FLAG, held: AttestedCredentialData | bytes = b"") -> AuthenticatorData:
        return AuthenticatorData.create(hashlib.sha256(site.encode()).digest(), flags, 0, held)

    def _client(self, kind: Any, challenge: str) -> CollectedClientData:
        return CollectedClientData.create(kind, challenge, self.origin)

    def _answer(self, said: dict[str, bytes]) -> str:
        response = {name: websafe_encode(value) for name, value in said.items()} | {"userHandle": self.user}
        names = dict.fromkeys(("id", "rawId"), websafe_encode(self.id))
        return json.dumps(names | {"type": "public-key", "response": response, "clientExtensionResults": {}})
