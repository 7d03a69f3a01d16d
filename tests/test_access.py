"""Who may reach what, route by route, as `tests/access/matrix.py` says; made from the urlconf."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from django.conf import settings
from django.db import connection
from django.urls import Resolver404, resolve, reverse

from tests import kept_rows
from tests.access.canaries import make_canaries, read_by
from tests.access.dead_ends import DeadEnds
from tests.access.matrix import OPEN_TO_STRANGERS, ROWS, mark, rows_of
from tests.access.roles import ANONYMOUS, SUSPENDED
from tests.access.routes import ROUTES
from tests.access.visits import Visitors, visits, watching_for_writes
from tests.cast import World, make_world

pytestmark = pytest.mark.authz

LISTED = sorted({row.route for row in ROWS} & set(ROUTES))

# What any method the portal does not know comes to: no such method, sign in first, not allowed, not found.
NOT_ANSWERED = {"·", "→", "–", "∅"}

# Offers what is for somebody else: the people of the demo, who are not of this cast, and those of each role.
FOR_OTHERS = {"demo:sign_in", "help_page"}

# One form filled in for every route: each takes the fields it knows.
FILLED_IN = {
    "kind": "did",
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
    "reason": "Inte just nu.",
}


def test_every_route_has_its_lines_in_the_matrix() -> None:
    assert set(ROUTES) - {row.route for row in ROWS} == set()


def test_matrix_names_no_route_that_is_gone() -> None:
    assert {row.route for row in ROWS} - set(ROUTES) == set()


def test_matrix_says_each_thing_once() -> None:
    said = [(row.route, row.thing) for row in ROWS]

    assert sorted(said) == sorted(set(said))


def _world_with_canaries() -> World:
    world = make_world()
    make_canaries(world)
    return world


@pytest.mark.parametrize("route", LISTED)
def test_everybody_is_answered_as_the_matrix_says(db: None, route: str) -> None:
    """Each method as the matrix has it; reading changes no row, and no page offers what is refused, nor shows
    another's draft.
    """
    world = kept_rows.once(_world_with_canaries)
    visitors = Visitors(world)
    dead_ends = DeadEnds(visitors)
    offers = (
        connection.vendor == "sqlite" and route not in FOR_OTHERS
    )  # what a page offers no database changes

    wrong = []
    for row, role, address, thing in visits(world, route):
        with watching_for_writes() as writes:
            pages = visitors.read(role, address)
        marks = mark(pages[0]), mark(visitors.ask(role, "POST", address, data=FILLED_IN))
        if offers and marks[0] == "✓" and role not in {ANONYMOUS, SUSPENDED}:
            wrong += dead_ends.on(pages[0], row, role, thing)
        expected = row.expected(role, "GET"), row.expected(role, "POST")
        words = read_by(role, *pages)
        if marks != expected or writes or words:
            wrong.append(f"{row.thing}, {role}: {marks} and not {expected}; wrote {writes}; shows {words}")

    assert wrong == []


# Which methods a view answers no database changes.
@pytest.mark.one_database
@pytest.mark.parametrize("route", LISTED)
def test_methods_that_the_matrix_does_not_name_do_nothing(world: World, route: str) -> None:
    """HEAD is answered as GET is. Asked by one of those who are answered alike, for each answer there is."""
    visitors = Visitors(world)

    wrong, asked = [], set()
    for row, role, address, _thing in visits(world, route):
        if (answers := (row.thing, row.get[role], row.post[role])) in asked:
            continue
        asked.add(answers)
        with watching_for_writes() as writes:
            head = mark(visitors.ask(role, "HEAD", address))
        others = {mark(visitors.ask(role, method, address)) for method in ("PUT", "PATCH", "DELETE")}
        if head != row.expected(role, "GET") or writes or others - NOT_ANSWERED:
            wrong.append(f"{row.thing}, {role}: HEAD {head}, any other {others}; HEAD wrote {writes}")

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


def leads_anywhere(address: str) -> bool:
    try:
        return bool(resolve(unquote(address)))
    except Resolver404:
        return False


@pytest.mark.parametrize("route", [route for route in LISTED if ROUTES[route].arguments])
def test_what_does_not_exist_is_not_found(world: World, route: str) -> None:
    """An address that only leads on, the same for every id, may do so: the next page then knows."""
    visitors, leads_on = Visitors(world), ROUTES[route].pattern == route

    wrong = []
    for value in NOWHERE:
        address = ROUTES[route].address_of(dict.fromkeys(ROUTES[route].arguments, value))
        if not leads_anywhere(address):
            continue  # no view is asked, whoever asks
        for role in ("EM", "KO", "AD"):
            for method in ("GET", "POST"):
                answer = mark(visitors.ask(role, method, address, data=FILLED_IN))
                allowed = {"∅", "–" if route.startswith("admin") else "", "»" if leads_on else ""}
                if answer not in allowed | {row.expected(role, method) for row in rows_of(route)} & {"·"}:
                    wrong.append(f"{method} {address[:80]}, {role}: {answer}")

    assert wrong == []
