"""On an English page, what the directory says of people is said to be Swedish."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from groups import joining
from tests.cast import World

pytestmark = pytest.mark.one_database
SignIn = Callable[..., Client]


def said_to_be_swedish(page: str, words: str) -> bool:
    return f'<span lang="sv">{words}</span>' in page


def test_titles_and_units_say_so(world: World, signed_in: SignIn) -> None:
    member, employee = world.member, world.employee
    for person, title in ((member, "Måltidsbiträde"), (employee, "Kock")):
        person.title = title
        person.save()
    request = joining.put_forward(world.group, employee, by=world.manager)
    world.coordinator.language = "en"
    world.coordinator.save()
    client = signed_in(world.coordinator)

    group = client.get(world.group.get_absolute_url()).content.decode()
    own = client.get(reverse("groups:person", args=[member.pk])).content.decode()
    asking = client.get(request.get_absolute_url()).content.decode()

    assert said_to_be_swedish(group, member.title)
    assert said_to_be_swedish(group, member.unit.name)
    assert said_to_be_swedish(own, member.title)
    assert said_to_be_swedish(own, member.unit.name)
    assert said_to_be_swedish(asking, employee.works_as)
