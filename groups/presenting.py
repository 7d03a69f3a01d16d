"""A stage is presented to a body, and what the body said is written down.

No rule is asked here: whoever calls has asked `groups.present_stage` or `groups.record_presentation` of the
stage.
"""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from directions.models import Stage
from groups.events import GroupEvent
from groups.models import Group, Presentation
from people.models import Act, Person

PRESENTED_ALREADY = _("The stage is presented to that body on that day already. Choose another day.")


@transaction.atomic
def plan(stage: Stage, *, body: Group, on: date, by: Person, **fields: Any) -> Presentation:
    """Plan a presentation, which may lie ahead, and say with what `material`.

    Raises ValidationError beside "on" when the same is planned already, also this very moment.
    """
    presentation = Presentation(stage=stage, body=body, on=on, planned_by=by, **fields)
    _save(presentation, force_insert=True)
    Act.objects.record(GroupEvent.PRESENTATION_PLANNED, presentation, by=by)
    return presentation


@transaction.atomic
def change(presentation: Presentation, *, by: Person, **fields: Any) -> None:
    """Save the `fields` given of it: the body, the day, the material. Raises ValidationError as `plan`."""
    _set(presentation, fields)
    _save(presentation, update_fields=fields)
    Act.objects.record(GroupEvent.PRESENTATION_REPLANNED, presentation, by=by)


@transaction.atomic
def record(presentation: Presentation, *, by: Person, **fields: Any) -> None:
    """Write down what the body `said`."""
    _set(presentation, {**fields, "said_by": by})
    presentation.save(update_fields=[*fields, "said_by"])
    Act.objects.record(GroupEvent.PRESENTATION_HEARD, presentation, by=by)


def _set(presentation: Presentation, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        setattr(presentation, name, value)


def _save(presentation: Presentation, **how: Any) -> None:
    """The unique constraint decides between two who plan the same at the same moment."""
    try:
        with transaction.atomic():
            presentation.save(**how)
    except IntegrityError as error:
        raise ValidationError({"on": PRESENTED_ALREADY}) from error
