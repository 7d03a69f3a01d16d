"""An organisation's sign-in that speaks SAML: pysaml2's own, over HTTP, whose every answer can be bent."""

import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from html import escape
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from zlib import decompress

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from saml2 import BINDING_HTTP_REDIRECT
from saml2.authn_context import PASSWORDPROTECTEDTRANSPORT
from saml2.config import IdPConfig
from saml2.metadata import create_metadata_string
from saml2.saml import NAMEID_FORMAT_PERSISTENT, NameID
from saml2.server import Server
from saml2.xmldsig import DIGEST_SHA256, SIG_RSA_SHA256

from tests.http_server import Answering, serving

Bend = Callable[[str], str]


@dataclass
class Organisation:
    """`people` are whom it knows: what it says of each, by the name they have there. The others say how an
    answer is bent.
    """

    folder: Path
    address: str = ""
    people: dict[str, dict[str, str]] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)  # of pysaml2's answer, instead of what is right
    name_format: str = NAMEID_FORMAT_PERSISTENT
    minutes: int = 15  # that an assertion holds
    signs_as: str = "own"  # or with a key that nobody has heard of
    bend: Bend = str  # the signed answer, as XML
    portal: str = ""  # what it has been given of the portal: its metadata
    away: bool = False
    servers: dict[tuple[str, int, str], Server] = field(default_factory=dict)

    @property
    def entity(self) -> str:
        return f"{self.address}/metadata"

    def begin_anew(self) -> None:
        """Nobody known, nothing bent; where it is stays, and what it takes a second to read."""
        vars(self).update(vars(Organisation(self.folder, self.address)) | {"servers": self.servers})

    def server(self) -> Server:
        what = (self.signs_as, self.minutes, self.portal)
        if what not in self.servers:
            self.servers[what] = self._server()
        return self.servers[what]

    def _server(self) -> Server:
        config = {
            "entityid": self.entity,
            "key_file": str(self.folder / f"{self.signs_as}.key"),
            "cert_file": str(self.folder / f"{self.signs_as}.pem"),
            "xmlsec_binary": "/usr/bin/xmlsec1",
            "service": {
                "idp": {
                    "endpoints": {"single_sign_on_service": [(f"{self.address}/in", BINDING_HTTP_REDIRECT)]},
                    "policy": {
                        "default": {"lifetime": {"minutes": self.minutes}, "attribute_restrictions": None}
                    },
                    "name_id_format": [NAMEID_FORMAT_PERSISTENT],
                }
            },
        }
        if self.portal:
            config["metadata"] = {"inline": [self.portal]}
        return Server(config=IdPConfig().load(config))

    def metadata(self) -> bytes:
        found: bytes = create_metadata_string(None, self.server().config, sign=False)
        return found

    def answer(self, who: str, question: str, destination: str, portal: str) -> str:
        """What its page sends back, as a form would have it."""
        asked = {
            "identity": self.people[who],
            "in_response_to": question,
            "destination": destination,
            "sp_entity_id": portal,
            "name_id": NameID(format=self.name_format, text=who),
            "authn": {"class_ref": PASSWORDPROTECTEDTRANSPORT, "authn_auth": self.entity},
            "sign_assertion": True,
            "sign_response": False,
            "sign_alg": SIG_RSA_SHA256,
            "digest_alg": DIGEST_SHA256,
        }
        xml = str(self.server().create_authn_response(**asked | self.options))
        return b64encode(self.bend(xml).encode()).decode()


def asked(address: str) -> dict[str, str]:
    """What the portal asks by leading a browser to `address`: its number, where to answer, and as whom."""
    query = parse_qs(urlsplit(address).query, keep_blank_values=True)
    xml = decompress(b64decode(query["SAMLRequest"][0]), -15).decode()
    found = {
        "question": re.search(r' ID="([^"]+)"', xml),
        "destination": re.search(r'AssertionConsumerServiceURL="([^"]+)"', xml),
        "portal": re.search(r"<saml:Issuer>([^<]+)<", xml),
    }
    assert all(found.values()), xml
    return {name: match[1] for name, match in found.items() if match}


@contextmanager
def organisation(folder: Path) -> Iterator[Organisation]:
    for name in ("own", "unknown"):
        for file, content in _key(name).items():
            (folder / file).write_bytes(content)
    told = Organisation(folder)

    class Handler(Answering, BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if told.away:
                return self.send_error(503)
            if self.path == "/metadata":
                return self.answer(told.metadata(), "text/xml")
            return self.answer(self._page().encode(), "text/html; charset=utf-8")

        def _page(self) -> str:
            """Who sits there: a button for each, and back with a form."""
            question = asked(self.path)
            forms = [
                f'<form method="post" action="{escape(question["destination"])}">'
                f'<input type="hidden" name="SAMLResponse" value="{told.answer(who, **question)}">'
                f"<button>{escape(who)}</button></form>"
                for who in told.people
            ]
            return f"<!doctype html><html lang=sv><title>In</title>{''.join(forms)}"

    with serving(Handler) as told.address:
        yield told


@cache
def _key(name: str) -> dict[str, bytes]:
    """A key and its certificate, by the names of their files."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    today = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    kept = serialization.PrivateFormat.TraditionalOpenSSL
    return {f"{name}.key": key.private_bytes(pem, kept, plain), f"{name}.pem": certificate.public_bytes(pem)}
