from datetime import date, timedelta
from itertools import count
from typing import Any

from directions.models import Direction, Stage
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
