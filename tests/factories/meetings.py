from datetime import timedelta
from typing import Any

from groups.models import Group, Meeting
from people.models import Person
from tests.factories.people import make_person
from ui.dates import now


def make_meeting(group: Group, by: Person | None = None, **fields: Any) -> Meeting:
    """A meeting tomorrow, two hours long."""
    begins = fields.pop("starts_at", now() + timedelta(days=1))
    fields = {
        "place": "Rum 4",
        "ends_at": begins + timedelta(hours=2),
        "planned_by": by or make_person(),
    } | fields
    return Meeting.objects.create(group=group, starts_at=begins, **fields)


def make_held_meeting(group: Group, by: Person, **fields: Any) -> Meeting:
    """A meeting a week ago, with completed notes."""
    done = {"notes": "Vi pratade om **köer**.", "completed_at": now(), "completed_by": by}
    return make_meeting(group, by, **{"starts_at": now() - timedelta(days=7), **done, **fields})
