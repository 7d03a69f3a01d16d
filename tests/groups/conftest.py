import pytest

from tests.cast import World
from tests.factories.directions import make_past_stage


@pytest.fixture
def past(world: World) -> World:
    """The cast, whose direction's stage ended ten days ago."""
    world.stage.delete()
    world.stage = make_past_stage(world.direction)
    return world
