"""One sees where one is signed in and can end it; two hours without a sign of life end it as well."""

from collections.abc import Callable

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from people import sessions
from people.models import Person
from tests.cast import World

SignIn = Callable[..., Client]

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0"


def set_back(client: Client, **seconds: int) -> None:
    """As if the session had been begun, or last used, that long ago."""
    session = client.session
    for name, ago in seconds.items():
        session[name] -= ago
    session.save()


def is_signed_in(client: Client) -> bool:
    return client.get(reverse("me")).status_code == 200


def test_two_hours_without_a_sign_of_life_end_a_session(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.employee)
    set_back(client, seen_at=2 * 60 * 60 - 60)
    assert is_signed_in(client)  # and it counts anew from here
    set_back(client, seen_at=2 * 60 * 60 - 60)
    assert is_signed_in(client)
    set_back(client, seen_at=2 * 60 * 60 + 60)
    assert not is_signed_in(client)


def test_ten_hours_end_it_however_busy_somebody_is(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.employee)
    for _hour in range(9):
        set_back(client, signed_in_at=60 * 60, seen_at=60 * 60)
        assert is_signed_in(client)
    set_back(client, signed_in_at=60 * 60 + 60)
    assert not is_signed_in(client)


def test_sign_of_life_is_written_down_once_in_a_while(
    world: World, signed_in: SignIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(world.employee)
    before = UserSession.objects.get().last_seen_at
    is_signed_in(client)
    assert UserSession.objects.get().last_seen_at == before
    set_back(client, seen_at=6 * 60)
    is_signed_in(client)
    assert UserSession.objects.get().last_seen_at > before


def test_one_sees_where_one_is_signed_in(world: World, signed_in: SignIn) -> None:
    here = signed_in(world.employee)
    elsewhere = signed_in(world.employee, headers={"User-Agent": WINDOWS}, REMOTE_ADDR="192.0.2.7")
    signed_in(world.manager)
    set_back(elsewhere, seen_at=6 * 60)
    is_signed_in(elsewhere)

    page = here.get(reverse("sessions"))
    assert [place["is_here"] for place in page.context["places"]] == [False, True]
    assert "Edge, Windows" in page.content.decode()
    assert "192.0.2.7" in page.content.decode()


def test_one_ends_another_of_ones_sessions_and_nobody_elses(world: World, signed_in: SignIn) -> None:
    here, there = signed_in(world.employee), signed_in(world.employee)
    stranger = signed_in(world.manager)
    theirs = UserSession.objects.get(user=world.manager)
    key = there.session.session_key

    assert here.post(reverse("end_session", args=[theirs.pk])).status_code == 404
    here.post(reverse("end_session", args=[UserSession.objects.get(session_key=key).pk]))
    assert (is_signed_in(here), is_signed_in(there), is_signed_in(stranger)) == (True, False, True)


def test_one_ends_all_others_at_once(world: World, signed_in: SignIn) -> None:
    here, *others = [signed_in(world.employee) for _ in range(4)]
    stranger = signed_in(world.manager)

    here.post(reverse("end_other_sessions"))
    assert [is_signed_in(client) for client in others] == [False] * 3
    assert is_signed_in(here)
    assert is_signed_in(stranger)
    assert len(sessions.sessions_of(world.employee)) == 1


def test_signing_in_as_another_begins_another_session(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.employee)
    client.force_login(world.manager)

    assert is_signed_in(client)
    assert [session.user for session in UserSession.objects.filter(user=world.manager)] == [world.manager]


def test_session_from_before_this_was_counted_goes_on(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.employee)
    session = client.session
    del session["seen_at"], session["signed_in_at"]
    session.save()

    assert is_signed_in(client)
    assert {"seen_at", "signed_in_at"} <= set(client.session.keys())


@pytest.mark.parametrize("minutes", [1, 100])
def test_limit_is_a_setting(world: World, signed_in: SignIn, settings: Settings, minutes: int) -> None:
    settings.SESSION_IDLE_SECONDS = 60 * 60
    client = signed_in(world.employee)
    set_back(client, seen_at=60 * minutes)

    assert is_signed_in(client) == (minutes < 60)


@pytest.mark.parametrize("ended", ["elsewhere", "with the person", "by time"])
def test_browser_forgets_what_it_has_shown_however_a_session_ended(
    world: World, signed_in: SignIn, ended: str
) -> None:
    client = signed_in(world.employee)
    is_signed_in(client)
    if ended == "elsewhere":
        UserSession.objects.get().end()
    elif ended == "with the person":
        Person.objects.filter(pk=world.employee.pk).update(is_active=False)
    else:
        set_back(client, seen_at=2 * 60 * 60 + 60)

    assert client.get(reverse("home"))["Clear-Site-Data"] == '"cache"'
    assert "Clear-Site-Data" not in client.get(reverse("account_login"))  # once
