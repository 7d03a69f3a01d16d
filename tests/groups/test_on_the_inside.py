"""What a group's page says to those who sit in it: when they meet, and how one leaves on purpose."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from people.models import Person
from tests.cast import World
from tests.factories.groups import seat
from tests.factories.meetings import make_meeting

SignIn = Callable[..., Client]
NONE_PLANNED = "Inga planerade än. Gruppen planerar sina möten själv."


def page_of(world: World, client: Client) -> str:
    return client.get(world.group.get_absolute_url()).content.decode()


@pytest.mark.parametrize("who", ["member", "employee"])
def test_whom_to_ask_stands_where_no_meeting_is_planned(world: World, signed_in: SignIn, who: str) -> None:
    """Whoever looked for the next meeting found nothing, and nobody to ask."""
    client = signed_in(getattr(world, who))
    none_planned = f"Inga planerade än. Fråga {world.convener.name}, som är sammankallande."
    assert none_planned in page_of(world, client)

    make_meeting(world.group)
    assert none_planned not in page_of(world, client)


def test_convener_is_not_told_to_ask_the_convener(world: World, signed_in: SignIn) -> None:
    assert NONE_PLANNED in page_of(world, signed_in(world.convener))


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("member", "Om du vill tillbaka går du genom din chef igen."),
        ("convener", "gruppen har ingen sammankallande förrän någon utses"),
        ("manager", "Du kan anmäla dig igen så länge det finns en."),
    ],
)
def test_leaving_is_not_one_press_away(world: World, signed_in: SignIn, who: str, said: str) -> None:
    """On a phone the button to leave was the first one a member met, and the last one an employee needed."""
    person: Person = getattr(world, who)
    if person == world.manager:
        seat(person, world.group)
    leave = reverse("groups:leave", args=[world.group.slug])
    page = page_of(world, client := signed_in(person))

    folded = re.findall(rf"<details[^>]*>(?:(?!</details>).)*{leave}", page, re.DOTALL)
    assert folded
    assert said in page
    client.post(leave)
    assert not world.group.people().filter(pk=person.pk).exists()
