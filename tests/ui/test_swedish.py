"""Words are sorted and found as in Swedish, on both databases and in Python alike."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.checks import Tags, run_checks
from django.db import connection
from django.db.models import CharField, Field, Model, SlugField, TextField
from django.db.models.functions import Collate
from django.test import Client
from django.urls import reverse

from people.models import Person, Unit
from tests.cast import World
from tests.factories.feedback import make_post
from tests.factories.groups import make_group
from tests.factories.people import make_person, make_unit
from tests.repository.files import ROOT, name, source
from tests.search.making import index_all
from ui.swedish import COLLATION, alphabetical

SignIn = Callable[..., Client]
OURS = [
    model
    for model in apps.get_models()
    if Path(apps.get_app_config(model._meta.app_label).path).parent == ROOT
]

HARD_TO_SORT = [
    *("Öberg", "ärla", "Ärla", "Zamani", "Åke", "åke", "adam", "Östen", "Adam", "Édith", "Edvin", "Wera"),
    *("Vilma", "Anna-Lena", "Anna Öst", "Annå", "Anna", "A\u030ake", "Müller", "Muller", "Myller", "Ærø"),
    *("Østen", "Özlem", "ﬀ", "Łukasz", "Þór", "日本", "Жанна", "2 kök", "10 kök", "(Anna)", "”Anna”", "_"),
    *("Adèle", "Adele", "d’Aut"),
]


def is_words(field: Any) -> bool:
    """What people write; not a word of ours out of a list, nor an address."""
    return isinstance(field, CharField | TextField) and not field.choices and not isinstance(field, SlugField)


def test_swedish_letters_come_last_and_in_their_order_whatever_their_case() -> None:
    words = ["Öberg", "ärla", "Zamani", "Åke", "adam", "Östen", "Adam", "Édith", "Edvin", "Wera", "Vilma"]

    assert sorted(words, key=alphabetical) == [
        *("adam", "Adam", "Édith", "Edvin", "Vilma", "Wera", "Zamani", "Åke", "ärla", "Öberg", "Östen"),
    ]


@pytest.mark.django_db
def test_database_and_python_sort_alike() -> None:
    Unit.objects.bulk_create(Unit(name=word, key=f"u{key}") for key, word in enumerate(HARD_TO_SORT))

    assert list(Unit.objects.values_list("name", flat=True)) == sorted(HARD_TO_SORT, key=alphabetical)


def text_field(model: type[Model], path: str) -> Field | None:
    """The field of words that `group__name` leads to, if it is one."""
    field: Any = None
    for part in path.lstrip("-").split("__"):
        if part == "pk":
            return None
        field = model._meta.get_field(part)
        model = field.related_model or model
    return field if is_words(field) else None


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_model_sorts_its_words_in_swedish(model: type[Model]) -> None:
    for part in model._meta.ordering:
        if isinstance(part, str):
            assert text_field(model, part) is None, f"{model.__name__}: alphabetically({part!r})"
        elif isinstance(part, Collate):
            assert part.collation == COLLATION


WORDS = {field.name for model in OURS for field in model._meta.fields if is_words(field)} - {"directory_id"}


def unsorted_words(text: str) -> Iterator[str]:
    """Calls that sort by people's words as code points, or as the database happens to."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called.endswith((".order_by", ".display", ".latest", ".earliest")):
                given = [*node.args, *(word.value for word in node.keywords if word.arg == "ordering")]
                paths = [part.value for part in given if isinstance(part, ast.Constant)]
                wrong = [path for path in paths if str(path).lstrip("-").split("__")[-1] in WORDS]
                yield from (f"{node.lineno}: {path}" for path in wrong)
            sorts = called == "sorted" or called.endswith(".sort")
            key = next((ast.unparse(word.value) for word in node.keywords if word.arg == "key"), "")
            by_words = any(re.search(rf"\.{word}\b", key) for word in WORDS) or "casefold" in key
            if sorts and by_words and "alphabetical(" not in key:
                yield f"{node.lineno}: {key}"


@pytest.mark.slow
def test_nothing_else_sorts_words_in_another_way() -> None:
    ours = [path for path in source(".py") if not path.is_relative_to(ROOT / "tests")]
    found = {name(path): list(unsorted_words(path.read_text())) for path in ours}

    assert {path: lines for path, lines in found.items() if lines} == {}


def test_a_wrong_order_is_seen() -> None:
    wrong = """
people.order_by("unit", "-person__name")
sorted(groups, key=lambda group: group.name)
display(ordering="title"), admin.display(ordering="title")
"""
    assert list(unsorted_words(wrong)) == ["2: -person__name", "3: lambda group: group.name", "4: title"]


@pytest.mark.django_db
@pytest.mark.parametrize("lookup", ["icontains", "iexact", "istartswith", "iendswith"])
@pytest.mark.parametrize("asked", ["åke zamani", "ÅKE ZAMANI", "Åke Zamani", "A\u030ake zamani"])
@pytest.mark.parametrize("stored", ["Åke Zamani", "åke zamani", "A\u030ake Zamani"])
def test_search_finds_swedish_letters_whatever_their_case_and_composition(
    lookup: str, asked: str, stored: str
) -> None:
    found = make_person(stored)
    make_person("Ake Zamanian")

    assert list(Person.objects.filter(**{f"name__{lookup}": asked})) == [found]


@pytest.mark.django_db
def test_signs_that_mean_something_to_a_database_are_searched_as_they_are() -> None:
    found = make_person("100 % _Å\\")
    make_person("100 x yÅz")

    assert list(Person.objects.filter(name__icontains="% _å\\")) == [found]


def searched() -> list[tuple[type[Model], str]]:
    return [
        (model, path.lstrip("^=@"))
        for model, looked_after in admin.site._registry.items()
        for path in looked_after.search_fields
    ]


@pytest.mark.parametrize(("model", "path"), searched(), ids=lambda value: getattr(value, "__name__", value))
def test_every_search_in_the_admin_looks_in_words(model: type[Model], path: str) -> None:
    """Where a lookup blind to case, in every alphabet, is the one that answers."""
    field = text_field(model, path)

    assert field
    assert field.get_lookup("icontains").__module__ == "ui.swedish"  # type: ignore[attr-defined]


def names(client: Client, address: str, **asked: str) -> list[str]:
    return [str(row) for row in client.get(address, asked).context["cl"].result_list]


def test_admin_finds_and_sorts_people_in_swedish(world: World, signed_in: SignIn) -> None:
    for written in ("Örjan Ek", "örjan Al", "Åke Ek", "Ärla Ek"):
        make_person(written)
    client, people = signed_in(world.administrator), reverse("admin:people_person_changelist")

    assert names(client, people, q="ÖRJAN") == names(client, people, q="örjan") == ["örjan Al", "Örjan Ek"]
    by_name = names(client, people, o="0")
    assert by_name == sorted(by_name, key=alphabetical)
    assert by_name[-4:] == ["Åke Ek", "Ärla Ek", "örjan Al", "Örjan Ek"]
    assert names(client, people, o="-0") == by_name[::-1]


def test_queue_finds_a_headline_in_capitals(world: World, signed_in: SignIn) -> None:
    post = make_post(world.convener, group=world.group, title="Köket i Örtagård")
    index_all()
    queue = reverse("admin:feedback_feedback_changelist")

    for asked in ("KÖK", "kök", "ÖRTAGÅRD"):
        assert names(signed_in(world.coordinator), queue, q=asked) == [str(post.pk)]


def test_list_of_groups_has_the_swedish_letters_after_the_others_and_then_the_bodies(
    world: World, signed_in: SignIn
) -> None:
    for written in ("Örter", "ärtor", "Ål", "Zucchini"):
        make_group(written, direction=world.direction)

    page = signed_in(world.employee).get(reverse("groups:list")).context["page"]

    listed = [group.name for group in page]
    assert listed[-8:-4] == ["Zucchini", "Ål", "ärtor", "Örter"]
    assert listed[-4:] == ["Ledarforum", "Samordningsgruppen", "Storgruppen", "Styrgruppen"]


@pytest.mark.django_db
def test_parts_of_the_organisation_are_sorted_as_a_tree_too() -> None:
    root = make_unit("Förvaltningen")
    for written in ("Öster", "Äng", "Åsen", "Zon"):
        make_unit(written, parent=root)

    below = [unit.name for unit in Unit.objects.with_tree_fields().filter(parent=root)]

    assert below == ["Zon", "Åsen", "Äng", "Öster"]


@pytest.mark.django_db
def test_database_without_the_collation_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run_checks(tags=[Tags.database], databases=["default"]) == []

    monkeypatch.setattr("portal.checks.COLLATION", "xx-XX-x-icu")

    wrong = [error.id for error in run_checks(tags=[Tags.database], databases=["default"])]
    assert wrong == (["portal.E004"] if connection.vendor == "postgresql" else [])
