"""Every verb there is, done: the index says what the rows say after it, and the table what it changed.

`verbs.txt` has, for each act of the journeys, what was recorded and which kinds of things have other words
since. A new verb fails here until a journey does it, and one that no source heeds and should, as it is done.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from people.events import all_events
from people.models import Act
from search.models import SearchText
from search.reindexing import untrue
from tests.cast import World
from tests.search.journeys import JOURNEYS, Journey
from tests.search.making import index_all

pytestmark = pytest.mark.slow

TABLE = Path(__file__).with_name("verbs.txt")


def listed() -> dict[str, list[str]]:
    """The lines of each journey."""
    parts: dict[str, list[str]] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            lines = parts.setdefault(line.removeprefix("# "), [])
        elif " | " in line:
            lines.append(" ".join(line.split()))
    return parts


def what_is_said() -> dict[tuple[str, int], tuple[object, ...]]:
    columns = [field.name for field in SearchText._meta.fields if field.name != "id"]
    return {row[:2]: row[2:] for row in SearchText.objects.values_list(*columns)}


def line_of(act: Callable[[], object]) -> str:
    """What it recorded, and of what kinds the words are others now."""
    index_all()
    before, latest = what_is_said(), Act.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    act()
    assert list(untrue()) == []
    after = what_is_said()
    kinds = {thing[0] for thing in before.keys() | after.keys() if before.get(thing) != after.get(thing)}
    verbs = set(Act.objects.filter(pk__gt=latest).values_list("verb", flat=True))
    return f"{' '.join(sorted(verbs))} | {' '.join(sorted(kinds)) or 'nothing'}"


@pytest.mark.parametrize("journey", JOURNEYS, ids=[journey.__name__ for journey in JOURNEYS])
def test_index_is_true_after_every_verb(world: World, journey: Callable[[World], Journey]) -> None:
    assert [line_of(act) for act in journey(world)] == listed()[journey.__name__]


def test_no_verb_is_left_out() -> None:
    tried = {verb for lines in listed().values() for line in lines for verb in line.split(" | ")[0].split()}

    assert {event.value for event in all_events()} ^ tried == set()
