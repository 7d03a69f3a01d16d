"""The directory has one door: what follows from a change follows whoever made it, and however it came."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from groups import joining
from groups.models import JoinRequest, JoinState
from notices.kinds import NoticeKind
from notices.models import Notice
from people import directory
from people.events import PersonEvent, Source
from people.models import Act, Person
from tests.cast import World
from tests.factories.people import make_manager, make_person, make_unit

SignIn = Callable[..., Client]


def change(person: Person, world: World, **fields: Any) -> Any:
    return directory.update(person, by=world.administrator, source=Source.DIRECTORY, **fields)


def test_change_is_saved_written_down_and_told_as_before_and_after(world: World) -> None:
    before, unit = world.member.unit, make_unit("Ny enhet")

    changes = change(world.member, world, unit=unit, title="Kock", name=world.member.name)

    assert changes == {"unit": (before, unit), "title": (world.member.__class__().title, "Kock")}
    kept = Person.objects.get(pk=world.member.pk)
    assert (kept.unit, kept.title) == (unit, "Kock")
    act = Act.objects.get(verb=PersonEvent.EDITED)
    assert (act.target, act.by) == (kept, world.administrator)


def test_trail_does_not_keep_what_somebody_was_called(world: World) -> None:
    change(world.member, world, name="Annat Namn", email="annat@service.example", is_manager=True)

    act = Act.objects.get(verb=PersonEvent.EDITED)
    assert set(act.facts["fields"]) == {"name", "email", "is_manager"}
    assert act.facts["changes"] == {"is_manager": [False, True]}


def test_person_is_told_in_a_sentence_what_has_changed(world: World) -> None:
    change(world.member, world, name="Annat Namn", email="annat@service.example", is_manager=True)

    told = Notice.objects.get(person=world.member, kind=NoticeKind.ACCOUNT)
    assert "i katalogen: e-post till jobbet och är chef." in told.words


def test_what_is_the_same_already_changes_nothing(world: World) -> None:
    assert change(world.member, world, name=world.member.name, manager=world.member.manager) == {}
    assert not Act.objects.filter(verb=PersonEvent.EDITED).exists()


def test_groups_follow_whichever_way_the_change_came(world: World) -> None:
    manager = make_manager("Ny Chef")

    change(world.member, world, unit=make_unit("Ny enhet"), manager=manager)

    assert not world.member.memberships.current().exists()
    assert JoinRequest.objects.waiting_for(manager).get().person == world.member


def test_who_has_left_leaves_and_withdraws(world: World) -> None:
    request = joining.wish(world.foreign_group, world.member)

    change(world.member, world, is_active=False)

    request.refresh_from_db()
    assert request.state == JoinState.WITHDRAWN
    assert not world.member.memberships.current().exists()


def test_follower_that_fails_undoes_the_change(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(person: Person, changes: directory.Changes, *, by: Person) -> None:
        raise ValidationError("Nej.")

    monkeypatch.setattr("portal.subscribers.DIRECTORY_CHANGED", [fails])
    with pytest.raises(ValidationError):
        change(world.member, world, title="Kock")

    assert Person.objects.get(pk=world.member.pk).title != "Kock"


@pytest.mark.parametrize("fields", [{"email": "inte en adress"}, {"name": ""}])
def test_what_is_not_right_is_told_by_field(world: World, fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as problem:
        change(world.member, world, **fields)

    assert problem.value.message_dict.keys() == fields.keys()
    for name, value in fields.items():
        assert getattr(world.member, name) != value


def test_address_of_somebody_else_is_not_given(world: World) -> None:
    with pytest.raises(ValidationError):
        change(world.member, world, email=world.convener.email.upper())


def test_nobody_is_their_own_manager_by_any_number_of_steps(world: World) -> None:
    top = make_manager("Högst")
    middle = make_manager("Mellan", manager=top)
    below = make_manager("Underst", manager=middle)

    for manager in (top, middle, below):
        with pytest.raises(ValidationError) as problem:
            change(top, world, manager=manager)
        assert problem.value.message_dict.keys() == {"manager"}
    assert Person.objects.get(pk=top.pk).manager is None


def test_circle_that_came_from_elsewhere_does_not_stop_other_changes(world: World) -> None:
    one = make_manager("En")
    other = make_manager("Två", manager=one)
    Person.objects.filter(pk=one.pk).update(manager=other)

    change(one, world, title="Kock")
    change(make_person(), world, manager=one)
    change(one, world, manager=None)


def test_somebody_new_is_written_down_and_has_no_password(world: World) -> None:
    made = directory.create(
        by=world.administrator, source=Source.DIRECTORY, directory_id="ny", name="Ny Person", is_manager=True
    )

    assert Person.objects.get(directory_id="ny") == made
    assert not made.has_usable_password()
    assert Act.objects.get(verb=PersonEvent.ADDED).target == made


def test_somebody_new_without_a_name_is_refused(world: World) -> None:
    with pytest.raises(ValidationError):
        directory.create(by=world.administrator, source=Source.DIRECTORY, directory_id="ny", name="")


def admin_form(person: Person | None, **typed: Any) -> dict[str, Any]:
    fields = ("directory_id", "name", "email", "title", "language")
    stands = {name: getattr(person, name) or "" for name in fields} if person else {}
    return stands | {"is_active": "on", "language": "sv"} | typed


def test_admin_makes_and_changes_people_through_the_door(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.administrator)
    answer = client.post(
        reverse("admin:people_person_add"), admin_form(None, directory_id="ny", name="Ny Person", email="")
    )
    assert answer.status_code == 302
    made = Person.objects.get(directory_id="ny")
    assert made.email is None

    address = reverse("admin:people_person_change", args=[made.pk])
    assert client.post(address, admin_form(made, title="Kock")).status_code == 302
    assert list(Act.objects.order_by("pk").values_list("verb", flat=True)) == [
        PersonEvent.ADDED,
        PersonEvent.EDITED,
    ]


def test_admin_tells_of_a_circle_beside_the_field(world: World, signed_in: SignIn) -> None:
    below = make_manager("Underst", manager=world.manager)
    address = reverse("admin:people_person_change", args=[world.manager.pk])

    page = signed_in(world.administrator).post(
        address, admin_form(world.manager, manager=below.pk, is_manager="on")
    )

    assert page.status_code == 200
    assert "manager" in page.context["adminform"].form.errors
    assert Person.objects.get(pk=world.manager.pk).manager != below


def test_language_is_chosen_through_the_door(world: World, signed_in: SignIn) -> None:
    signed_in(world.member).post(reverse("language"), {"language": "en"})

    assert Person.objects.get(pk=world.member.pk).language == "en"
    assert Act.objects.get(verb=PersonEvent.EDITED).by == world.member
