"""The list of backgrounds: one word for one thing, kept by the coordinators, and followed by the seats."""

from collections.abc import Callable
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse

from groups import backgrounds
from groups.events import GroupEvent
from groups.models import Background, Membership
from people.models import Act
from tests.cast import World
from tests.factories.groups import make_backgrounds, make_group, seat
from tests.factories.people import make_person

SignIn = Callable[..., Client]
LIST = reverse("admin:groups_background_changelist")


def words() -> dict[str, list[str]]:
    seats = Membership.objects.coordinating().exclude(background="")
    return {
        "listed": [background.name for background in Background.objects.all()],
        "seated": sorted(seats.values_list("background", flat=True)),
    }


def page_of(background: Background, what: str = "change") -> str:
    return reverse(f"admin:groups_background_{what}", args=[background.pk])


def test_same_word_however_it_is_written_is_on_the_list_once(world: World) -> None:
    backgrounds.add(["Kök", " kök ", "KÖK"], by=world.coordinator)

    assert [background.name for background in Background.objects.all()] == ["Kök"]
    assert Act.objects.filter(verb=GroupEvent.BACKGROUND_ADDED).count() == 1


def test_coordinators_add_and_rename_in_the_admin_and_the_seat_follows(
    world: World, signed_in: SignIn
) -> None:
    (technology,) = make_backgrounds("drift")
    client = signed_in(world.coordinator)
    client.post(reverse("admin:groups_background_add"), {"name": "Kök"})
    assert client.post(page_of(technology), {"name": "Drift och teknik"}).url == LIST

    assert words() == {"listed": ["Drift och teknik", "Kök"], "seated": ["Drift och teknik", "lokalvård"]}
    for other in (world.director, world.communicator, world.administrator):
        assert signed_in(other).get(LIST).status_code == 403


def test_two_words_for_one_thing_become_one(world: World, signed_in: SignIn) -> None:
    operations, _technology = make_backgrounds("drift", "teknik")
    signed_in(world.coordinator).post(page_of(operations), {"name": "Teknik"})

    assert words() == {"listed": ["teknik"], "seated": ["lokalvård", "teknik"]}


def test_two_who_sit_there_do_not_get_one_background_and_the_page_says_so(
    world: World, signed_in: SignIn
) -> None:
    (kitchen, _other) = make_backgrounds("köket", "drift")
    seat(make_person(), world.coordination_group, seat=3, background="köket")

    answer = signed_in(world.coordinator).post(page_of(kitchen), {"name": "drift"})
    assert str(backgrounds.SAME_TWICE) in answer.content.decode()
    with pytest.raises(ValidationError):
        backgrounds.rename(kitchen, "drift", by=world.coordinator)
    assert Background.objects.count() == 2


def test_what_somebody_sits_there_with_stays_on_the_list(world: World, signed_in: SignIn) -> None:
    held, free = make_backgrounds("drift", "köket")
    client = signed_in(world.coordinator)
    assert client.post(page_of(held, "delete"), {"post": "yes"}).status_code == 403
    client.post(page_of(free, "delete"), {"post": "yes"})

    assert list(Background.objects.all()) == [held]


def test_free_text_of_before_becomes_the_list(db: None) -> None:
    group, former = make_group(kind="coordination_group"), make_person()
    gone = seat(former, group, seat=2, background=" KÖK")
    gone.leave(by=former)
    seat(make_person(), group, seat=1, background="Kök")
    seat(make_person(), group, seat=2, background="kök")  # the database told them apart
    seat(make_person(), group, seat=3, background="HR")

    migration = import_module("groups.migrations.0010_backgrounds")
    migration.list_what_was_typed(apps, connection.schema_editor())

    assert [background.name for background in Background.objects.all()] == ["HR", "Kök"]
    seats = group.memberships.order_by("pk").values_list("background", flat=True)
    assert list(seats) == ["Kök", "Kök", "kök", "HR"]
