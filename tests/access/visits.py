"""Everybody asks for everything, and nothing is left behind."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.cookies import SimpleCookie
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.test import Client

from people.models import Person
from portal import urls
from tests.access.matrix import Row, rows_of
from tests.access.roles import CAST, ROLES, in_role
from tests.access.routes import ROUTES
from tests.access.things import the, the_own
from tests.cast import World
from tests.signing_in import sessions_of


def _undrawn(status: int) -> Any:
    """A page that says no, with what it was given to say. That it is said is what is asked here, of tens of
    thousands of addresses; how such a page looks is asked elsewhere, and drawing it takes most of the time.
    """

    def view(request: HttpRequest, exception: Exception) -> HttpResponse:
        return HttpResponse(str(exception), status=status)

    return view


NO = {"handler403": _undrawn(403), "handler404": _undrawn(404)}


@cache
def _browser() -> Client:
    """One for all tests: each new one would read the list of static files anew."""
    return Client()


@dataclass
class Visitors:
    """Everybody at once, in front of the same portal."""

    world: World
    client: Client = field(default_factory=_browser)
    sessions: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sign_in(**{role: in_role(self.world, role) for role in CAST})

    def ask(self, role: str, method: str, address: str, **options: Any) -> Any:
        """The answer to one request, which leaves nothing behind: no rows, no cookies."""
        self.client.cookies = SimpleCookie()
        if role in self.sessions:
            self.client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]
        with transaction.atomic(), patch.multiple(urls, create=True, **NO):
            response = getattr(self.client, method.lower())(address, **options)
            response.whole = response.getvalue()  # also what comes piece by piece, while its rows are there
            if response.streaming:  # read, so that its file is closed
                response.streaming_content = [response.whole]
            transaction.set_rollback(True)
        return response

    def read(self, role: str, address: str) -> list[Any]:
        """The page, and the part of it that htmx would get where there is one: which that is, no database
        changes.
        """
        page = self.ask(role, "GET", address)
        has_part = "HX-Request" in page.get("Vary", "") and connection.vendor == "sqlite"
        return [page, *([self.ask(role, "GET", address, headers={"HX-Request": "true"})] if has_part else [])]

    def sign_in(self, **people: Person) -> None:
        """Give each a session, also the suspended, who signed in before that happened.

        They are written as signing in writes them, and all at once: a thousand tests begin with this.
        """
        self.sessions |= dict(zip(people, sessions_of(list(people.values())), strict=True))


def visits(world: World, route: str) -> Iterator[tuple[Row, str, str, Model | None]]:
    """Each thing that a route can be about, with everybody who may ask: row, role, address, thing."""
    for row in rows_of(route):
        shared = the(row.thing, world)
        for role in ROLES:
            own = the_own(row.thing, world, in_role(world, role))
            yield row, role, ROUTES[route].address(own or shared), own or shared


@contextmanager
def watching_for_writes() -> Iterator[list[str]]:
    """Collects every statement that changes a row. Sessions are not rows of ours."""
    writes: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if re.match(r"(INSERT|UPDATE|DELETE|REPLACE)\b", sql) and "django_session" not in sql:
            writes.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield writes
