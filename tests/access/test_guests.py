"""A guest of one workshop has come to that workshop: asked for anything else, there is nothing."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from people.models import Person
from tests.access.matrix import OPEN_TO_STRANGERS, mark
from tests.access.routes import ROUTES
from tests.cast import World
from tests.factories.workshops import make_workshop
from workshops import guests
from workshops.models import Participant, Workshop

pytestmark = pytest.mark.authz

CLOSED_TO_GUESTS = sorted(set(ROUTES) - set(OPEN_TO_STRANGERS) - {"admin:login"})  # which leads to the way in


@pytest.fixture
def workshop(world: World) -> Workshop:
    return make_workshop(lets_guests_in=True)


@pytest.fixture
def guest(workshop: Workshop) -> Client:
    client = Client()
    client.post(reverse("workshops:come_in", args=[workshop.code]))
    assert client.cookies[guests.COOKIE]["httponly"]
    return client


@pytest.mark.parametrize("route", CLOSED_TO_GUESTS)
def test_guest_finds_nothing_on_any_other_page(guest: Client, workshop: Workshop, route: str) -> None:
    """Also about what is there: the workshop's own result, its screen, and how it is run."""
    values = dict.fromkeys(ROUTES[route].arguments, "1") | {"code": workshop.code}
    address = ROUTES[route].address_of(values)

    assert [mark(guest.get(address)), mark(guest.post(address))] == ["∅", "∅"]


def test_guest_takes_part_in_their_workshop_and_is_led_back_from_nowhere(
    guest: Client, workshop: Workshop
) -> None:
    assert mark(guest.get(reverse("workshops:take_part", args=[workshop.code]))) == "✓"
    assert reverse("workshops:join") in guest.get(reverse("home")).content.decode()


def test_guest_finds_no_workshop_for_those_who_work_here(guest: Client) -> None:
    assert mark(guest.get(reverse("workshops:take_part", args=[make_workshop().code]))) == "∅"


def test_guest_may_sign_in_and_is_a_guest_no_more(guest: Client, world: World) -> None:
    assert mark(guest.get(reverse(settings.LOGIN_URL))) == "✓"
    guest.force_login(world.employee)

    assert mark(guest.get(reverse("home"))) == "✓"


def test_old_or_forged_word_is_a_strangers(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    participant = Participant.objects.create(workshop=make_workshop(lets_guests_in=True))
    with monkeypatch.context() as before:
        before.setattr("django.core.signing.time.time", lambda: 1_700_000_000.0)
        old = guests.word_for(participant)
    for word in (old, f"{participant.pk}:x:y"):
        client = Client()
        client.cookies[guests.COOKIE] = word
        assert mark(client.get(reverse("home"))) == "→"


def test_word_of_a_participant_who_has_signed_in_is_nobodys(workshop: Workshop, world: World) -> None:
    person: Person = world.employee
    participant = Participant.objects.create(workshop=workshop, person=person)
    client = Client()
    client.cookies[guests.COOKIE] = guests.word_for(participant)

    client.post(reverse("workshops:take_part", args=[workshop.code]), {"text": "Som någon annan"})

    assert not participant.answers.exists()
