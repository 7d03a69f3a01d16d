"""What is found of directions and the plan. Everybody reads them."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from directions.events import DirectionEvent
from directions.models import Direction, Plan
from people.models import Act
from search.sources import DECIDING, Document, Numbers, Source, its_own, names, numbers_of
from ui.dates import midnight
from ui.text import shortened, to_plain

TITLE = 80  # letters of a plan, which has none, that stand for its title


def at_midnight(day: date | None) -> datetime | None:
    return midnight(day) if day else None


def _say_direction(direction: Direction) -> Document:
    return Document(
        direction.title,
        [
            direction.purpose,
            to_plain(direction.text),
            to_plain(direction.closing_words),
            direction.handed_over_to,
        ],
        at=at_midnight(direction.ended_on or direction.started_on),
        has_ended=direction.ended_on is not None,
        direction=direction.pk,
    )


def _say_plan(plan: Plan) -> Document:
    """By its first words. Of the revisions the latest holds; those before it have ended."""
    return Document(
        shortened(plan.what_changed or plan.text, TITLE),
        [plan.what_changed, to_plain(plan.text)],
        at=at_midnight(plan.revised_on),
        has_ended=Plan.objects.filter(number__gt=plan.number).exists(),
    )


def _with_the_one_before(act: Act) -> Numbers:
    number = act.facts["number"]
    return numbers_of(Plan.objects.filter(number__in=[number, number - 1]))


DIRECTIONS = Source(
    kind="direction",
    label=_("Direction"),
    plural=_("Directions"),
    rows=Direction.objects.all,
    visible_to=lambda person: Direction.objects.all(),
    for_everybody=True,
    called=names("riktning", "direction"),
    document=_say_direction,
    dated_by="started_on",
    follows={Direction: its_own},
    unmoved_by=frozenset({DirectionEvent.LINKED, DirectionEvent.UNLINKED}),
    weight=2,
)

PLANS = Source(
    kind="plan",
    label=_("The plan"),
    plural=_("The plan"),
    rows=Plan.objects.all,
    visible_to=lambda person: Plan.objects.all(),
    for_everybody=True,
    called=names("projektplan", "plan", *DECIDING),
    document=_say_plan,
    dated_by="revised_on",
    follows={Plan: _with_the_one_before},
)
