"""What must always be true of the directory."""

import pytest
from django.db import IntegrityError, transaction

from people.models import Person
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def test_one_address_belongs_to_one_person_whatever_its_case() -> None:
    make_person(email="karin@service.example")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_person(email="Karin@Service.Example")


def test_missing_address_is_null_and_never_empty() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_person(email="")


def test_nobody_is_their_own_manager() -> None:
    person = make_person()
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=person.pk).update(manager=person)


def test_createsuperuser_makes_a_technical_administrator_and_nobody_above_the_rules() -> None:
    person = Person.objects.create_superuser(directory_id="root", name="Linh", email="l@service.example")
    assert person.is_administrator
    assert person.has_perm("people.change_person")
    assert not person.has_perm("feedback.view_feedback")
    assert not person.has_perm("anything.at_all")


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Karin Holmqvist", "KH"),
        ("Åsa", "Å"),
        ("Ana de la Cruz", "AC"),
        ("Andersson, Anna-Lena", "AA"),
        ("Holmqvist, Karin", "KH"),
        ("Holmqvist,", "H"),
        (" ", ""),
        (",", ""),
        ("", ""),
    ],
)
def test_initials_are_of_first_and_last_name(name: str, initials: str) -> None:
    assert Person(name=name).initials == initials


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("Karin Holmqvist", "Karin"),
        ("Andersson, Anna-Lena", "Anna-Lena"),
        ("Andersson,Anna-Lena Maria", "Anna-Lena"),
        ("von Essen, Åke", "Åke"),
        ("Andersson,", "Andersson"),
        (", Anna", "Anna"),
        ("Å", "Å"),
        ("  ", "  "),
        ("", ""),
    ],
)
def test_people_are_greeted_by_their_given_name_however_the_directory_writes_it(
    name: str, given: str
) -> None:
    assert Person(name=name).given_name == given
