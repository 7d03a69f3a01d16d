"""A form that saves a draft or sends says so on its buttons: what is pressed is what happens."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import World
from tests.factories.feedback import make_receipt
from tests.factories.meetings import make_meeting
from tests.factories.proposals import make_handed_in
from ui.dates import now

SignIn = Callable[..., Client]
BUTTONS = re.compile(r"<button\b(?![^>]*name=\"preview\")[^>]*>\s*([^<]*?)\s*</button>")
PAGES: dict[str, tuple[Callable[[World], list[str | int]], str, str]] = {
    "feedback:new_for_group": (lambda world: [world.group.slug], "convener", "Färdigställ och skicka"),
    "feedback:new_about_direction": (
        lambda world: [world.direction.slug],
        "employee",
        "Färdigställ och skicka",
    ),
    "feedback:answer": (
        lambda world: [make_receipt(world.member, world.storgrupp, group=world.group).pk],
        "storgrupp_member",
        "Publicera svaret",
    ),
    "proposals:new": (lambda world: [world.group.slug], "convener", "Lämna in"),
    "proposals:prepare": (
        lambda world: [make_handed_in(world.convener, world.group).pk],
        "storgrupp_member",
        "Skicka till förvaltningschefen",
    ),
    "groups:write_notes": (
        lambda world: [make_meeting(world.group, starts_at=now() - timedelta(days=2)).pk],
        "convener",
        "Färdigställ anteckningarna",
    ),
}


@pytest.mark.parametrize("route", PAGES)
def test_each_button_says_what_it_does_and_enter_saves_the_draft(
    world: World, signed_in: SignIn, route: str
) -> None:
    """A browser takes the form's first button when Enter is pressed in a field."""
    arguments, who, sends = PAGES[route]

    page = signed_in(getattr(world, who)).get(reverse(route, args=arguments(world))).content.decode()

    form = page[page.index('<form class="sheet form') :]
    assert BUTTONS.findall(form[: form.index("</form>")]) == ["Spara utkastet", sends]
    assert "Spara som" not in page


def test_who_may_not_send_has_the_one_button_that_saves(world: World, signed_in: SignIn) -> None:
    address = reverse("feedback:new_for_group", args=[world.group.slug])

    page = signed_in(world.member).get(address).content.decode()

    form = page[page.index('<form class="sheet form') :]
    assert BUTTONS.findall(form[: form.index("</form>")]) == ["Spara utkastet"]
