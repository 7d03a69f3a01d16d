"""Who may take part. Who runs workshops follows from the bodies, so `groups.rules` says it."""

import rules

from people.models import Person
from workshops.models import Workshop


@rules.predicate
def is_for_them(person: Person, workshop: Workshop | None) -> bool:
    return workshop is not None and workshop.is_for(person)


rules.add_perm("workshops.take_part", is_for_them)
