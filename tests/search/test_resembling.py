"""What resembles a thing is kept for those who may read the same things, and for nobody else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from feedback.models import Feedback
from groups import joining
from people.models import Person
from search import few
from search.models import SearchText
from search.resembling import resembling
from tests.cast import World
from tests.factories.feedback import make_post
from tests.factories.groups import make_group
from tests.factories.people import make_person
from tests.search.making import index_all

pytestmark = pytest.mark.authz
ASKED = "Soppa på rasten"


def names(person: Person) -> list[str]:
    """As on their next page."""
    return [each.name for each in resembling(ASKED, Person.objects.get(pk=person.pk), None)]


def cost(person: Person) -> int:
    fresh = Person.objects.get(pk=person.pk)
    with CaptureQueriesContext(connection) as queries:
        resembling(ASKED, fresh, None)
    return len(queries)


@pytest.fixture
def soups(world: World) -> Feedback:
    make_group("Soppan på rasten", direction=world.direction)
    mine = make_post(world.convener, group=world.group, title="Soppa på rasten, vår")
    index_all()
    return mine


def test_second_time_it_is_shown_without_being_looked_for(world: World, soups: Feedback) -> None:
    first, second = cost(world.convener), cost(world.convener)
    assert second < first
    assert second == 4  # where they sit, what they may read, what was learned last, and what those are called


def test_who_may_read_other_things_is_told_of_those(world: World, soups: Feedback) -> None:
    for _time in range(2):
        assert "Soppa på rasten, vår" in names(world.convener)
        assert "Soppa på rasten, vår" not in names(world.employee)
        assert "Soppan på rasten" in names(world.employee)


@pytest.mark.revoke
def test_right_that_is_gone_is_gone_on_the_next_page(world: World, soups: Feedback) -> None:
    assert "Soppa på rasten, vår" in names(world.member)
    joining.leave(world.group, world.member)
    assert "Soppa på rasten, vår" not in names(world.member)


def test_those_who_may_read_the_same_share_what_was_found(world: World, soups: Feedback) -> None:
    other = make_person()
    index_all()
    cost(world.employee)
    assert cost(other) == cost(world.employee) == 4


def test_it_is_called_as_it_is_called_now(world: World, soups: Feedback) -> None:
    names(world.convener)
    SearchText.objects.filter(kind="feedback", target_id=soups.pk).update(title="Gröt")
    assert "Gröt" in names(world.convener)


def test_what_came_since_is_among_them(world: World, soups: Feedback) -> None:
    names(world.convener)
    make_post(world.convener, group=world.group, title=ASKED, text=ASKED)
    index_all()
    assert names(world.convener)[0] == ASKED


def test_who_may_read_much_is_told_what_the_database_says(
    world: World, soups: Feedback, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = names(world.convener)
    monkeypatch.setattr(few, "FEW", 1)
    assert names(world.convener) == kept
    assert cost(world.convener) > 4
