"""A form with something wrong in it says so first: in the title, and in a list that leads to each field."""

import re
from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from people.models import Person
from tests.cast import World

SignIn = Callable[[Person], Client]
LINKS = re.compile(r'<li>\s*<a href="#([\w-]+)">')


def _sent(client: Client, address: str, typed: dict[str, str]) -> str:
    answer = client.post(address, typed)
    assert answer.status_code == 422
    return answer.content.decode()


def test_list_of_faults_leads_to_each_field(world: World, signed_in: SignIn) -> None:
    address = reverse("feedback:new_about_group", args=[world.group.slug])

    page = _sent(signed_in(world.member), address, {"text": "Vi lagade mat."})

    assert re.search(r"<title>\s*Fel:\s", page)
    assert LINKS.findall(page) == ["id_kind_0", "id_title"]
    assert all(f'id="{field}"' in page for field in LINKS.findall(page))
    assert re.search(r'id="not-saved"[^>]*autofocus', page)


def test_form_made_of_forms_tells_of_all_of_them(world: World, signed_in: SignIn) -> None:
    address = reverse("groups:reconsider", args=[world.direction.slug, 1])

    page = _sent(signed_in(world.coordinator), address, {"direction-why": "Nu."})

    assert {"id_direction-outcome_0", f"id_group-{world.group.pk}-outcome_0"} <= set(LINKS.findall(page))
    assert all(f'id="{field}"' in page for field in LINKS.findall(page))


def test_page_without_faults_has_its_own_title(world: World, signed_in: SignIn) -> None:
    page = signed_in(world.member).get(reverse("feedback:new_about_group", args=[world.group.slug]))

    assert "Fel:" not in page.content.decode()
