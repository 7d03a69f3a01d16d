"""An address is the same one however it is written: stored in one form, and found in any."""

import re
from importlib import import_module
from typing import Any
from unicodedata import normalize

import pytest
from django.core import mail
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from notices.worker import Worker
from people import directory
from people.events import Source
from people.forms import AskForCodeForm
from people.models import Person
from tests.cast import World
from tests.factories.people import make_person
from ui.regular_text import regular, regular_address, regular_code

STORED = "anna.berg@öland.se"
WRITTEN = [
    "Anna.Berg@Öland.SE",
    "  anna.berg@öland.se ",
    "\u00a0ANNA.BERG@ÖLAND.SE\u200b",
    normalize("NFD", "Anna.Berg@Öland.se"),
    "anna.berg@xn--land-4qa.se",
]


@pytest.mark.parametrize("written", WRITTEN)
def test_address_is_stored_in_one_form_whatever_way_it_comes(world: World, written: str) -> None:
    ways: dict[str, Any] = {
        "create": lambda: Person.objects.create(directory_id="d", name="A", email=written),
        "bulk": lambda: Person.objects.bulk_create([Person(directory_id="d", name="A", email=written)]),
        "update": lambda: Person.objects.filter(pk=world.employee.pk).update(email=written),
        "door": lambda: directory.update(
            world.employee, by=world.administrator, source=Source.WEB, email=written
        ),
        "superuser": lambda: call_command(
            "createsuperuser", interactive=False, directory_id="d", name="A", email=written, verbosity=0
        ),
    }
    for way, store in ways.items():
        with transaction.atomic():
            store()
            assert Person.objects.values_list("email", flat=True).filter(email=written).get() == STORED, way
            transaction.set_rollback(True)


@pytest.mark.parametrize("written", WRITTEN)
def test_address_is_found_at_sign_in_in_any_form(db: None, written: str) -> None:
    make_person(email=STORED)
    assert AskForCodeForm({"email": written}).fields["email"].clean(written) == STORED

    client = Client()
    client.post(reverse("account_login"), {"email": written})
    Worker([], poll=0).drain()

    assert len(mail.outbox) == 1


def test_same_address_written_otherwise_is_taken(world: World) -> None:
    make_person(email=STORED)
    for written in WRITTEN:
        with pytest.raises(IntegrityError), transaction.atomic():
            Person.objects.create(directory_id="d", name="A", email=written)


def test_database_holds_it(world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE people_person SET email = 'Anna@service.example' WHERE id = %s", [world.employee.pk]
        )


def test_names_searches_and_codes_are_made_alike() -> None:
    assert regular("  Åsa\u00a0 A\u030angstro\u0308m\u200b ") == "Åsa Ångström"
    assert regular_code("ab12\u2013cd 34\u00a0") == regular_code("AB12-CD34") == "AB12CD34"
    assert regular_code("４８２ 913") == "482913"
    assert regular_address("ANNA@KOMMUN.SE") == "anna@kommun.se"
    assert not re.search(r"\s", regular_address(" anna@kommun.se\r\n"))


migration = import_module("people.migrations.0004_addresses_in_small_letters")


def test_rows_that_there_are_are_made_regular(db: None) -> None:
    with transaction.atomic():
        rows = [(1, "d1", "Ulla", "Ulla.Upper@Service.Example")]
        migration._refuse_collisions(rows)
    for written in WRITTEN:
        assert migration.regular_address(written.replace("\u200b", "")) == STORED


def test_two_rows_that_become_the_same_are_named(db: None) -> None:
    rows = [(1, "d1", "Ulla", "Ulla@Öland.se"), (2, "d2", "Pelle", "ulla@xn--land-4qa.se")]
    with pytest.raises(CommandError, match=r"Ulla \(d1\), Pelle \(d2\)"):
        migration._refuse_collisions(rows)
