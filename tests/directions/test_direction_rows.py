"""What a list says of a direction it says from plain values, as the direction and its stage would."""

from datetime import date, timedelta

from directions.models import Direction, Stage
from directions.models.direction_row import direction_rows
from tests.cast import World
from tests.factories.directions import make_direction, make_past_stage, make_stage
from ui.dates import today


def test_each_tells_the_stage_it_has_come_to(world: World) -> None:
    Stage.objects.all().delete()
    Direction.objects.all().update(ended_on=today(), ending="ended")
    make_direction("A utan etapp")
    make_past_stage(make_direction("B omprövad"), reconsidered_by=world.coordinator)
    late = make_direction("C väntar")
    make_past_stage(late, starts_on=today() - timedelta(days=200), ends_on=today() - timedelta(days=101))
    make_past_stage(late)
    make_stage(late, starts_on=today() + timedelta(days=1))
    make_stage(make_direction("D pågår"), title="Mindre svinn")

    rows = direction_rows(ended=False)

    stages = [direction.stage_now for direction in Direction.objects.current()]
    assert [row.direction.title[0] for row in rows] == ["A", "B", "C", "D"]
    assert rows[0].stage is None
    for row, stage in zip(rows[1:], stages[1:], strict=True):
        assert stage
        assert row.stage
        said = [
            (one.label, one.title, one.standing, one.is_overdue, one.weeks, one.week)
            for one in (row.stage, stage)
        ]
        assert said[0] == said[1]


def test_ended_ones_come_latest_first(world: World) -> None:
    for day, title in [(1, "Först"), (3, "Sist"), (2, "Däremellan")]:
        make_direction(title, ended_on=date(2020, 5, day), ending="handed_over")

    rows = direction_rows(ended=True)

    assert [row.title for row in rows] == ["Sist", "Däremellan", "Först"]
    assert rows[0].direction.get_ending_display() == Direction(ending="handed_over").get_ending_display()
