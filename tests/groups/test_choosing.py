"""Finding a group: in a choice by its direction and free seats, in the list by a word."""

from collections.abc import Callable
from datetime import date

from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from groups.forms.lineage import GroupLinkForm
from groups.forms.requests import PutForwardForm
from tests.cast import World
from tests.factories.feedback import make_shared
from tests.factories.groups import make_group, seat
from tests.factories.people import make_person
from tests.search.making import index_all

SignIn = Callable[..., Client]


def test_groups_stand_under_their_direction_with_their_free_seats(world: World) -> None:
    with override("en"):
        choices = dict(PutForwardForm(manager=world.manager).fields["group"].choices)  # type: ignore[attr-defined]
        names = [label for _value, label in choices[world.direction.title]]

    assert names == [
        "Köket som klassrum (8 of 9 seats free)",
        "Lunch med eleverna (7 of 9 seats free)",
    ]


def test_group_to_link_to_says_its_seats_or_when_it_ended(world: World) -> None:
    make_group(
        "Adjö, engångsmugg", direction=world.direction, started_on=date(2019, 1, 7), ended_on=date(2021, 6, 1)
    )
    with override("en"):
        choices = dict(GroupLinkForm(thing=world.foreign_group).fields["other"].choices)  # type: ignore[attr-defined]
        names = [label for _value, label in choices[world.direction.title]]

    assert names == ["Lunch med eleverna (7 of 9 seats free)", "Adjö, engångsmugg (ended in 2021)"]


def test_group_is_found_by_a_word_of_its_own_or_of_its_direction(world: World, signed_in: SignIn) -> None:
    elsewhere = make_group("Ljusa vägar")
    index_all()
    client = signed_in(world.employee)

    def found(words: str) -> set[str]:
        page = client.get(reverse("groups:list"), {"q": words}).context["page"]
        return {group.name for group in page}

    assert found("lunch") == {world.group.name}
    assert found("MAT klassrum") == {world.foreign_group.name}
    assert found("vägar") == {elsewhere.name}
    assert found("rymdraket") == set()


def test_who_looks_for_a_group_meets_those_with_a_seat_first_and_the_bodies_last(
    world: World, signed_in: SignIn
) -> None:
    full = make_group("Aldrig plats", direction=world.direction, seats=1)
    seat(world.outsider, full)

    page = signed_in(world.manager).get(reverse("groups:list")).context["page"]

    listed = [group.name for group in page]
    assert listed.index(world.group.name) < listed.index(full.name) < listed.index("Ledarforum")
    assert {row.group.rule.governing for row in list(page)[-4:]} == {True}


def test_feedback_is_found_by_a_word_its_direction_and_its_group(world: World, signed_in: SignIn) -> None:
    shared = make_shared(world.convener, world.coordinator, group=world.group, title="Lampor i köket")
    make_shared(world.employee, world.coordinator, direction=world.stage.direction, title="Annat")
    client = signed_in(world.employee)

    def found(**asked: str) -> int:
        return len(client.get(reverse("feedback:list"), asked).context["page"].object_list)

    assert found(q="lampor") == found(group=world.group.slug) == 1
    assert found(direction=world.direction.slug) == 2
    assert shared.group == world.group


def test_manager_of_many_looks_for_one(world: World, signed_in: SignIn) -> None:
    for number in range(20):
        make_person(f"Nisse Nummer{number}", manager=world.manager)
    index_all()
    client = signed_in(world.manager)

    def found(**asked: str) -> list[str]:
        return [
            employee.name for employee in client.get(reverse("groups:my_people"), asked).context["employees"]
        ]

    assert found(q="amir") == [world.employee.name]
    assert len(found()) > 20
    assert 'name="q"' in client.get(reverse("groups:my_people")).content.decode()
