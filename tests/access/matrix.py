"""Who reaches what: every route, each kind of thing it can be about, and what everybody is answered.

The expectations come from the matrix in the bar (section 1) and from the docstrings of the views, never
from what the code happens to answer. To add a route, add its lines to `matrix.txt`; `things.py` explains a
thing's name.

    ✓  the page             –  forbidden: one may know of it, not do it (403)
    »  done, or led on      ∅  there is nothing here, as far as this person may know (404)
    →  sign in first        ·  no such method (405)
    ?  the form, which says what is missing (422), or that somebody was quicker (409)
    ✗  asked amiss (400), or of somebody who does not answer (503)

The columns are the bar's roles, read downwards: AN, EM, MA … A line that begins with # is a heading.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse

from tests.access.roles import ROLES

MATRIX = Path(__file__).with_name("matrix.txt").read_text(encoding="utf-8")


# Who need not have signed in, and why not. Whatever else a stranger asks for, they sign in first.
OPEN_TO_STRANGERS = {
    "account_login": "the way in",
    "account_request_login_code": "the way in, by the name allauth calls it",
    "account_confirm_login_code": "where the code from the e-mail is written",
    "mfa_authenticate": "the second step of signing in",
    "mfa_login_webauthn": "the way in with a passkey",
    "break_glass": "the way in for whoever has no other; its address is secret, and good for once",
    "openid_connect_login": "the way to the organisation's own sign-in",
    "openid_connect_callback": "the way back from it",
    "saml_login": "the way to the organisation's own sign-in, where it speaks SAML",
    "saml_acs": "the way back from it: what it sends is signed, and no cookie of ours comes with it",
    "saml_finish_acs": "the way back from it",
    "saml_metadata": "what the organisation's administrators are given, before anybody can sign in",
    "account_logout": "signing out twice does no harm, and leads home",
    "account_inactive": "tells somebody who no longer works here why they cannot enter",
    "river:calendar": "calendar programs cannot sign in: the address is secret, and its owner can stop it",
    "workshops:join": "where the code on the workshop's screen is written, on any phone",
    "workshops:take_part": "a workshop may let guests in; they see nothing but it",
    "workshops:come_in": "a workshop may let guests in; they see nothing but it",
    "workshops:mark": "a workshop may let guests in; they see nothing but it",
    "workshops:unmark": "a workshop may let guests in; they see nothing but it",
    "workshops:withdraw": "a workshop may let guests in; they see nothing but it",
    "notices:stop": "mail programs cannot sign in: the address is signed, and does nothing but stop mail",
    "accessibility:statement": "the law asks for it, also of those who cannot sign in",
    "accessibility:report": "whoever cannot even sign in has most to report",
    "manifest": "browsers ask for it without cookies; it says what the portal is called",
    "service_worker": "a script, the same for everybody",
    "offline": "what is shown without a network, the same for everybody",
    "favicon": "an icon",
    "apple_touch_icon": "an icon",
    "robots": "for those who do not sign in",
    "security_txt": "whoever finds a hole need not work here",
    "language": "also the way in can be read in English",
    "demo:sign_in": "the demo's way in; there is no such address outside it",
    "demo:sign_in_as": "the demo's way in; there is no such address outside it",
}


@dataclass(frozen=True)
class Row:
    route: str
    thing: str
    get: dict[str, str]  # role → mark
    post: dict[str, str]

    def expected(self, role: str, method: str) -> str:
        return self.post[role] if method == "POST" else self.get[role]


def _rows() -> list[Row]:
    _methods, _firsts, _seconds, *lines = MATRIX.strip("\n").splitlines()
    return [_row(line) for line in lines if line and not line.startswith("#")]


def _row(line: str) -> Row:
    route, thing, get, post = re.split(r"  +", line)
    return Row(route, thing, dict(zip(ROLES, get, strict=True)), dict(zip(ROLES, post, strict=True)))


ROWS = _rows()


def rows_of(route: str) -> list[Row]:
    return [row for row in ROWS if row.route == route]


def mark(response: Any) -> str:
    """The answer as the matrix writes it; what the matrix has no mark for, as the number it is."""
    if response.status_code == 302:
        return _where_to(response["Location"])
    marks = {
        200: "✓",
        400: "✗",
        401: "→",
        403: "–",
        404: "∅",
        405: "·",
        409: "?",
        422: "?",
        503: "✗",
    }  # 401 leads to signing in, too
    return marks.get(response.status_code, str(response.status_code))


def _where_to(address: str) -> str:
    doors = tuple(f"{reverse(name)}?next=" for name in (settings.LOGIN_URL, "admin:login"))
    if address.startswith(doors):
        return "→"
    within = address.removeprefix("http://testserver")
    return "»" if within.startswith("/") and not within.startswith("//") else f"302 to {address}"
