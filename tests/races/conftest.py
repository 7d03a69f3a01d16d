from collections.abc import Iterator

import pytest

from tests.cast import World, make_world
from tests.races.server import portal


@pytest.fixture(scope="session")
def several_processes(django_db_setup: None) -> Iterator[str]:
    """The portal served by several processes, started once for all who race."""
    with portal() as address:
        yield address


@pytest.fixture
def host(transactional_db: None, several_processes: str) -> str:
    return several_processes


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()
