"""When nothing else opens: a link made on the server, which adds a passkey once."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from identity.events import IdentityEvent
from identity.models import OneTimeLink
from notices.models import Notice
from people.events import PersonEvent, Source
from people.models import Act, Person
from tests.cast import World
from tests.identity.authenticator import Passkey
from tests.identity.ways import HTTPS, by_passkey, options_on, who
from ui.dates import now

pytestmark = pytest.mark.django_db

SignIn = Callable[..., Client]


def link_for(word: str) -> str:
    said = StringIO()
    call_command("break_glass", word, stdout=said, stderr=StringIO())
    return said.getvalue().strip().removeprefix("http://127.0.0.1:8000")


def add_by(link: str, client: Client, passkey: Passkey) -> Any:
    credential = passkey.create(options_on(client.get(link, **HTTPS)))
    return client.post(link, {"name": "Jobbdatorn", "credential": credential}, **HTTPS)


@pytest.mark.parametrize("word", ["email", "directory_id"])
def test_link_adds_a_passkey_and_signs_in_without_a_second_question(
    world: World, client: Client, settings: Settings, word: str
) -> None:
    settings.SECOND_FACTOR, settings.SIGN_IN_BY_CODE = True, False
    passkey = Passkey()
    link = link_for(getattr(world.administrator, word))

    answer = add_by(link, client, passkey)

    assert answer.url == reverse("ways_in")
    assert who(client) == world.administrator
    made, used = (Act.objects.get(verb=verb) for verb in (IdentityEvent.LINK_MADE, IdentityEvent.LINK_USED))
    assert (made.by, made.person, made.source) == (None, world.administrator, Source.COMMAND)
    assert (used.by, used.person) == (world.administrator, world.administrator)
    assert Act.objects.get(verb=PersonEvent.SIGNED_IN).facts == {"way": "passkey"}
    assert Notice.objects.filter(person=world.administrator).count() == 2

    again = Client()
    by_passkey(again, passkey)
    assert who(again) == world.administrator


def test_link_works_once(world: World, client: Client) -> None:
    link = link_for(world.administrator.email or "")
    add_by(link, client, Passkey())

    assert Client().get(link, **HTTPS).status_code == 404
    assert Authenticator.objects.count() == 1


def test_of_two_who_have_it_open_one_is_first(world: World) -> None:
    link = link_for(world.administrator.email or "")
    first, second, passkey = Client(), Client(), Passkey()
    credential = passkey.create(options_on(second.get(link, **HTTPS)))
    add_by(link, first, Passkey())

    second.post(link, {"name": "", "credential": credential}, **HTTPS)

    assert "_auth_user_id" not in second.session
    assert Authenticator.objects.count() == 1


def test_link_is_over_after_an_hour_and_by_the_next_one(world: World, client: Client) -> None:
    first = link_for(world.administrator.email or "")
    second = link_for(world.administrator.email or "")
    assert client.get(first, **HTTPS).status_code == 404
    assert client.get(second, **HTTPS).status_code == 200

    OneTimeLink.objects.update(open_until=now() - timedelta(seconds=1))
    assert client.get(second, **HTTPS).status_code == 404


def test_secret_is_kept_nowhere(world: World) -> None:
    secret = link_for(world.administrator.email or "").rstrip("/").rpartition("/")[2]
    assert len(secret) > 40
    assert secret not in str(list(OneTimeLink.objects.values()))


@pytest.mark.parametrize("who_asks", ["employee", "manager", "suspended"])
def test_it_is_for_nobody_else(world: World, who_asks: str) -> None:
    person: Person = getattr(world, who_asks)
    with pytest.raises(CommandError, match="bara för dem som styr"):
        link_for(person.directory_id)
    assert not OneTimeLink.objects.exists()


def test_nobody_is_told_so(world: World) -> None:
    with pytest.raises(CommandError, match="Nobody in the directory"):
        link_for("nobody@service.example")


@pytest.mark.revoke
def test_whoever_has_left_meanwhile_comes_in_no_more(world: World, client: Client) -> None:
    link = link_for(world.administrator.email or "")
    Person.objects.filter(pk=world.administrator.pk).update(is_active=False)
    assert client.get(link, **HTTPS).status_code == 404
