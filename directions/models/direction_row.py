"""A direction as a list shows it: its plain values, by which its entry is drawn once (`ui.drawn`)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, DateField, QuerySet

from directions.models.direction import Direction
from directions.models.reconsideration import Reconsideration
from directions.models.stage import Stage
from ui.dates import today
from ui.prepared import Place, any_of, prepared

COLUMNS = ("slug", "title", "purpose", "hue", "started_on", "ended_on", "ending", "closing_words")


@dataclass(frozen=True)
class StageNow:
    """The stage under way, or the latest that has ended when the next has not been opened."""

    number: int
    title: str
    starts_on: date
    ends_on: date
    outcome: str | None  # of its reconsideration


@dataclass(frozen=True)
class DirectionRow:
    slug: str
    title: str
    purpose: str
    hue: str
    started_on: date
    ended_on: date | None
    ending: str
    closing_words: str
    now: StageNow | None

    @property
    def direction(self) -> Direction:
        """All that these values say of it, in the direction's own words."""
        return Direction(**{name: getattr(self, name) for name in COLUMNS})

    @property
    def stage(self) -> Stage | None:
        if not self.now:
            return None
        now = self.now
        stage = Stage(number=now.number, title=now.title, starts_on=now.starts_on, ends_on=now.ends_on)
        if now.outcome:
            stage.reconsideration = Reconsideration(stage=stage, outcome=now.outcome)
        return stage


def direction_rows(*, ended: bool) -> list[DirectionRow]:
    """The current ones, each with its stage; or the ended ones, latest end first."""
    rows: Any = _read(ended=ended)
    stages = {} if ended else _stages_now(row["pk"] for row in rows)
    return [DirectionRow(now=stages.get(row.pop("pk")), **row) for row in rows]


@prepared()
def _read(*, ended: bool) -> QuerySet[Any, Any]:
    directions = Direction.objects.ended().order_by("-ended_on") if ended else Direction.objects.current()
    return directions.values("pk", *COLUMNS)


def _stages_now(directions: Iterable[int]) -> dict[int, StageNow]:
    rows: Any = _begun(directions=tuple(directions), day=today())
    return {
        row.pop("direction"): StageNow(outcome=row.pop("reconsideration__outcome"), **row) for row in rows
    }


@prepared(directions=BigIntegerField(), day=DateField())
def _begun(directions: tuple[Place, ...], day: Place) -> QuerySet[Any, Any]:
    """The stages that have begun, the latest last."""
    begun = Stage.objects.filter(any_of("direction", directions), starts_on__lte=day).order_by("starts_on")
    return begun.values("direction", "number", "title", "starts_on", "ends_on", "reconsideration__outcome")
