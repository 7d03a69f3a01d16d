"""From an empty installation to the first group, each step by whoever may take it."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accessibility.models import Statement
from accessibility.models.statement import THE_ONE
from directions.models import Direction
from groups.backgrounds import FIRST
from groups.kinds import KindCode
from groups.models import Group
from people.models import Person
from portal.first_day import steps
from portal.models import Page
from tests.cast import World
from tests.factories.directions import make_direction
from tests.factories.people import make_manager, make_person

pytestmark = pytest.mark.django_db


def sign_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def done() -> list[bool]:
    return [step.is_done for step in steps()]


def appoint(client: Client, kind: KindCode, **typed: str) -> None:
    group = Group.objects.get(kind=kind)
    answer = client.post(reverse("groups:appoint", args=[group.slug]), typed)
    assert answer.status_code == 302, answer.context["form"].errors


def test_first_day_is_walked_through_step_by_step() -> None:
    administrator = make_person("Linh", is_administrator=True)
    assert done() == [False] * 8
    director = make_manager("Ingrid")
    assert done() == [True, *[False] * 7]

    client = sign_in(administrator)
    client.post(reverse("start_bodies"))
    client.post(reverse("start_bodies"))
    assert Group.objects.count() == 4
    appoint(client, KindCode.STEERING_GROUP, person="Ingrid", role="chair")
    assert done() == [True, True, True, *[False] * 5]

    client = sign_in(director)
    people = [make_person(f"Samordnare {name}") for name in "ABCD"]
    for number, person in enumerate(people, start=1):
        typed = {
            "person": person.name,
            "seat": str(number),
            "background": str(FIRST[number]) if number < 4 else "",
        }
        appoint(client, KindCode.COORDINATION_GROUP, **typed)
    assert done() == [True] * 4 + [False] * 4

    client = sign_in(people[0])
    Page.objects.create(title="Så arbetar vi", slug="sa-arbetar-vi")
    Statement.objects.create(pk=THE_ONE, public_body="Serviceförvaltningen", method="Prövad med skärmläsare.")
    typed = {"title": "Mat för framtiden", "purpose": "Maten ska räcka.", "hue": "ockra"}
    client.post(reverse("directions:new"), typed)
    direction = Direction.objects.get()
    typed = {"kind": "working_group", "direction": direction.slug, "name": "Lunch med eleverna"}
    answer = client.post(reverse("groups:new"), typed)
    assert answer.url == reverse("groups:detail", args=["lunch-med-eleverna"])
    assert done() == [True] * 8


@pytest.mark.parametrize("title", ["", "!!!", "Mat för framtiden", "t" * 121])
def test_direction_with_a_bad_title_is_refused_beside_the_field(world: World, title: str) -> None:
    before = Direction.objects.count()
    if title.startswith("Mat"):
        Direction.objects.create(title=title, slug="mat-for-framtiden", purpose="p", started_on="2020-01-01")
        before += 1
    client = sign_in(world.coordinator)
    answer = client.post(reverse("directions:new"), {"title": title, "purpose": "Kvar", "hue": "sund"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["title"])
    assert "Kvar" in answer.content.decode()
    assert Direction.objects.count() == before


def test_two_groups_of_one_name_get_addresses_of_their_own(world: World) -> None:
    client = sign_in(world.coordinator)
    typed = {"kind": "working_group", "name": "Ny grupp"}
    for direction in (world.direction, make_direction()):
        client.post(reverse("groups:new"), typed | {"direction": direction.slug})
    assert set(Group.objects.filter(name="Ny grupp").values_list("slug", flat=True)) == {
        "ny-grupp",
        "ny-grupp-2",
    }


def test_group_named_like_an_address_gets_another(world: World) -> None:
    group = Group(name="New", kind=KindCode.WORKING_GROUP, direction=world.direction)
    assert Group.objects.start(group, by=world.coordinator).slug == "new-2"


def test_second_body_of_a_kind_is_refused_by_the_database(world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Group.objects.start(Group(name="Ny storgrupp", kind=KindCode.STORGRUPP), by=world.director)


def test_first_day_is_for_those_who_set_things_up(world: World) -> None:
    address = reverse("first_day")
    for name, status in {"coordinator": 200, "director": 200, "administrator": 200, "employee": 403}.items():
        assert sign_in(getattr(world, name)).get(address).status_code == status


def test_each_is_led_to_the_steps_that_are_theirs(world: World) -> None:
    shown = {
        person: sign_in(person).get(reverse("first_day")).content.decode()
        for person in (world.coordinator, world.director, world.administrator)
    }

    appoint = reverse("groups:appoint", args=[world.coordination_group.slug])
    write = reverse("admin:portal_page_add")
    assert [appoint in page for page in shown.values()] == [False, True, False]
    assert [write in page for page in shown.values()] == [True, False, False]
