"""Each permission, and who holds it, as `docs/roles.md` has it: the page is the expectation.

Roles are the bar's (`tests/access/roles.py`), things are those of `tests/access/things.py`. Who is not
named does not hold it; the suspended hold nothing, and neither does anybody for whom there is no thing.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import rules
from django.db import transaction
from django.db.models import Model
from rules.permissions import permissions

import feedback.rules
import groups.roles
import groups.rules
import people.rules
import portal.rules
import proposals.rules
import workshops.rules
from groups.models import Role
from tests.access.roles import CAST, in_role
from tests.access.things import the, the_own
from tests.cast import World
from tests.factories.groups import seat

# Rules are Python's; what they ask of the database, every route asks of both (`test_access.py`).
pytestmark = [pytest.mark.authz, pytest.mark.one_database]

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


def holders_of(permission: str, thing: str, shared: Model | None, world: World) -> str:
    """Who the rules say holds a permission; what belongs to whoever asks is made for each of them."""
    return " ".join(
        role
        for role in CAST
        if in_role(world, role).has_perm(permission, shared or the_own(thing, world, in_role(world, role)))
    )


@pytest.mark.parametrize(("permission", "thing", "holders"), LINES)
def test_permission_is_held_by_these_and_nobody_else(
    world: World, permission: str, thing: str, holders: str
) -> None:
    assert holders_of(permission, thing, the(thing, world), world) == holders


# The proof that the lines above bite: whichever predicate is made to say always yes, or always no, one of
# them notices. Those that only a query asks are asked by the tests of what one may read.
ASKED_BY_QUERIES = {"sits_in_steering_group"}
PREDICATES = {
    name: predicate
    for module in (
        people.rules,
        groups.roles,
        groups.rules,
        feedback.rules,
        proposals.rules,
        portal.rules,
        workshops.rules,
    )
    for name, predicate in vars(module).items()
    if isinstance(predicate, rules.Predicate) and predicate.name == name and name not in ASKED_BY_QUERIES
}


@contextmanager
def mutated(predicate: rules.Predicate, answer: bool) -> Iterator[None]:
    whole, predicate.fn = predicate.fn, lambda *args: answer
    try:
        yield
    finally:
        predicate.fn = whole


def test_every_predicate_turned_into_always_or_never_is_noticed(world: World) -> None:
    mutants = {(name, answer) for name in PREDICATES for answer in (True, False)}
    for permission, thing, holders in LINES:
        with transaction.atomic():
            shared = the(thing, world)
            for name, answer in sorted(mutants):
                with mutated(PREDICATES[name], answer):
                    if holders_of(permission, thing, shared, world) != holders:
                        mutants.remove((name, answer))
            transaction.set_rollback(True)

    assert len(PREDICATES) > 15
    assert mutants == set()


def test_deputy_represents_the_group_as_its_convener_does(world: World) -> None:
    seat(world.employee, world.group, Role.DEPUTY)

    assert world.employee.has_perm("feedback.complete_feedback", the("group's draft", world))
