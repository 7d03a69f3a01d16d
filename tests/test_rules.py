"""Each permission, and who holds it, as `docs/roles.md` has it: the page is the expectation.

Roles are the bar's (`tests/access/roles.py`), things are those of `tests/access/things.py`. Who is not
named does not hold it; the suspended hold nothing, and neither does anybody for whom there is no thing.
"""

import re
from pathlib import Path

import pytest
from rules.permissions import permissions

from groups.models import Role
from tests.access.roles import CAST, in_role
from tests.access.things import the, the_own
from tests.cast import World
from tests.factories.groups import seat

pytestmark = pytest.mark.authz

EVERYBODY = "EM MA ME CV KO KM SG ST DI AD"
MANAGERS = "MA CV SG ST DI"

WORDS = {"everybody": EVERYBODY, "managers": MANAGERS}
TABLE = (Path(__file__).parent.parent / "docs" / "roles.md").read_text(encoding="utf-8")
HOLDERS = TABLE.split("```")[1].split("\n", 2)[2]


def _line(text: str) -> tuple[str, str, str]:
    permission, thing, *holders = re.split(r"  +", text.strip())
    who = "".join(holders)
    return permission, thing, WORDS.get(who, who)


LINES = [_line(text) for text in HOLDERS.splitlines() if text]


def test_every_permission_says_who_holds_it() -> None:
    assert {permission for permission, _thing, _holders in LINES} == set(permissions)


def test_each_thing_is_said_once() -> None:
    asked = [(permission, thing) for permission, thing, _holders in LINES]

    assert sorted(asked) == sorted(set(asked))


@pytest.mark.parametrize(("permission", "thing", "holders"), LINES)
def test_permission_is_held_by_these_and_nobody_else(
    world: World, permission: str, thing: str, holders: str
) -> None:
    shared = the(thing, world)

    found = [
        role
        for role in CAST
        if in_role(world, role).has_perm(permission, shared or the_own(thing, world, in_role(world, role)))
    ]

    assert found == holders.split()


def test_deputy_represents_the_group_as_its_convener_does(world: World) -> None:
    seat(world.employee, world.group, Role.DEPUTY)

    assert world.employee.has_perm("feedback.complete_feedback", the("group's draft", world))
