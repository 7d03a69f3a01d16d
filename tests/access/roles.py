"""The columns of the bar's matrix, each with somebody of the standing cast who has that role alone."""

from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any

from django.conf import settings
from django.db import transaction
from django.test import Client

from people.models import Person
from tests.cast import World

ANONYMOUS, SUSPENDED = "AN", "SU"
CAST = {
    "EM": "employee",
    "MA": "manager",
    "ME": "member",
    "CV": "convener",
    "KO": "coordinator",
    "KM": "communicator",
    "SG": "storgrupp_member",
    "ST": "steering_member",
    "DI": "director",
    "AD": "administrator",
    SUSPENDED: "suspended",
}
ROLES = [ANONYMOUS, *CAST]
STRANGERS = [ANONYMOUS, SUSPENDED]


def in_role(world: World, role: str) -> Person:
    """Whoever of the cast has that role. To an anonymous visitor nothing belongs: an outsider's will do."""
    person: Person = getattr(world, CAST.get(role, "outsider"))
    return person


@dataclass
class Visitors:
    """Everybody at once, in front of the same portal."""

    world: World
    client: Client = field(default_factory=Client)
    sessions: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for role in CAST:
            self.sessions[role] = self._sign_in(in_role(self.world, role))

    def ask(self, role: str, method: str, address: str, **options: Any) -> Any:
        """The answer to one request, which leaves nothing behind: no rows, no cookies."""
        self.client.cookies = SimpleCookie()
        if role in self.sessions:
            self.client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]
        with transaction.atomic():
            response = getattr(self.client, method.lower())(address, **options)
            transaction.set_rollback(True)
        return response

    def _sign_in(self, person: Person) -> str:
        """The session's key. Whoever is suspended signed in before that happened."""
        works_here = person.is_active
        Person.objects.filter(pk=person.pk).update(is_active=True)
        self.client.force_login(Person.objects.get(pk=person.pk))
        Person.objects.filter(pk=person.pk).update(is_active=works_here)
        return self.client.cookies[settings.SESSION_COOKIE_NAME].value
