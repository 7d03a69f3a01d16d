"""Codes are not guessed, guests are not made by a machine, and a facilitator can show one out."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from people.models import Act, Person
from tests.cast import World
from tests.factories.workshops import make_note, make_participant, make_theme, make_workshop
from tests.portal.process import python
from workshops import guests, limits
from workshops.events import WorkshopEvent
from workshops.models import Answer, Mark, Participant, State, Workshop
from workshops.models.answer import ENOUGH, MOST_NOTES
from workshops.models.participant import FULL, SHUT_OUT

SignIn = Callable[[Person], Client]
ROOM = 300  # phones on one Wi-Fi


def page_of(workshop: Workshop) -> str:
    return reverse("workshops:take_part", args=[workshop.code])


def come_in(client: Client, workshop: Workshop) -> Any:
    return client.post(reverse("workshops:come_in", args=[workshop.code]))


def as_guest(workshop: Workshop) -> tuple[Participant, Client]:
    guest, client = make_participant(workshop), Client()
    client.cookies[guests.COOKIE] = guests.word_for(guest)
    return guest, client


def write_code(client: Client, code: str) -> int:
    return int(client.post(reverse("workshops:join"), {"code": code}).status_code)


def test_browser_guesses_a_few_codes_and_then_learns_nothing_more(world: World, client: Client) -> None:
    workshop = make_workshop(lets_guests_in=True, code="482913")
    client.get(reverse("workshops:join"))

    tries = [write_code(client, f"{number:06}") for number in range(30)]

    assert (tries[0], tries[-1]) == (422, 429)
    assert write_code(client, workshop.code) == 429  # a right one neither
    assert client.get(page_of(workshop)).status_code == 429
    assert come_in(client, workshop).status_code == 429


@pytest.mark.slow
@pytest.mark.parametrize("way", ["page", "form", "button"])
def test_address_that_guesses_is_stopped_and_a_room_is_not(world: World, way: str) -> None:
    """Each time as a browser that has been here never before."""
    ways: dict[str, Callable[[str], int]] = {
        "page": lambda code: Client().get(f"/w/{code}/").status_code,
        "form": lambda code: write_code(Client(), code),
        "button": lambda code: Client().post(f"/w/{code}/in/").status_code,
    }

    tries = [ways[way](f"{number:06}") for number in range(ROOM * 2)]

    assert 429 not in tries[:ROOM]
    assert tries[-1] == 429


@pytest.mark.slow
@pytest.mark.parametrize("begun_by", ["a guest", "the facilitator"])
def test_one_phone_keeps_nobody_else_out_of_the_room(world: World, signed_in: SignIn, begun_by: str) -> None:
    """However many wrong codes it writes, each as a browser that has been here never before."""
    workshop = make_workshop(lets_guests_in=True, code="482913")
    elsewhere = make_workshop(lets_guests_in=True, code="700123")
    if begun_by == "a guest":
        come_in(Client(), workshop)
    else:
        signed_in(world.coordinator).post(reverse("workshops:let_mark", args=[workshop.code]))
    limit = int(limits.ADDRESS[limits.WRONG_CODE].split("/")[0])

    tries = [write_code(Client(), f"{number:06}") for number in range(limit + 5)]

    assert tries[-1] == 429
    assert write_code(Client(), "482 913") == 302
    assert Client().get(page_of(workshop)).status_code == 200
    assert come_in(Client(), workshop).status_code == 302
    assert write_code(Client(), elsewhere.code) == 429  # what takes place in another house is not guessed
    assert Client().get(page_of(elsewhere)).status_code == 429


def test_whoever_takes_part_goes_on_when_others_have_guessed(world: World) -> None:
    workshop = make_workshop(lets_guests_in=True)
    _guest, inside = as_guest(workshop)
    inside.get(reverse("workshops:join"))
    for number in range(30):
        write_code(inside, f"{number:06}")

    assert inside.get(page_of(workshop)).status_code == 200


def test_signed_in_mistype_as_often_as_they_like(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.employee)

    assert {write_code(client, f"{number:06}") for number in range(30)} == {422}


def test_browser_that_forgets_who_it_is_comes_in_a_few_times(world: World, client: Client) -> None:
    workshop = make_workshop(lets_guests_in=True)
    client.get(page_of(workshop))
    answers = []
    for _time in range(15):
        client.cookies.pop(guests.COOKIE, None)
        answers.append(come_in(client, workshop).status_code)

    assert (answers[0], answers[-1]) == (302, 429)
    assert Participant.objects.count() == answers.count(302) <= 10


@pytest.mark.slow
def test_room_full_of_phones_comes_in_through_one_address(world: World) -> None:
    workshop = make_workshop(lets_guests_in=True)

    assert {come_in(Client(), workshop).status_code for _phone in range(ROOM)} == {302}
    assert Participant.objects.count() == ROOM


def test_workshop_has_room_for_so_many_guests_and_no_more(world: World, settings: Settings) -> None:
    workshop = make_workshop(lets_guests_in=True)
    settings.WORKSHOP_GUESTS = 20
    Participant.objects.bulk_create(Participant(workshop=workshop) for _guest in range(20))

    with pytest.raises(ValidationError, match=str(FULL)):
        Participant.objects.come_in(workshop, None)
    assert Participant.objects.come_in(workshop, world.employee)

    Participant.objects.guests()[0].shut_out(by=world.coordinator)  # whoever floods it leaves room behind
    assert Participant.objects.come_in(workshop, None)


@pytest.mark.parametrize("state", [State.PLANNED, State.CLOSED])
def test_guests_come_in_only_while_it_is_open(world: World, client: Client, state: State) -> None:
    workshop = make_workshop(lets_guests_in=True, state=state)

    come_in(client, workshop)

    assert not Participant.objects.exists()


def test_hundred_notes_and_no_more(world: World) -> None:
    workshop = make_workshop()
    participant = make_participant(workshop)
    Answer.objects.bulk_create(
        Answer(participant=participant, text=f"Lapp {number}") for number in range(MOST_NOTES - 1)
    )
    key = uuid4()
    Answer.objects.give(participant, "Den hundrade", key=key)
    Answer.objects.give(participant, "Den hundrade", key=key)  # sent twice, it is in and is told to be

    with pytest.raises(ValidationError, match=str(ENOUGH)):
        Answer.objects.give(participant, "En till", key=uuid4())
    assert participant.answers.count() == MOST_NOTES


def test_facilitator_sees_how_many_guests_there_are_and_when_they_came(
    world: World, signed_in: SignIn
) -> None:
    workshop = make_workshop(lets_guests_in=True)
    guest, _client = as_guest(workshop)
    make_note(workshop, "En hemlighet", participant=guest)
    Participant.objects.filter(pk=make_participant(workshop).pk).update(came_at=None)
    make_participant(workshop, world.employee)
    client = signed_in(world.coordinator)

    run = client.get(reverse("workshops:run", args=[workshop.code])).content.decode()
    page = client.get(reverse("workshops:guests", args=[workshop.code])).content.decode()

    assert "2 gäster" in run
    assert "2 gäster har kommit in." in page
    assert "1 lapp" in page
    assert "En hemlighet" not in page  # how much, never what
    assert world.employee.name not in page


def test_guest_who_is_shut_out_stays_out(world: World, signed_in: SignIn) -> None:
    workshop = make_workshop(lets_guests_in=True, state=State.MARKING)
    guest, phone = as_guest(workshop)
    theme = make_theme(workshop)
    make_note(workshop, "Kvar", participant=guest)
    Mark.objects.place(guest, theme)
    facilitator = signed_in(world.coordinator)

    facilitator.post(reverse("workshops:shut_out", args=[workshop.code, guest.pk]))

    assert (guest.marks.count(), guest.answers.count()) == (0, 1)
    assert Act.objects.filter(verb=WorkshopEvent.GUEST_SHUT_OUT, by=world.coordinator).count() == 1
    assert phone.get(page_of(workshop)).status_code == 403
    assert come_in(phone, workshop).status_code == 403
    mark = phone.post(reverse("workshops:mark", args=[workshop.code, theme.pk]))
    assert (mark.status_code, Mark.objects.count()) == (403, 0)
    assert Participant.objects.filter(workshop=workshop, person=None).count() == 2  # with the theme's author


def test_who_says_most_stands_first_among_three_hundred_and_one_keeps_ones_place(
    world: World, signed_in: SignIn
) -> None:
    workshop = make_workshop(lets_guests_in=True)
    Participant.objects.bulk_create(Participant(workshop=workshop) for _guest in range(300))
    first, machine = Participant.objects.guests().order_by("pk")[:2]
    for number in range(9):
        make_note(workshop, f"Reklam {number}", participant=machine)
    facilitator = signed_in(world.coordinator)
    guests_of = reverse("workshops:guests", args=[workshop.code])

    by_most = facilitator.get(guests_of, {"order": "most"}).context["page"]
    last = facilitator.get(guests_of, {"page": "99"})

    assert (by_most[0], by_most[0].place) == (machine, 2)
    assert (list(last.context["page"])[-1], list(last.context["page"])[-1].place) == (first, 1)
    shut_out = reverse("workshops:shut_out", args=[workshop.code, first.pk])
    answer = facilitator.post(f"{shut_out}?page=8&order=most&x=y")
    assert answer.headers["Location"] == f"{guests_of}?order=most&page=8"


def test_guest_who_is_shut_out_this_very_moment_adds_nothing(world: World) -> None:
    workshop = make_workshop(lets_guests_in=True)
    guest = make_participant(workshop)
    Participant.objects.get(pk=guest.pk).shut_out(by=world.coordinator)

    with pytest.raises(ValidationError, match=str(SHUT_OUT)):
        Answer.objects.give(guest, "För sent", key=uuid4())


def test_who_was_shut_out_is_not_let_in_as_somebody_new(world: World, signed_in: SignIn) -> None:
    workshop = make_workshop(lets_guests_in=True)
    guest, phone = as_guest(workshop)
    _other, inside = as_guest(workshop)
    guest.shut_out(by=world.coordinator)

    workshop.change(by=world.coordinator, all_guests_have_come=True)

    del phone.cookies[guests.COOKIE]
    come_in(phone, workshop)
    assert workshop.participants.count() == 2
    assert (
        reverse("workshops:come_in", args=[workshop.code])
        not in phone.get(page_of(workshop)).content.decode()
    )
    assert inside.get(page_of(workshop)).status_code == 200  # who is in stays in
    assert come_in(signed_in(world.employee), workshop).status_code == 302


def test_only_guests_are_shut_out(world: World, signed_in: SignIn) -> None:
    workshop = make_workshop()
    participant = make_participant(workshop, world.employee)

    address = reverse("workshops:shut_out", args=[workshop.code, participant.pk])
    assert signed_in(world.coordinator).post(address).status_code == 404


def test_door_costs_a_phone_few_queries(world: World) -> None:
    workshop = make_workshop(lets_guests_in=True)
    with CaptureQueriesContext(connection) as queries:
        assert Client().get(page_of(workshop)).status_code == 200

    assert len(queries) < 15


def test_rates_stand_above_a_room() -> None:
    for rate in limits.ADDRESS.values():
        assert int(rate.split("/")[0]) > ROOM


@pytest.mark.slow
@pytest.mark.one_database
def test_house_of_thousands_comes_in_where_a_workshop_has_room_for_it() -> None:
    told = "from workshops import limits; print(limits.ADDRESS[limits.NEW_GUEST])"
    rates = [
        python("manage.py", "shell", "--no-imports", "--command", told, RIKTNING_DEMO="1", **more).stdout
        for more in ({}, {"RIKTNING_WORKSHOP_GUESTS": "3300"}, {"RIKTNING_WORKSHOP_GUESTS": "50"})
    ]

    assert rates == ["1000/10m/ip\n", "3300/10m/ip\n", "600/10m/ip\n"]


def test_list_of_guests_is_leafed_through(world: World, signed_in: SignIn) -> None:
    workshop = make_workshop(lets_guests_in=True)
    Participant.objects.bulk_create(Participant(workshop=workshop) for _guest in range(120))
    client = signed_in(world.coordinator)
    address = reverse("workshops:guests", args=[workshop.code])

    pages = [client.get(address, {"page": number}).content.decode() for number in (1, 2, "9" * 30)]

    assert [page.count("Ja, stäng av") for page in pages] == [40, 40, 40]
    assert all("120 gäster har kommit in." in page for page in pages)
