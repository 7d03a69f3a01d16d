from datetime import date
from itertools import count
from typing import Any

from directions.models import Direction
from groups.kinds import KINDS, KindCode
from groups.models import Background, Group, Membership, Role
from groups.models.background import folded
from people.models import Person
from tests.factories.directions import make_direction

number = count(1)


def make_group(name: str = "", *, kind: KindCode = KindCode.WORKING_GROUP, **fields: Any) -> Group:
    """A current group; of a direction of its own unless one is given, or the kind has none."""
    slug = f"group-{next(number)}"
    direction: Direction | None = fields.pop("direction", None)
    if direction is None and not KINDS[kind].governing:
        direction = make_direction()
    if fields.get("ended_on"):
        fields.setdefault("ending", "ended")
    fields = {"summary": "Vad händer om vi provar?", "started_on": date(2023, 1, 9)} | fields
    return Group.objects.create(name=name or slug, slug=slug, kind=kind, direction=direction, **fields)


def make_backgrounds(*names: str) -> list[Background]:
    """Words on the list that coordinators are appointed from."""
    return Background.objects.bulk_create(Background(name=name, folded=folded(name)) for name in names)


def seat(person: Person, group: Group, role: Role = Role.MEMBER, **fields: Any) -> Membership:
    """Put somebody into a group without asking any rule."""
    membership = Membership.objects.create(person=person, group=group, role=role, **fields)
    person.forget_memberships()
    return membership
