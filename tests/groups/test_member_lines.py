"""A member's line says what the person is called, as what they sit there, and in which language that is."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from people.models import Person
from tests.cast import World
from tests.factories.groups import seat
from tests.factories.people import make_person


def test_title_is_in_swedish_on_an_english_page_and_a_role_is_not(
    world: World, signed_in: Callable[[Person], Client]
) -> None:
    Person.objects.filter(pk=world.employee.pk).update(language="en")
    world.employee.refresh_from_db()
    gone = make_person("Bo Borta", title="Kock", unit=world.unit, is_active=False)
    seat(gone, world.group)

    page = signed_in(world.employee).get(world.group.get_absolute_url()).content.decode()

    said = " ".join(page.split())
    unit = f'<span lang="sv">{world.unit.name}</span>'
    assert f'<b>Bo Borta</b> <span class="meta"> <span lang="sv">Kock</span>, {unit} </span>' in said
    address = reverse("groups:person", args=[world.convener.pk])
    name = f'<b><a href="{address}">{world.convener.name}</a></b>'
    assert f'{name} <span class="meta"> Convener, {unit} </span>' in said
