"""A draft belongs to those who write it: its words are in no page that anybody else is sent.

`tests/test_access.py` looks for them in all that the matrix asks for; here are their own pages, and lists
that show more than they do at first.
"""

import pytest

from tests.access.canaries import DRAFT, make_canaries, make_canary, read_by
from tests.access.roles import ROLES
from tests.access.routes import ROUTES
from tests.access.visits import Visitors
from tests.cast import World
from tests.factories.proposals import make_proposal

pytestmark = pytest.mark.authz

APPS = {"feedback", "files", "groups", "proposals"}

ALSO_LISTED = [
    "/admin/feedback/feedback/?state=all",
    "/groups/?ended=on",
    "/directions/?ended",
    "/feedback/?page=2",
    "/proposals/?state=draft",
    "/proposals/?year=2026",
]


def test_canary_is_there_to_be_seen_by_its_own_group(world: World) -> None:
    draft, file = make_canary(world)
    visitors = Visitors(world)
    visitors.sign_in(own=world.outsider)

    pages = ("/", world.foreign_group.get_absolute_url(), draft.get_absolute_url(), file.get_absolute_url())
    for address in pages:
        assert DRAFT in visitors.ask("own", "GET", address).whole.decode(errors="replace")


# Elsewhere their number is another thing's, or nothing's.
ROUTES_OF_THEIR_APPS = sorted(
    name for name, route in ROUTES.items() if route.arguments and any(app in name for app in APPS)
)


def test_apps_are_those_of_all_canaries(world: World) -> None:
    assert {canary._meta.app_label for canary in make_canaries(world)} == APPS


@pytest.mark.parametrize("route", ROUTES_OF_THEIR_APPS)
def test_canaries_are_read_where_they_are_by_those_they_concern_alone(world: World, route: str) -> None:
    canaries = [canary for canary in make_canaries(world) if canary._meta.app_label in route]
    addresses = {ROUTES[route].address(canary) for canary in canaries}
    visitors = Visitors(world)

    seen = {
        (role, address): read_by(role, *visitors.read(role, address))
        for role in ROLES
        for address in addresses
    }

    assert {asked: words for asked, words in seen.items() if words} == {}


@pytest.mark.parametrize("address", ALSO_LISTED)
def test_canary_is_in_no_list_that_has_been_widened(world: World, address: str) -> None:
    make_canary(world)
    make_proposal(world.outsider, world.foreign_group, title=DRAFT)
    visitors = Visitors(world)

    assert [role for role in ROLES if read_by(role, *visitors.read(role, address))] == []
