"""The participant's pages: in by code, notes, marks; what is wrong is told, and nothing changes."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from people.models import Person
from tests.cast import World
from tests.factories.workshops import make_participant, make_theme, make_workshop
from workshops import guests
from workshops.models import Answer, Audience, Mark, Participant, State, Workshop
from workshops.models.mark import ALL_PLACED
from workshops.models.workshop import WHY_NOT

SignIn = Callable[[Person], Client]


def page_of(workshop: Workshop) -> str:
    return reverse("workshops:take_part", args=[workshop.code])


def come_in(client: Client, workshop: Workshop) -> Client:
    client.post(reverse("workshops:come_in", args=[workshop.code]))
    return client


def write(client: Client, workshop: Workshop, text: str, **more: str) -> Any:
    return client.post(page_of(workshop), {"text": text, "form_key": str(uuid4()), **more})


def mark(client: Client, workshop: Workshop, pk: int, verb: str = "mark") -> Any:
    return client.post(reverse(f"workshops:{verb}", args=[workshop.code, pk]))


@pytest.mark.parametrize("typed", ["482913", "482 913", " 4829 13 "])
def test_code_leads_to_its_workshop_however_it_is_written(world: World, client: Client, typed: str) -> None:
    workshop = make_workshop(code="482913")

    response = client.post(reverse("workshops:join"), {"code": typed})

    assert response["Location"] == page_of(workshop)


@pytest.mark.parametrize("typed", ["", "000000", "abc", "<script>", "9" * 40, "\x00"])
def test_wrong_code_is_told_beside_the_field_and_stays_there(
    world: World, client: Client, typed: str
) -> None:
    response = client.post(reverse("workshops:join"), {"code": typed})

    assert response.status_code == 422
    assert response.context["form"].errors["code"]
    assert "<script>" not in response.content.decode()


def test_address_with_a_wrong_code_says_so_and_asks_for_another(world: World, client: Client) -> None:
    response = client.get("/w/000000/")

    assert response.status_code == 404
    assert response.context["form"].errors["code"]


def test_guest_comes_in_writes_and_sees_only_their_own_notes(world: World, client: Client) -> None:
    workshop = make_workshop(lets_guests_in=True)
    other = come_in(Client(), workshop)
    write(other, workshop, "En annans lapp")

    come_in(client, workshop)
    assert write(client, workshop, "Min lapp").status_code == 302

    shown = client.get(page_of(workshop)).content.decode()
    assert "Min lapp" in shown
    assert "En annans lapp" not in shown
    assert Participant.objects.filter(person=None).count() == 2


def test_guest_without_a_word_of_ours_is_at_the_door(world: World, client: Client) -> None:
    workshop = make_workshop(lets_guests_in=True)
    participant = make_participant(workshop)
    for word in (str(participant.pk), f"{participant.pk}:forged:word", guests.word_for(participant)[:-1]):
        client.cookies[guests.COOKIE] = word
        write(client, workshop, "Inte jag")

    assert not Answer.objects.exists()


def test_note_from_a_browser_that_forgot_who_it_is_comes_in_with_them(world: World, client: Client) -> None:
    workshop = make_workshop(lets_guests_in=True)
    come_in(client, workshop)
    del client.cookies[guests.COOKIE]

    door = write(client, workshop, "Ord som fanns")

    assert door.status_code == 422
    assert "Ord som fanns" in door.content.decode()
    typed = {"text": "Ord som fanns", "form_key": str(uuid4())}
    inside = client.post(reverse("workshops:come_in", args=[workshop.code]), typed)
    assert (inside.status_code, Answer.objects.get().text) == (302, "Ord som fanns")
    assert "Ord som fanns" in client.get(page_of(workshop)).content.decode()


@pytest.mark.parametrize(
    ("row", "status"),
    [
        ({"state": State.CLOSED}, 422),
        ({"state": State.PLANNED}, 422),
        ({"all_guests_have_come": True}, 422),
        ({"lets_guests_in": False}, 401),
    ],
    ids=str,
)
def test_note_that_nobody_is_let_in_with_is_given_back(
    world: World, client: Client, row: dict[str, Any], status: int
) -> None:
    workshop = make_workshop(lets_guests_in=True)
    come_in(client, workshop)
    del client.cookies[guests.COOKIE]
    Workshop.objects.update(**row)

    typed = {"text": "Ord som fanns"}
    for address in (page_of(workshop), reverse("workshops:come_in", args=[workshop.code])):
        answer = client.post(address, typed)
        assert answer.status_code == status
        assert "Ord som fanns" in answer.content.decode()
    assert not Answer.objects.exists()


def test_word_of_a_guest_is_worth_nothing_in_another_workshop(world: World, client: Client) -> None:
    here, there = make_workshop(lets_guests_in=True), make_workshop(lets_guests_in=True)
    come_in(client, here)

    write(client, there, "Fel plats")

    assert not Answer.objects.exists()


def test_guests_are_shown_out_when_the_workshop_no_longer_lets_them_in(world: World, client: Client) -> None:
    workshop = make_workshop(lets_guests_in=True)
    come_in(client, workshop)
    Workshop.objects.update(lets_guests_in=False)

    assert client.get(page_of(workshop)).status_code == 404
    write(client, workshop, "Kvar")

    assert not Answer.objects.exists()


def test_stranger_signs_in_first_where_no_guests_are_let_in(world: World, client: Client) -> None:
    response = client.get(page_of(workshop := make_workshop()))

    assert response.status_code == 302
    assert page_of(workshop).strip("/") in response["Location"]


@pytest.mark.parametrize(
    ("audience", "inside"),
    [
        (Audience.EVERYBODY, {"employee", "manager", "storgrupp_member", "coordinator"}),
        (Audience.MANAGERS, {"manager", "storgrupp_member"}),
        (Audience.STORGRUPP, {"storgrupp_member"}),
        (Audience.COORDINATION_GROUP, {"coordinator"}),
        (Audience.STEERING_GROUP, set()),
    ],
)
def test_workshop_is_for_those_it_says(
    world: World, signed_in: SignIn, audience: Audience, inside: set[str]
) -> None:
    workshop = make_workshop(audience=audience)
    for who in ("employee", "manager", "storgrupp_member", "coordinator"):
        client = signed_in(getattr(world, who))
        assert client.get(page_of(workshop)).status_code == (200 if who in inside else 403)
        come_in(client, workshop)

    people = Participant.objects.values_list("person__name", flat=True)
    assert set(people) == {getattr(world, who).name for who in inside}


@pytest.mark.parametrize(
    "text",
    ["", "   ", "\n", "x" * 10_000, "å" * 401, "a\x00b"],
    ids=["empty", "spaces", "line", "10000", "401", "nul"],
)
def test_note_that_is_none_is_told_beside_the_field_and_kept(
    world: World, signed_in: SignIn, text: str
) -> None:
    workshop = make_workshop()
    client = come_in(signed_in(world.employee), workshop)

    response = write(client, workshop, text)

    assert response.status_code == 422
    assert len(response.context["form"].errors["text"]) == 1
    assert escape(text.strip("\n")) in response.content.decode()
    assert not Answer.objects.exists()


@pytest.mark.parametrize("state", [State.PLANNED, State.MARKING, State.CLOSED])
def test_note_at_the_wrong_time_is_told_why_and_kept(world: World, signed_in: SignIn, state: State) -> None:
    workshop = make_workshop()
    client = come_in(signed_in(world.employee), workshop)
    Workshop.objects.update(state=state)

    response = write(client, workshop, "Jag hann inte")

    assert response.status_code == 422
    assert response.context["form"].errors["text"] == [str(WHY_NOT[state])]
    assert "Jag hann inte" in response.content.decode()
    assert not Answer.objects.exists()


def test_name_under_a_note_only_where_its_author_put_it(world: World, signed_in: SignIn) -> None:
    workshop = make_workshop()
    client = come_in(signed_in(world.employee), workshop)
    write(client, workshop, "Utan namn")
    write(client, workshop, "Med namn", signed="on")
    facilitator = signed_in(world.coordinator)

    for address in (reverse("workshops:run", args=[workshop.code]),):
        shown = facilitator.get(address).content.decode()
        assert shown.count(world.employee.name) == 1
    workshop.go_to(State.CLOSED, by=world.coordinator)
    assert facilitator.get(workshop.get_absolute_url()).content.decode().count(world.employee.name) == 1


def test_own_note_is_taken_back_and_nobody_elses(world: World, signed_in: SignIn) -> None:
    workshop = make_workshop()
    mine, yours = (come_in(signed_in(person), workshop) for person in (world.employee, world.manager))
    write(mine, workshop, "Min")
    address = reverse("workshops:withdraw", args=[workshop.code, Answer.objects.get().pk])

    assert yours.post(address).status_code == 404
    assert Answer.objects.exists()
    mine.post(address)
    assert not Answer.objects.exists()


def test_marks_are_placed_and_taken_back_and_beyond_the_allowance_told(
    world: World, signed_in: SignIn
) -> None:
    workshop = make_workshop(state=State.MARKING, allowance=2)
    first, second, third = (make_theme(workshop) for _ in range(3))
    client = come_in(signed_in(world.employee), workshop)
    for theme in (first, second):
        assert mark(client, workshop, theme.pk).status_code == 302

    refused = mark(client, workshop, third.pk)
    assert refused.status_code == 422
    assert str(ALL_PLACED) in refused.content.decode()
    assert Mark.objects.count() == 2

    mark(client, workshop, first.pk, "unmark")
    mark(client, workshop, third.pk)
    assert set(Mark.objects.values_list("theme", flat=True)) == {second.pk, third.pk}


def test_mark_on_a_theme_of_another_workshop_is_not_found(world: World, signed_in: SignIn) -> None:
    workshop, foreign = make_workshop(state=State.MARKING), make_workshop(state=State.MARKING)
    client = come_in(signed_in(world.employee), workshop)

    assert mark(client, workshop, make_theme(foreign).pk).status_code == 404


@pytest.mark.parametrize("state", [State.PLANNED, State.OPEN, State.CLOSED])
def test_mark_at_the_wrong_time_is_told_why(world: World, signed_in: SignIn, state: State) -> None:
    workshop = make_workshop()
    theme = make_theme(workshop)
    client = come_in(signed_in(world.employee), workshop)
    Workshop.objects.update(state=state)

    response = mark(client, workshop, theme.pk)

    assert response.status_code == 422
    assert str(WHY_NOT[state]) in response.content.decode()
    assert not Mark.objects.exists()


def test_what_is_not_answered_on_a_phone_is_no_script(world: World, signed_in: SignIn) -> None:
    """Hostile text stays text, on the phone, with the facilitator, on the screen and in the result."""
    hostile = "<script>alert(1)</script>\" onload='x' {{ 7 }} {% now %}"
    workshop = make_workshop(question=hostile, intro=hostile, commissioned_by=hostile)
    client = come_in(signed_in(world.coordinator), workshop)
    write(client, workshop, hostile)
    make_theme(workshop, hostile)
    run, screen = (reverse(f"workshops:{name}", args=[workshop.code]) for name in ("run", "screen"))

    addresses = [page_of(workshop), run, screen, reverse("workshops:list")]
    shown = [client.get(address).content.decode() for address in addresses]
    workshop.go_to(State.MARKING, by=world.coordinator)
    shown += [client.get(address).content.decode() for address in addresses]
    workshop.go_to(State.CLOSED, by=world.coordinator)
    shown += [client.get(address).content.decode() for address in [*addresses, workshop.get_absolute_url()]]

    assert all(escape(hostile) in page for page in shown)
    assert not [page for page in shown if "<script>alert" in page]
