"""The parts of the organisation, made and changed by one door: whoever shows their names hears of it."""

from django.db import transaction

from people.events import PersonEvent
from people.models import Act, Person, Unit


@transaction.atomic
def keep(unit: Unit, *, by: Person) -> None:
    """Save it, new or changed."""
    verb = PersonEvent.UNIT_EDITED if unit.pk else PersonEvent.UNIT_ADDED
    unit.save()
    Act.objects.record(verb, unit, by=by)
