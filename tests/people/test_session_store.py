"""Whoever is signed in is read with the session: in one query, and afresh on every request."""

from collections.abc import Callable

import pytest
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from groups import joining
from people.models import Person
from tests.cast import World
from tests.factories.groups import seat
from tests.factories.notices import make_notice

SignIn = Callable[..., Client]


def test_session_and_person_are_one_query(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.employee)
    client.get(reverse("offline"))
    with CaptureQueriesContext(connection) as queries:
        assert client.get(reverse("offline")).context["user"] == world.employee
    asked = [query["sql"] for query in queries if "django_session" in query["sql"]]
    assert len(asked) == 1
    assert len(queries) == 1  # who sits nowhere is not asked where


@pytest.mark.revoke
def test_where_somebody_sits_shows_on_the_next_request(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.employee)
    assert client.get(reverse("home")).context["user"].current_memberships == []
    seat(world.employee, world.group)
    (found,) = client.get(reverse("home")).context["user"].current_memberships
    assert found.group == world.group
    joining.leave(world.group, world.employee)
    assert client.get(reverse("home")).context["user"].current_memberships == []


def test_who_has_left_is_out_on_the_next_request(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.employee)
    assert client.get(reverse("me")).status_code == 200
    Person.objects.filter(pk=world.employee.pk).update(is_active=False)
    assert client.get(reverse("me")).status_code == 302


def test_sessions_that_have_been_ended_are_so_on_the_next_request(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.employee)
    assert client.get(reverse("me")).status_code == 200
    Person.objects.filter(pk=world.employee.pk).update(session_series=1)
    assert client.get(reverse("me")).status_code == 302


def test_new_language_and_new_notices_show_on_the_next_request(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.employee)
    assert client.get(reverse("me")).headers["Content-Language"] == "sv"
    Person.objects.filter(pk=world.employee.pk).update(language="en")
    make_notice(world.employee)
    answer = client.get(reverse("me"))
    assert (answer.headers["Content-Language"], answer.context["user"].unread_notices) == ("en", 1)


def test_session_that_the_list_of_sessions_does_not_know_holds(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.employee)
    UserSession.objects.all().delete()
    assert client.get(reverse("me")).context["user"] == world.employee


def test_session_is_its_own_persons_whatever_the_list_of_sessions_says(
    world: World, signed_in: SignIn
) -> None:
    client = signed_in(world.employee)
    UserSession.objects.update(user=world.administrator)
    assert client.get(reverse("me")).context["user"] == world.employee
