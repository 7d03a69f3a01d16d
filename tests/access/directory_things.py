"""What of the directory and of who governs a route can be about (`tests/access/things.py`)."""

import json
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from groups.models import Group
from identity import break_glass, factors
from identity.door import Identity, NotLetIn, turn_away
from identity.models import OneTimeLink, Reason, Refusal
from people import directory
from people.events import Source
from people.models import HeldChange
from tests.cast import World
from tests.factories.people import make_person
from tests.identity.authenticator import Passkey


def empty_chair(world: World) -> Group:
    """The steering group once the director has left it."""
    world.director.memberships.get().leave(by=world.director)
    world.director.forget_memberships()
    return world.steering_group


def empty_steering_group(world: World) -> Group:
    for membership in world.steering_group.memberships.current():
        membership.leave(by=world.director)
    for person in (world.director, world.steering_member):
        person.forget_memberships()
    return world.steering_group


def somebodys_session(world: World) -> UserSession:
    key = {"session_key": "somebody-elses", "ip": "192.0.2.1"}
    return UserSession.objects.create(user=make_person(), user_agent="Firefox", **key)


def _credential() -> dict[str, Any]:
    """As a browser says it: the pages read it."""
    asked = {"user": {"id": ""}, "rp": {"id": "testserver"}, "challenge": ""}
    credential: dict[str, Any] = json.loads(Passkey().create({"publicKey": asked}))
    return credential


def somebodys_passkey(world: World) -> Authenticator:
    return factors.add_passkey(make_person(), "Jobbdatorn", _credential())


def conveners_passkey(world: World) -> Authenticator:
    """And no app: who has none is not asked for a second factor."""
    return factors.add_passkey(world.convener, "Jobbdatorn", _credential())


def own_passkey(world: World) -> Authenticator:
    return factors.add_passkey(world.employee, "Jobbdatorn", _credential())


def own_app(world: World) -> Authenticator:
    return factors.add_app(world.employee, "ABCDEFGH")


def one_time_link(world: World) -> OneTimeLink:
    secret = break_glass.make(world.administrator)
    link = OneTimeLink.objects.get()
    link.secret = secret  # type: ignore[attr-defined] # known here, and kept nowhere
    return link


def refusal(world: World) -> Refusal:
    """Somebody whom the organisation's sign-in let through, and the directory does not know."""
    turn_away(Identity("work", "7", "d-unknown", ""), NotLetIn(Reason.UNKNOWN))
    return Refusal.objects.latest("at")


def held_change(world: World) -> HeldChange:
    asked: dict[str, Any] = {"by": world.administrator, "source": Source.WEB}
    directory.update(world.employee, **asked, is_administrator=True)
    return world.employee.held_changes.get()
