"""Opening a stage and changing one. The direction's row is locked, so its stages never overlap.

Work is planned in short stages so that it can be reconsidered on the way: the next one cannot open before
the one before it has been (the design, domain 2).
"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directions import notifications
from directions.events import DirectionEvent
from directions.models import Direction, Stage
from directions.models.direction import HAS_ENDED
from people.models import Act, Person
from ui.edit_conflict import Seen

ENDS_BEFORE_IT_STARTS = gettext_lazy("The last day cannot lie before the first. Choose a later one.")


@transaction.atomic
def open_stage(stage: Stage, groups: Iterable[Any], *, by: Person) -> Stage:
    """Give an unsaved stage of a direction its number, and the groups that carry it out.

    Raises ValidationError, by field where there is one, and changes nothing.
    """
    direction = stage.direction.locked()
    if direction.ended_on:
        raise ValidationError(HAS_ENDED)
    latest = direction.stages.order_by("-number").first()
    if latest and not latest.is_reconsidered:
        text = _("Stage %(number)s has not been reconsidered yet. Do that first; then the next one can open.")
        raise ValidationError(text % {"number": latest.number})
    stage.number = latest.number + 1 if latest else 1
    _check_dates(stage, direction)
    stage.save(force_insert=True)
    stage.groups.set(groups)
    Act.objects.record(DirectionEvent.STAGE_OPENED, stage, by=by, number=stage.number)
    notifications.stage_opened(stage, stage.groups.all(), by=by)
    return stage


@transaction.atomic
def change_stage(
    stage: Stage, groups: Iterable[Any], *, by: Person, seen: Seen | None = None, **fields: Any
) -> Stage:
    """Save the `fields` given, of the stage as it is by now, and the groups that carry it out.

    Raises ValidationError when it has been reconsidered, or overlaps another, and EditConflict when something
    else stands there than was `seen`.
    """
    direction = stage.direction.locked()
    current = Stage.objects.unreconsidered().filter(pk=stage.pk).first()
    if current is None:
        raise ValidationError(_("This stage has been reconsidered, so it stays as it was."))
    if seen:
        seen.check(current)
    if fields.get("ends_on", current.ends_on) != current.ends_on:
        fields["ending_told_at"] = None  # it ends another day, so that is told of anew
    for name, value in fields.items():
        setattr(current, name, value)
    _check_dates(current, direction)
    current.save(update_fields=fields)
    current.groups.set(groups)
    Act.objects.record(DirectionEvent.STAGE_EDITED, current, by=by)
    return current


def _check_dates(stage: Stage, direction: Direction) -> None:
    """The caller holds the direction's lock."""
    if stage.ends_on < stage.starts_on:
        raise ValidationError({"ends_on": ENDS_BEFORE_IT_STARTS})
    if stage.starts_on < direction.started_on:
        text = _("The direction began %(day)s. Choose that day or a later one.")
        raise ValidationError({"starts_on": text % {"day": date_format(direction.started_on)}})
    other = direction.stages.exclude(pk=stage.pk).overlapping(stage.starts_on, stage.ends_on).first()
    if other:
        raise ValidationError({"starts_on": _overlap(stage, other)})


def _overlap(stage: Stage, other: Stage) -> str:
    days = {"number": other.number, "from": date_format(other.starts_on), "to": date_format(other.ends_on)}
    text = _("Stage %(number)s is from %(from)s to %(to)s, and stages do not overlap.") % days
    if other.number < stage.number:
        return f"{text} " + _("Let this one begin after it.")
    return f"{text} " + _("Let this one end before it.")
