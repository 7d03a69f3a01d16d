"""A manager on leave: who acts for them, from when to when, and whom their employees are sent to."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from groups import joining
from groups.models import Group, JoinRequest, JoinState
from notices.models import Notice
from people import directory
from people.events import PersonEvent, Source
from people.models import Act, Person
from people.models.person import led_by
from tests.cast import World
from tests.factories.groups import make_group, seat
from tests.factories.people import make_person
from tests.people.test_directory import admin_form
from ui.dates import today

SignIn = Callable[..., Client]


def away(world: World, first: int = -1, last: int = 20, **fields: Any) -> None:
    """The employee's manager is away, and the outsider stands in; days counted from today."""
    days = {"away_from": _on(first), "away_until": _on(last)}
    named = {"stand_in": world.outsider} | days | fields
    directory.update(world.manager, by=world.manager, source=Source.WEB, **named)
    world.employee.refresh_from_db()


def _full_group() -> Group:
    group = make_group(seats=1)
    seat(make_person(), group)
    return group


def _on(days: int) -> date:
    return today() + timedelta(days=days)


@pytest.mark.parametrize(("first", "last", "acts"), [(0, 0, True), (-3, -1, False), (1, 9, False)])
def test_stand_in_acts_from_the_first_day_to_the_last(
    world: World, first: int, last: int, acts: bool
) -> None:
    away(world, first, last)
    request = joining.wish(world.group, world.employee)

    assert (world.employee.acting_manager == world.outsider) is acts
    assert world.outsider.has_perm("groups.support_request", request) is acts
    assert JoinRequest.objects.waiting_for(world.outsider).filter(pk=request.pk).exists() is acts
    assert JoinRequest.objects.visible_to(world.outsider).filter(pk=request.pk).exists() is acts
    assert world.manager.has_perm("groups.support_request", request)


def test_wish_reaches_the_stand_in_who_puts_the_employee_forward(world: World, signed_in: SignIn) -> None:
    away(world)
    signed_in(world.employee).post(reverse("groups:wish", args=[world.group.slug]))
    request = JoinRequest.objects.get()
    assert Notice.objects.filter(person=world.outsider, kind="turn").exists()
    assert not Notice.objects.filter(person=world.manager, kind="turn").exists()

    client = signed_in(world.outsider)
    assert world.employee.name in client.get(reverse("groups:my_people")).content.decode()
    client.post(reverse("groups:support", args=[request.pk]), {"word": "Ja."})
    request.refresh_from_db()
    assert request.state == JoinState.PUT_FORWARD


def test_stand_in_puts_forward_of_themselves(world: World, signed_in: SignIn) -> None:
    away(world)
    typed = {"person": world.employee.pk, "group": world.group.slug}
    signed_in(world.outsider).post(reverse("groups:put_forward"), typed)

    assert JoinRequest.objects.get().person == world.employee


def test_nobody_leads_themselves_when_they_stand_in_for_their_own_manager(world: World) -> None:
    world.outsider.manager = world.manager
    world.outsider.save()
    away(world)
    own = joining.queue_up(_full_group(), world.outsider)

    assert not world.outsider.has_perm("groups.support_request", own)
    assert world.outsider not in Person.objects.filter(led_by(world.outsider))


@pytest.mark.parametrize("page", ["home", "group", "me"])
def test_employee_is_sent_to_the_stand_in_wherever_the_manager_is_shown(
    world: World, signed_in: SignIn, page: str
) -> None:
    away(world)
    address = {"home": reverse("home"), "group": world.group.get_absolute_url(), "me": reverse("me")}[page]

    assert world.outsider.name in signed_in(world.employee).get(address).content.decode()


@pytest.mark.parametrize("page", ["home", "group", "request"])
def test_manager_who_has_left_is_nowhere_the_one_to_talk_to(
    world: World, signed_in: SignIn, page: str
) -> None:
    request = joining.wish(world.foreign_group, world.employee)
    directory.update(world.manager, by=world.administrator, source=Source.DIRECTORY, is_active=False)
    address = {
        "home": reverse("home"),
        "group": world.group.get_absolute_url(),
        "request": request.get_absolute_url(),
    }[page]

    text = signed_in(world.employee).get(address).content.decode()
    assert f"Prata först med {world.manager.name}" not in text
    assert f"{world.manager.name} arbetar inte här längre" in text
    assert f"{world.manager.name} pratar" not in text
    assert "Väntar på chefen" not in text.split("<main")[1]


def test_record_says_that_they_have_left_or_who_stands_in(world: World, signed_in: SignIn) -> None:
    away(world)
    client, address = signed_in(world.coordinator), world.manager.get_absolute_url()
    assert f"{world.outsider.name} ersätter" in client.get(address).content.decode()

    directory.update(world.manager, by=world.administrator, source=Source.DIRECTORY, is_active=False)
    assert f"{world.manager.name} arbetar inte här längre" in client.get(address).content.decode()


def test_whoever_ends_it_finds_where(world: World, signed_in: SignIn) -> None:
    """Under the name of the stand-in the button only offered to name one."""
    client, address = signed_in(world.coordinator), world.manager.get_absolute_url()
    assert "Ändra eller avsluta" not in client.get(address).content.decode()

    away(world)

    assert "Ändra eller avsluta" in client.get(address).content.decode()
    page = client.get(reverse("stand_in", args=[world.manager.pk])).content.decode()
    assert reverse("end_stand_in", args=[world.manager.pk]) in page


def test_both_are_told_and_it_is_an_act(world: World, signed_in: SignIn) -> None:
    typed = {"stand_in": world.outsider.name, "away_from": str(today()), "away_until": str(_on(9))}
    address = reverse("stand_in", args=[world.manager.pk])
    assert signed_in(world.coordinator).post(address, typed).url == world.manager.get_absolute_url()

    told = set(Notice.objects.values_list("person__name", "kind"))
    assert told == {(world.manager.name, "account"), (world.outsider.name, "account")}
    act = Act.objects.get(verb=PersonEvent.EDITED)
    assert (act.by, act.person) == (world.coordinator, world.manager)
    assert act.facts["changes"] == {"stand_in": [None, world.outsider.pk]}

    Notice.objects.all().delete()
    signed_in(world.manager).post(reverse("end_stand_in", args=[world.manager.pk]))
    assert list(Notice.objects.values_list("person__name", flat=True)) == [world.outsider.name]
    assert Person.objects.get(pk=world.manager.pk).stand_in is None


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"stand_in": "manager"}, "stand_in"),
        ({"stand_in": "member"}, "stand_in"),
        ({"away_from": _on(5), "away_until": _on(4)}, "away_until"),
    ],
)
def test_whoever_cannot_stand_in_does_not(world: World, fields: dict[str, Any], wrong: str) -> None:
    if "stand_in" in fields:
        fields = {"stand_in": getattr(world, fields["stand_in"])}
    with pytest.raises(ValidationError) as refused:
        away(world, **fields)
    assert list(refused.value.message_dict) == [wrong]


def test_database_holds_it_too(world: World) -> None:
    for fields in (
        {"stand_in": world.outsider},
        {"stand_in": world.manager, "away_from": today(), "away_until": today()},
        {"stand_in": world.outsider, "away_from": today(), "away_until": _on(-1)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Person.objects.filter(pk=world.manager.pk).update(**fields)


def test_administrator_is_warned_of_the_employees_that_a_manager_leaves_behind(
    world: World, signed_in: SignIn
) -> None:
    form = admin_form(world.manager, unit=world.unit.pk, is_manager="on")
    form.pop("is_active", None)
    address = reverse("admin:people_person_change", args=[world.manager.pk])
    page = signed_in(world.administrator).post(address, form, follow=True).content.decode()

    assert "2 medarbetare har fortfarande" in page
