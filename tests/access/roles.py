"""The columns of the bar's matrix, each with somebody of the standing cast who has that role alone."""

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


def in_role(world: World, role: str) -> Person:
    """Whoever of the cast has that role. To an anonymous visitor nothing belongs: an outsider's will do."""
    person: Person = getattr(world, CAST.get(role, "outsider"))
    return person
