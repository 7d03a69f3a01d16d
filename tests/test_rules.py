"""Each permission, and who holds it: one line for every kind of thing it can be asked about.

Roles are the bar's (`tests/access/roles.py`), things are those of `tests/access/things.py`. Who is not
named does not hold it; the suspended hold nothing, and neither does anybody for whom there is no thing.
"""

import re

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

HOLDERS = f"""
people.view_person            person              AD
people.add_person             -                   AD
people.change_person          person              AD
people.view_unit              unit                AD
people.add_unit               -                   AD
people.change_unit            unit                AD
people.view_act               act                 AD

groups.join_group             group               {MANAGERS}
groups.join_group             foreign group       {MANAGERS}
groups.join_group             storgrupp           {MANAGERS}
groups.join_group             coordination group
groups.join_group             steering group
groups.join_group             ledarforum
groups.join_group             -
groups.leave_group            group               {EVERYBODY}
groups.leave_group            storgrupp           {EVERYBODY}
groups.leave_group            coordination group
groups.leave_group            steering group
groups.leave_group            -

feedback.write_for_group      group               ME CV
feedback.write_for_group      foreign group
feedback.write_for_group      ended group
feedback.write_for_group      coordination group  KO KM
feedback.write_for_group      -
feedback.write_about          foreign group       {EVERYBODY}
feedback.write_about          direction           {EVERYBODY}
feedback.write_about          ended group
feedback.write_about          -

feedback.edit_feedback        own draft           {EVERYBODY}
feedback.edit_feedback        own post
feedback.edit_feedback        group's draft       ME CV
feedback.edit_feedback        group's post
feedback.edit_feedback        foreign draft
feedback.edit_feedback        somebody's draft
feedback.edit_feedback        -
feedback.complete_feedback    own draft           {EVERYBODY}
feedback.complete_feedback    own post            {EVERYBODY}
feedback.complete_feedback    group's draft       CV
feedback.complete_feedback    group's post        CV
feedback.complete_feedback    foreign draft
feedback.complete_feedback    somebody's draft
feedback.complete_feedback    -
feedback.discard_feedback     own draft           {EVERYBODY}
feedback.discard_feedback     own post
feedback.discard_feedback     group's draft       ME CV
feedback.discard_feedback     convener's draft    CV
feedback.discard_feedback     group's post
feedback.discard_feedback     foreign draft
feedback.discard_feedback     somebody's draft
feedback.discard_feedback     -

feedback.review_feedback      group's post        KO
feedback.review_feedback      foreign post        KO
feedback.review_feedback      somebody's post     KO
feedback.review_feedback      own post
feedback.review_feedback      group's draft
feedback.view_feedback        group's post        KO KM
feedback.view_feedback        -                   KO KM

portal.enter_admin            -                   KO KM AD
portal.view_page              page                KO KM
portal.add_page               -                   KO KM
portal.change_page            page                KO KM
portal.view_pageversion       -                   KO KM
"""


def _line(text: str) -> tuple[str, str, str]:
    permission, thing, *holders = re.split(r"  +", text.strip())
    return permission, thing, "".join(holders)


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
