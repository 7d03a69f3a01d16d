from datetime import date, timedelta
from itertools import count
from typing import Any

from directions.models import Direction, Outcome, Plan, Reconsideration, Stage
from people.models import Person
from ui.dates import today

number = count(1)


def make_direction(title: str = "", **fields: Any) -> Direction:
    slug = f"direction-{next(number)}"
    fields = {"purpose": "Det ska bli enklare.", "started_on": date(2018, 9, 3)} | fields
    return Direction.objects.create(title=title or slug, slug=slug, **fields)


def make_stage(direction: Direction, **fields: Any) -> Stage:
    """A stage that we are in the middle of."""
    span = {"starts_on": today() - timedelta(days=30), "ends_on": today() + timedelta(days=30)}
    fields = {"number": direction.stages.count() + 1, "aim": "Prova i liten skala."} | span | fields
    return Stage.objects.create(direction=direction, **fields)


def make_past_stage(direction: Direction, *, reconsidered_by: Person | None = None, **fields: Any) -> Stage:
    """A stage that ended ten days ago; reconsidered, and going on, when somebody is given."""
    span = {"starts_on": today() - timedelta(days=100), "ends_on": today() - timedelta(days=10)}
    stage = make_stage(direction, **span | fields)
    if reconsidered_by:
        words = {"outcome": Outcome.CONTINUE, "why": "Det bär.", "learned": "Att fråga först."}
        Reconsideration.objects.create(stage=stage, decided_by=reconsidered_by, **words)
    return stage


def make_plan(by: Person, **fields: Any) -> Plan:
    """The next revision of the plan, whatever it says."""
    n = Plan.objects.count() + 1
    fields = {"number": n, "text": f"Så gör vi, gång {n}.", "what_changed": f"Ändring {n}."} | fields
    return Plan.objects.create(revised_by=by, **fields)


def make_reconsideration(stage: Stage, by: Person, **fields: Any) -> Reconsideration:
    """What was decided when a stage had ended: to go on."""
    said = {"outcome": "continue", "why": "Det ger något.", "learned": "Att fråga först."}
    return Reconsideration.objects.create(stage=stage, decided_by=by, **said | fields)
