"""What a direction says of itself: the one door to changing it.

No rule is asked here: whoever calls has asked `directions.change_direction` of the direction.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from directions.events import DirectionEvent
from directions.models import Direction
from directions.models.direction import HAS_ENDED
from people.models import Act, Person
from ui.edit_conflict import Seen


@transaction.atomic
def edit(direction: Direction, *, by: Person, seen: Seen | None = None, **fields: Any) -> Direction:
    """Save the `fields` given; without any nothing happens. Its address stays, whatever it is called.

    Raises ValidationError when it has ended, also this very moment, and EditConflict when something else
    stands there than was `seen`.
    """
    locked = direction.locked()
    if locked.ended_on:
        raise ValidationError(HAS_ENDED)
    if not fields:
        return direction
    if seen:
        seen.check(locked)
    for name, value in fields.items():
        setattr(direction, name, value)
    direction.save(update_fields=fields)
    Act.objects.record(DirectionEvent.EDITED, direction, by=by, fields=list(fields))
    return direction
