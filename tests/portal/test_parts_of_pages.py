"""htmx asks for a part of a page. Whatever stands in its way, no whole page comes to stand inside another."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from people.models import Person
from tests.cast import World
from tests.factories.workshops import make_theme, make_workshop
from tests.repository.files import templates
from workshops.models import State, Workshop

HTMX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/groups/?direction=x"}
ASKS = re.compile(r'hx-(get|post)="\{(?:%\s*url|\{)\s*\'?([\w:.]+)')


def _workshop() -> Workshop:
    return make_workshop(state=State.MARKING)


def _mark(world: World) -> str:
    theme = make_theme(_workshop())
    return reverse("workshops:mark", args=[theme.workshop.code, theme.pk])


# By what stands in a template after hx-get and hx-post: an address of it.
ASKED: dict[str, Callable[[World], str]] = {
    "groups:list": lambda world: reverse("groups:list"),
    "feedback:list": lambda world: reverse("feedback:list"),
    "feedback:sent_to": lambda world: reverse("feedback:sent_to", args=[world.storgrupp.slug]),
    "request.path": lambda world: reverse("feedback:new_about_group", args=[world.group.slug]),
    "river:river_lately": lambda world: reverse("river:river_lately"),
    "river:learned": lambda world: reverse("river:learned"),
    "target.follow_address": lambda world: world.group.follow_address,
    "target.unfollow_address": lambda world: world.group.unfollow_address,
    "workshops:take_part": lambda world: reverse("workshops:take_part", args=[_workshop().code]),
    "workshops:run": lambda world: reverse("workshops:run", args=[_workshop().code]) + "?after=0",
    "workshops:screen": lambda world: reverse("workshops:screen", args=[_workshop().code]),
    "route": _mark,
}
ASKING = sorted({match for text in templates().values() for match in ASKS.findall(text)})


@pytest.mark.parametrize(("method", "place"), ASKING)
def test_who_has_been_signed_out_leaves_with_the_whole_page(world: World, method: str, place: str) -> None:
    address = ASKED[place](world)

    answer = getattr(Client(), method)(address, headers=HTMX)

    assert "HX-Redirect" in answer or "HX-Refresh" in answer
    assert answer.content == b""


def test_one_comes_back_to_the_page_one_was_at(world: World) -> None:
    answer = Client().get(reverse("groups:list"), {"direction": "y"}, headers=HTMX)

    assert answer.status_code == 200
    assert "next=http%3A//testserver/groups/%3Fdirection%3Dx" in answer["HX-Redirect"]


def test_sign_in_leads_to_no_page_of_others(world: World) -> None:
    headers = HTMX | {"HX-Current-URL": "https://elsewhere.example/"}

    assert "elsewhere" not in Client().get(reverse("groups:list"), headers=headers)["HX-Redirect"]


def test_whole_page_where_a_part_was_asked_for_is_shown_whole(
    world: World, signed_in: Callable[[Person], Client]
) -> None:
    """Whoever has not come in polls, and what answers is the door."""
    address = reverse("workshops:take_part", args=[_workshop().code])

    assert signed_in(world.employee).get(address, headers=HTMX)["HX-Refresh"] == "true"
    assert b"<!doctype" in signed_in(world.employee).get(address).content


def test_part_is_still_a_part(world: World, signed_in: Callable[[Person], Client]) -> None:
    answer = signed_in(world.employee).get(reverse("groups:list"), headers=HTMX)

    assert world.group.name in answer.content.decode()
    assert b"<main" not in answer.content
