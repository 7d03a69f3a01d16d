"""When what an event tells was last changed. The trail knows: every change of a row is an act on it."""

from collections.abc import Iterable
from datetime import UTC, datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, Q

from directions.events import DirectionEvent
from groups.events import GroupEvent
from people.models import Act
from river.calendar.events import Event, Row
from workshops.events import WorkshopEvent

# The acts that change a title, a time, a place or whether it takes place; notes and members do not.
TELLING = [
    DirectionEvent.STARTED,
    DirectionEvent.EDITED,
    DirectionEvent.STAGE_OPENED,
    DirectionEvent.STAGE_EDITED,
    DirectionEvent.PLAN_REVISED,
    GroupEvent.STARTED,
    GroupEvent.EDITED,
    GroupEvent.MEETING_PLANNED,
    GroupEvent.MEETING_REPLANNED,
    GroupEvent.MEETING_CANCELLED,
    GroupEvent.PRESENTATION_PLANNED,
    GroupEvent.PRESENTATION_REPLANNED,
    WorkshopEvent.PLANNED,
    WorkshopEvent.EDITED,
]
BEFORE_THE_TRAIL = datetime(
    2014, 9, 25, tzinfo=UTC
)  # rows that no verb has made are as old as the work itself


def last_changes(events: Iterable[Event]) -> dict[str, datetime]:
    """The moment of each event's last change, by its uid: one query for all of them."""
    told = {event.uid: event.rows for event in events}
    latest = _latest_acts({row for rows in told.values() for row in rows})
    return {uid: max(latest.get(row, BEFORE_THE_TRAIL) for row in rows) for uid, rows in told.items()}


def _latest_acts(rows: set[Row]) -> dict[Row, datetime]:
    models = {model for model, _pk in rows}
    types = ContentType.objects.get_for_models(*models) if models else {}
    of_the_rows = Q(pk=None)
    for model, content_type in types.items():
        of_the_rows |= Q(target_type=content_type, target_id__in=[pk for kind, pk in rows if kind is model])
    acts = Act.objects.filter(of_the_rows, verb__in=[verb.value for verb in TELLING]).order_by()
    model_of = {content_type.pk: model for model, content_type in types.items()}
    latest = acts.values_list("target_type", "target_id").annotate(Max("at"))
    return {(model_of[kind], pk): at for kind, pk, at in latest}
