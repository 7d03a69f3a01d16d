"""What a person may do, asked once and read by name."""

import pytest

from people.may import may
from tests.cast import World
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def test_each_name_is_a_yes_or_a_no() -> None:
    administrator = make_person(is_administrator=True)
    found = may(administrator, change="people.change_person", read="feedback.view_feedback")
    assert vars(found) == {"change": True, "read": False}


def test_a_permission_is_asked_of_the_target(world: World) -> None:
    assert may(world.convener, world.group, represent="groups.represent_group").represent
    assert not may(world.convener, world.foreign_group, represent="groups.represent_group").represent


def test_a_name_that_was_not_asked_is_an_error() -> None:
    with pytest.raises(AttributeError):
        _ = may(make_person(), change="people.change_person").remove
