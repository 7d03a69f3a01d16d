"""No page offers what the next one refuses: every link and every form on it, as whoever looks.

What the matrix says of the same thing is not asked again: it is asked there. Nor is what it opens to somebody
whatever it is about. So of all that stands on a page little is left to ask.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urldefrag, urlsplit

from django.db.models import Model
from django.urls import resolve

from tests.access.matrix import Row, mark, rows_of
from tests.access.routes import ROUTES
from tests.access.visits import Visitors

TAG = re.compile(r"<(?:a|form|button)\b[^>]*>")
ATTRIBUTE = re.compile(r'\b(href|action|formaction|method|(?:data-)?hx-(?:get|post))="([^"]*)"')
LEADS_ON = {"GET": "✓»", "POST": "✓»?"}


@dataclass
class DeadEnds:
    """What people are refused though a page offers it to them; each address is asked once for each."""

    visitors: Visitors
    known: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def on(self, page: Any, row: Row, role: str, thing: Model | None) -> list[str]:
        """Those on one page, which is `row` as that role saw it."""
        if "html" not in page["Content-Type"]:
            return []
        offers = dict.fromkeys(offered(page.whole.decode(), page.wsgi_request.path))
        answers = {offer: self._answer(*offer, row, role, thing) for offer in offers}
        return [
            f"{row.route}, {row.thing}, {role}: {method} {address} {answer}"
            for (method, address), answer in answers.items()
            if answer not in LEADS_ON[method]
        ]

    def _answer(self, method: str, address: str, row: Row, role: str, thing: Model | None) -> str:
        path = urlsplit(address).path
        route = route_of(path)
        expected = {line.expected(role, method) for line in rows_of(route)}
        if expected <= set(LEADS_ON[method]):
            return "✓"
        if thing and path == ROUTES[route].address(thing):
            for line in rows_of(route):
                if line.thing == row.thing:
                    return line.expected(role, method)
        asked = (role, method, address)
        if asked not in self.known:
            self.known[asked] = mark(self.visitors.ask(role, method, address))
        return self.known[asked]


def offered(html: str, path: str) -> Iterator[tuple[str, str]]:
    """Every address of ours that a page leads or sends to, with its method."""
    for tag in TAG.findall(html):
        said = dict(ATTRIBUTE.findall(tag))
        posts = said.get("method", "").lower() == "post"
        for name, address in said.items():
            if name == "method":
                continue
            method = "POST" if name.endswith("hx-post") or (name.endswith("action") and posts) else "GET"
            if where := _within(address, path):
                yield method, where


def _within(address: str, path: str) -> str:
    """The address as it is asked for; empty for another site's, a mail's, or a place on the page itself."""
    where = urldefrag(unescape(address))[0]
    where = f"{path}{where}" if where.startswith("?") else where
    return where if where.startswith("/") and not where.startswith(("//", "/static/")) else ""


def route_of(path: str) -> str:
    found = resolve(path)
    return found.view_name or found.route
