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


@transaction.atomic
def edit(direction: Direction, *, by: Person, **fields: Any) -> Direction:
    """Save the `fields` given; without any nothing happens. Its address stays, whatever it is called.

    Raises ValidationError when it has ended, also this very moment.
    """
    if direction.locked().ended_on:
        raise ValidationError(HAS_ENDED)
    if not fields:
        return direction
    for name, value in fields.items():
        setattr(direction, name, value)
    direction.save(update_fields=fields)
    Act.objects.record(DirectionEvent.EDITED, direction, by=by, fields=list(fields))
    return direction
