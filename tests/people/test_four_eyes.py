"""What one person may not change alone: nobody makes themselves director through the directory."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from groups.models import Group, Role
from notices.models import Notice
from people import directory
from people.events import PersonEvent, Source
from people.four_eyes import OWN
from people.models import Act, DirectMail, HeldChange, Person
from tests.cast import World
from tests.factories.groups import seat
from tests.factories.people import make_manager, make_person
from tests.people.test_directory import admin_form
from ui.edit_conflict import EditConflict

SignIn = Callable[..., Client]


def by_hand(world: World, person: Person, **fields: Any) -> HeldChange | None:
    """Changed by the technical administrator; what waits of it."""
    directory.update(person, by=world.administrator, source=Source.WEB, **fields)
    return person.held_changes.open().first()


def afresh(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)


def edit(client: Client, person: Person, **typed: Any) -> Any:
    stands = {name: "on" for name in ("is_manager", "is_administrator") if getattr(person, name)}
    address = reverse("admin:people_person_change", args=[person.pk])
    form = admin_form(person, manager=person.manager_id or "", unit=person.unit_id or "", **stands)
    typed = form | typed
    return client.post(address, {name: value for name, value in typed.items() if value is not None})


def test_technical_administrator_does_not_become_director(world: World, signed_in: SignIn) -> None:
    client, appoint = (
        signed_in(world.administrator),
        reverse("groups:appoint", args=[world.steering_group.slug]),
    )

    assert edit(client, world.administrator, is_manager="on").status_code == 200  # refused, with a sentence
    assert edit(client, world.director, is_active=None).status_code == 302  # asked for, and waits
    assert client.get(appoint).status_code == 403
    assert client.post(appoint, {"person": world.administrator.name, "role": "chair"}).status_code == 403
    assert not afresh(world.administrator).is_manager
    assert afresh(world.director).has_perm("proposals.decide_proposal", None)


@pytest.mark.parametrize("name", sorted(OWN))
def test_nobody_changes_who_they_are_themselves(world: World, signed_in: SignIn, name: str) -> None:
    typed = {"email": "other@service.example", "manager": world.manager.pk, "is_manager": "on"}
    typed |= {"directory_id": "another"}
    page = edit(signed_in(world.administrator), world.administrator, **{name: typed.get(name)})
    assert name in page.context["adminform"].form.errors

    values = {"email": "other@service.example", "manager": world.manager, "is_manager": True}
    values |= {"directory_id": "another"}
    with pytest.raises(ValidationError) as problem:
        directory.update(
            world.administrator, by=world.administrator, source=Source.WEB, **{name: values.get(name, False)}
        )
    assert problem.value.message_dict.keys() == {name}
    kept = afresh(world.administrator)
    assert getattr(kept, name) == getattr(world.administrator, name)


@pytest.mark.parametrize("who", ["director", "steering_member", "coordinator", "communicator"])
@pytest.mark.parametrize(
    "fields",
    [
        {"directory_id": "another"},
        {"email": "linh@elsewhere.example"},
        {"is_active": False},
        {"is_administrator": True},
    ],
)
def test_who_sits_in_a_body_that_steers_is_changed_by_two(
    world: World, who: str, fields: dict[str, Any]
) -> None:
    person = getattr(world, who)
    before = {name: getattr(person, name) for name in fields}

    held = by_hand(world, person, **fields, title="Kock")

    assert held is not None
    assert held.fields == fields
    assert {name: getattr(afresh(person), name) for name in fields} == before
    assert afresh(person).title == "Kock"  # the rest is nobody else's matter
    assert not DirectMail.objects.exists()
    second = world.steering_member if person != world.steering_member else world.director
    directory.confirm(held, by=second)
    assert {name: getattr(afresh(person), name) for name in fields} == fields
    assert {act.verb for act in Act.objects.filter(person=person)} >= {
        PersonEvent.CHANGE_ASKED,
        PersonEvent.CHANGE_CONFIRMED,
        PersonEvent.EDITED,
    }


def test_whole_steering_group_is_not_emptied_by_one(world: World) -> None:
    for person in (world.director, world.steering_member):
        by_hand(world, person, is_active=False, is_manager=False)

    assert Group.objects.get(pk=world.steering_group.pk).people().count() == 2
    assert not afresh(world.administrator).has_perm("groups.appoint", world.steering_group)


def test_another_technical_administrator_is_made_by_two(world: World) -> None:
    other = directory.create(
        by=world.administrator, source=Source.WEB, directory_id="ny", name="Linh Igen", is_administrator=True
    )
    assert not afresh(other).is_administrator
    assert other.held_changes.get().fields == {"is_administrator": True}
    assert by_hand(world, world.employee, is_administrator=True)
    assert not afresh(world.employee).is_administrator


def test_where_nobody_could_be_the_second_one_is_enough(db: None) -> None:
    """An empty installation has to begin somehow."""
    first = make_person(is_administrator=True)
    made = directory.create(
        by=first, source=Source.WEB, directory_id="ny", name="Ny Person", is_administrator=True
    )
    assert afresh(made).is_administrator


def test_organisations_own_directory_is_followed_at_once(world: World) -> None:
    directory.update(world.director, by=world.administrator, source=Source.DIRECTORY, is_active=False)

    assert not afresh(world.director).is_active


def test_who_asked_is_not_the_second_and_may_take_it_back(world: World, signed_in: SignIn) -> None:
    seat(world.administrator, world.coordination_group, seat=3, background="kök")
    held = by_hand(world, world.director, email="linh@elsewhere.example")
    assert held is not None
    client = signed_in(world.administrator)

    assert client.get(held.get_absolute_url()).status_code == 200
    assert client.post(reverse("held_change_confirm", args=[held.pk])).status_code == 403
    assert client.post(reverse("held_change_decline", args=[held.pk])).status_code == 302
    with pytest.raises(EditConflict):
        directory.confirm(held, by=world.steering_member)
    assert afresh(world.director).email != "linh@elsewhere.example"


def test_second_person_sees_what_is_to_change_and_confirms_it(world: World, signed_in: SignIn) -> None:
    held = by_hand(world, world.coordinator, email="goran@elsewhere.example")
    assert held is not None
    client = signed_in(world.director)

    page = client.get(held.get_absolute_url()).content.decode()
    assert world.coordinator.email in page
    assert "goran@elsewhere.example" in page
    assert Notice.objects.get(person=world.director).address == held.get_absolute_url()
    client.post(reverse("held_change_confirm", args=[held.pk]))
    assert afresh(world.coordinator).email == "goran@elsewhere.example"
    assert Notice.objects.filter(person=world.director, read_at=None, target_id=held.pk).count() == 0
    assert signed_in(world.employee).get(held.get_absolute_url()).status_code == 404


def test_other_words_are_another_request(world: World) -> None:
    """Nobody says yes to what was put in the place of what they read."""
    read = by_hand(world, world.director, email="ingrid@service.example")
    by_hand(world, world.director, email="linh@elsewhere.example")

    assert read is not None
    with pytest.raises(EditConflict):
        directory.confirm(read, by=world.steering_member)


def test_address_that_somebody_else_got_meanwhile_is_told(world: World, signed_in: SignIn) -> None:
    held = by_hand(world, world.coordinator, email="goran@elsewhere.example")
    make_person(email="goran@elsewhere.example")
    assert held is not None

    client = signed_in(world.director)
    page = client.post(reverse("held_change_confirm", args=[held.pk]), follow=True)

    assert page.status_code == 200
    assert afresh(world.coordinator).email == world.coordinator.email
    assert HeldChange.objects.get(pk=held.pk).is_open


def test_person_hears_of_it_also_at_the_address_they_had(world: World) -> None:
    before = world.employee.email

    by_hand(world, world.employee, email="amir@elsewhere.example")

    assert DirectMail.objects.get().to == before
    assert Notice.objects.get(person=world.employee).address == reverse("me")
    assert not Notice.objects.filter(person=world.director).exists()


def test_director_hears_of_who_is_made_a_manager_by_hand(world: World) -> None:
    by_hand(world, world.employee, is_manager=True)

    assert Notice.objects.filter(person=world.director, kind="account").count() == 1
    assert Notice.objects.filter(person=world.employee, kind="account").count() == 1


@pytest.mark.parametrize(
    "fields", [{"email": "new@service.example"}, {"is_active": False}, {"is_administrator": True}]
)
def test_sessions_end_when_who_signs_in_changes_and_do_not_come_back(
    world: World, signed_in: SignIn, fields: dict[str, Any]
) -> None:
    client = signed_in(world.employee)
    before = {name: getattr(world.employee, name) for name in fields}

    for values in (fields, before):
        held = by_hand(world, world.employee, **values)
        if held:
            directory.confirm(held, by=world.director)
        assert client.get("/me/").status_code == 302


def test_steering_group_hands_an_empty_chair_to_another_of_it(world: World, signed_in: SignIn) -> None:
    directory.update(world.director, by=world.administrator, source=Source.DIRECTORY, is_active=False)
    outsider, colleague = make_manager("Utifrån Chef"), make_manager("Kollega Chef")
    seat(colleague, world.steering_group)
    client, address = (
        signed_in(world.steering_member),
        reverse("groups:appoint", args=[world.steering_group.slug]),
    )

    for refused in (outsider, world.steering_member):
        assert client.post(address, {"person": refused.name, "role": "chair"}).status_code == 422
    assert client.post(address, {"person": colleague.name, "role": "chair"}).status_code == 302
    assert world.steering_group.memberships.current().get(role=Role.CHAIR).person == colleague


@pytest.mark.parametrize(
    ("verb", "heading"),
    [(directory.confirm, "Det som ändrades"), (directory.decline, "Det som inte ändrades")],
)
def test_what_was_answered_is_no_longer_told_as_to_come(
    world: World, signed_in: SignIn, verb: Callable[..., None], heading: str
) -> None:
    change = by_hand(world, world.coordinator, email="goran.ny@service.example")
    assert change
    client = signed_in(world.director)
    assert "Det som ska ändras" in client.get(change.get_absolute_url()).content.decode()

    verb(change, by=world.director)

    page = client.get(change.get_absolute_url()).content.decode()
    assert heading in page
    assert "Det som ska ändras" not in page
