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
from ui.edit_conflict import EditConflict, Seen

PRESENTED_ALREADY = _("The stage is already presented to that body on that day. Choose another day.")

HEARD_ALREADY = _("Somebody has written down what they said. Send it again to correct it.")
NOTHING_NEW = _("It already says so, so there is nothing to correct.")


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
def change(presentation: Presentation, *, by: Person, seen: Seen | None = None, **fields: Any) -> None:
    """Save the `fields` given of it: the body, the day, the material.

    Raises ValidationError as `plan`, and once it is written down what the body said; EditConflict when
    something else stands there than was `seen`.
    """
    current = _locked_unheard(presentation)
    if seen:
        seen.check(current)
    _set(presentation, fields)
    _save(presentation, update_fields=fields)
    Act.objects.record(GroupEvent.PRESENTATION_REPLANNED, presentation, by=by)


@transaction.atomic
def record(presentation: Presentation, *, by: Person, **fields: Any) -> None:
    """Write down what the body `said`, once. Raises ValidationError when somebody has already."""
    _locked_unheard(presentation)
    _set(presentation, {**fields, "said_by": by})
    presentation.save(update_fields=[*fields, "said_by"])
    Act.objects.record(GroupEvent.PRESENTATION_HEARD, presentation, by=by)


@transaction.atomic
def correct(presentation: Presentation, said: str, why: str, *, seen: int, by: Person) -> None:
    """Put another version after what was written down, which stays. `seen` is the version being corrected.

    Raises EditConflict when there is a newer one, and ValidationError when no word is different.
    """
    locked = Presentation.objects.select_for_update().get(pk=presentation.pk)
    if locked.version != seen:
        raise EditConflict(locked)
    if said.splitlines() == locked.words.splitlines():
        raise ValidationError({"said": NOTHING_NEW})
    locked.corrections.create(number=seen + 1, said=said, why=why, made_by=by)
    Act.objects.record(GroupEvent.PRESENTATION_CORRECTED, locked, by=by, version=seen + 1)


def _locked_unheard(presentation: Presentation) -> Presentation:
    current = Presentation.objects.select_for_update().get(pk=presentation.pk)
    if current.said:
        raise ValidationError(HEARD_ALREADY)
    return current


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
