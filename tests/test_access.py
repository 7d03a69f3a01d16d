"""Who may reach what, route by route, as `tests/access/matrix.py` says; made from the urlconf."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse

from tests.access.matrix import ROWS, Row, mark, rows_of
from tests.access.roles import ANONYMOUS, ROLES, Visitors, in_role
from tests.access.routes import ROUTES
from tests.access.things import the, the_own
from tests.cast import World
from tests.factories.feedback import make_draft

pytestmark = pytest.mark.authz

LISTED = sorted({row.route for row in ROWS} & set(ROUTES))

# One form filled in for every route: each takes the fields it knows.
FILLED_IN = {
    "title": "En rubrik",
    "text": "Några ord.",
    "save_as": "draft",
    "answer": "Tack!",
    "email": "stranger@elsewhere.example",
    "language": "en",
    "slug": "en-ny-sida",
    "order": "1",
    "versions-TOTAL_FORMS": "0",
    "versions-INITIAL_FORMS": "0",
    "directory_id": "d-new",
    "name": "Ny Person",
    "key": "ny-enhet",
}

# Who need not have signed in, and why not. Whatever else a stranger asks for, they sign in first.
OPEN_TO_STRANGERS = {
    "account_login": "the way in",
    "account_request_login_code": "the way in, by the name allauth calls it",
    "account_confirm_login_code": "where the code from the e-mail is written",
    "account_logout": "signing out twice does no harm, and leads home",
    "account_inactive": "tells somebody who no longer works here why they cannot enter",
    "language": "also the way in can be read in English",
    "demo": "the demo's way in; there is no such address outside it",
    "demo_sign_in_as": "the demo's way in; there is no such address outside it",
}


def visits(world: World, route: str) -> Iterator[tuple[Row, str, str]]:
    """Each thing that a route can be about, with everybody who may ask: row, role, address."""
    for row in rows_of(route):
        shared = the(row.thing, world)
        for role in ROLES:
            own = the_own(row.thing, world, in_role(world, role))
            yield row, role, ROUTES[route].address(own or shared)


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


def test_every_route_has_its_lines_in_the_matrix() -> None:
    assert set(ROUTES) - {row.route for row in ROWS} == set()


def test_matrix_names_no_route_that_is_gone() -> None:
    assert {row.route for row in ROWS} - set(ROUTES) == set()


def test_matrix_says_each_thing_once() -> None:
    said = [(row.route, row.thing) for row in ROWS]

    assert sorted(said) == sorted(set(said))


@pytest.mark.parametrize("route", LISTED)
def test_everybody_is_answered_as_the_matrix_says(world: World, route: str) -> None:
    visitors = Visitors(world)

    wrong = []
    for row, role, address in visits(world, route):
        for method, data in (("GET", {}), ("POST", FILLED_IN)):
            answer = mark(visitors.ask(role, method, address, data=data))
            if answer != row.expected(role, method):
                wrong.append(f"{method} {row.thing}, {role}: {answer} and not {row.expected(role, method)}")

    assert wrong == []


@pytest.mark.parametrize("route", LISTED)
def test_no_other_method_is_answered(world: World, route: str) -> None:
    visitors = Visitors(world)

    wrong = []
    for row, role, address in visits(world, route):
        for method in ("PUT", "PATCH", "DELETE"):
            answer = mark(visitors.ask(role, method, address))
            if answer not in {"·", "→", "–", "∅"}:
                wrong.append(f"{method} {row.thing}, {role}: {answer}")

    assert wrong == []


@pytest.mark.parametrize("route", LISTED)
def test_reading_changes_nothing(world: World, route: str) -> None:
    visitors = Visitors(world)

    wrong = []
    for row, role, address in visits(world, route):
        with watching_for_writes() as writes:
            whole, head = (visitors.ask(role, method, address) for method in ("GET", "HEAD"))
        if writes or mark(head) != mark(whole):
            wrong.append(f"{row.thing}, {role}: GET {mark(whole)}, HEAD {mark(head)}, {writes}")

    assert wrong == []


def test_only_these_routes_are_open_to_strangers() -> None:
    """That they are in fact, and no others, is asked for every line of the matrix above."""
    found = {row.route for row in ROWS if {row.get[ANONYMOUS], row.post[ANONYMOUS]} != {"→"}}

    assert found == set(OPEN_TO_STRANGERS)


@pytest.mark.parametrize("route", ["me", "groups:list", "admin:index", "admin:feedback_feedback_changelist"])
def test_stranger_is_asked_to_sign_in_and_then_led_to_what_they_asked_for(world: World, route: str) -> None:
    visitors = Visitors(world)
    asked = reverse(route)

    response = visitors.ask(ANONYMOUS, "GET", asked, follow=True)

    door = urlsplit(response.redirect_chain[-1][0])
    assert (door.path, parse_qs(door.query)["next"]) == (reverse(settings.LOGIN_URL), [asked])


NOWHERE = [
    "0",
    "999999999",
    str(10**30),
    "9" * 5000,
    "-1",
    "1_",
    "finns-inte",
    "x" * 300,
    "%00",
    "a%00b",
    "å",
]


@pytest.mark.parametrize("route", [route for route in LISTED if ROUTES[route].arguments])
def test_what_does_not_exist_is_not_found(world: World, route: str) -> None:
    """An address that only leads on, the same for every id, may do so: the next page then knows."""
    visitors, leads_on = Visitors(world), ROUTES[route].pattern == route

    wrong = []
    for value in NOWHERE:
        address = ROUTES[route].address_of(dict.fromkeys(ROUTES[route].arguments, value))
        for role in ("EM", "KO", "AD"):
            for method in ("GET", "POST"):
                answer = mark(visitors.ask(role, method, address, data=FILLED_IN))
                allowed = {"∅", "–" if route.startswith("admin") else "", "»" if leads_on else ""}
                if answer not in allowed | {row.expected(role, method) for row in rows_of(route)} & {"·"}:
                    wrong.append(f"{method} {address[:80]}, {role}: {answer}")

    assert wrong == []


# A draft that belongs to a group nobody else in the cast sits in.
CANARY = "kanariefågel"
ALSO_LISTED = [
    "/admin/feedback/feedback/?state=all",
    "/groups/?ended=on",
    "/directions/?ended",
    "/feedback/?page=2",
]


def test_canary_is_there_to_be_seen_by_its_own_group(world: World) -> None:
    draft = make_draft(world.outsider, group=world.foreign_group, title=CANARY, text=CANARY)
    visitors = Visitors(world)
    visitors.sessions["own"] = visitors.sign_in(world.outsider)

    for address in ("/", world.foreign_group.get_absolute_url(), draft.get_absolute_url()):
        assert CANARY in visitors.ask("own", "GET", address).content.decode()


@pytest.mark.parametrize("route", LISTED)
def test_canary_is_nowhere_to_be_seen_by_anybody_else(world: World, route: str) -> None:
    draft = make_draft(world.outsider, group=world.foreign_group, title=CANARY, text=CANARY)
    visitors = Visitors(world)
    asked = {(role, address) for _row, role, address in visits(world, route)}
    asked |= {(role, ROUTES[route].address(draft)) for role in ROLES}

    seen = [f"{address}, {role}" for role, address in asked if CANARY in read(visitors, role, address)]

    assert seen == []


@pytest.mark.parametrize("address", ALSO_LISTED)
def test_canary_is_in_no_list_that_has_been_widened(world: World, address: str) -> None:
    make_draft(world.outsider, group=world.foreign_group, title=CANARY, text=CANARY)
    visitors = Visitors(world)

    assert [role for role in ROLES if CANARY in read(visitors, role, address)] == []


def read(visitors: Visitors, role: str, address: str) -> str:
    """The page, and the part of it that htmx would get."""
    page = visitors.ask(role, "GET", address)
    text: str = page.content.decode()
    if "HX-Request" in page.get("Vary", ""):
        text += visitors.ask(role, "GET", address, headers={"HX-Request": "true"}).content.decode()
    return text
