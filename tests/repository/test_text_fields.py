"""Every text that people write has a length in its form and in the database, and is cleaned alike."""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from unicodedata import normalize

import pytest
from django import forms
from django.apps import apps
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations import AlterField
from django.test import RequestFactory

from people.choosing import PersonField
from people.forms import AskForCodeForm
from people.models import Person
from portal.models import Page
from search.words import content_words
from tests.repository.files import ROOT, source
from ui import fields
from ui.fields import Measured
from ui.forms import CharField, SearchField
from ui.growing_line import GrowingLine
from ui.lengths import LONGEST, TITLE
from ui.letters import MOST_MARKS
from ui.migrating import with_room
from ui.swedish import alphabetical

OURS = [config for config in apps.get_app_configs() if Path(config.path).parent == ROOT]
NOT_WRITTEN = {  # by people
    "search.FileText.text",
    "search.SearchText.kind",
    "search.SearchText.state",
    "search.SearchText.stems",
    "search.SearchText.text",
    "search.SearchText.title",
    "search.SearchWord.stems",
    "search.SearchWord.word",
    "files.Attachment.name",  # cut to its length where a file comes in
    "files.Attachment.content_type",
    "files.Attachment.sha256",
    "notices.WorkerPulse.name",
    "identity.OneTimeLink.mark",
    "people.SentForm.address",
    "people.SentForm.mark",
    "people.Person.password",
    "people.DirectMail.to",  # the portal's own words, to an address of the directory's or a form's
    "people.DirectMail.subject",
    "people.DirectMail.text",
    "people.DirectMail.language",
}
ADDRESSES = {"people.Person.email"}  # cleaned by the directory


def text_columns() -> dict[str, models.Field]:
    found = {}
    for config in OURS:
        for model in config.get_models():
            for column in model._meta.local_fields:
                if isinstance(column, models.CharField | models.TextField) and not column.choices:
                    found[f"{config.label}.{model.__name__}.{column.name}"] = column
    return found


COLUMNS = {name: column for name, column in text_columns().items() if name not in NOT_WRITTEN | ADDRESSES}


def form_classes() -> Iterator[type[forms.BaseForm]]:
    """Those that a module of ours defines, and those that the admin makes of our models."""
    for config in OURS:
        for module in walk_packages([config.path], f"{config.name}."):
            if "migrations" not in module.name:
                yield from _forms_of(module.name)
    request = RequestFactory().get("/")
    request.user = Person(is_manager=True)
    for model, page in admin.site._registry.items():
        if model._meta.app_config in OURS:
            yield page.get_form(request)


def _forms_of(module: str) -> Iterator[type[forms.BaseForm]]:
    for found in vars(import_module(module)).values():
        if isinstance(found, type) and issubclass(found, forms.BaseForm) and found.__module__ == module:
            yield found


def text_fields() -> dict[str, forms.CharField]:
    return {
        f"{form.__module__}.{form.__qualname__}.{name}": field
        for form in form_classes()
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.CharField) and not isinstance(field, forms.EmailField | forms.UUIDField)
    }


def test_there_are_columns_and_fields_to_ask() -> None:
    assert len(COLUMNS) > 60
    assert len(text_fields()) > 40
    assert text_columns().keys() >= NOT_WRITTEN | ADDRESSES


@pytest.mark.parametrize("name", COLUMNS)
@pytest.mark.django_db
def test_column_has_a_length_that_the_database_holds(name: str) -> None:
    column = COLUMNS[name]
    assert isinstance(column, Measured), "a text that people write is a field of ui.fields"
    assert column.max_length
    assert column.max_length <= LONGEST
    assert _is_checked(column), "it has no constraint: a migration is missing"


def _is_checked(column: models.Field) -> bool:
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, column.model._meta.db_table).values()
    return any(constraint["check"] and constraint["columns"] == [column.column] for constraint in found)


@pytest.mark.django_db
def test_text_that_is_too_long_is_refused_by_the_database() -> None:
    page = Page.objects.create(title="a", slug="a", text="å" * LONGEST)
    with pytest.raises(IntegrityError), transaction.atomic():
        Page.objects.filter(pk=page.pk).update(text="å" * (LONGEST + 1))


@pytest.mark.django_db
def test_migration_says_which_rows_are_too_long_before_it_changes_any() -> None:
    page = Page.objects.create(title="Lång", slug="a")
    look, *_changes = with_room("portal", [AlterField("page", "title", fields.CharField(max_length=3))])
    with pytest.raises(ValidationError, match=rf"page.title has room for 3 .*; shorten \[{page.pk}\]"):
        look.code(apps, None)  # type: ignore[attr-defined]


def has_several_lines(field: forms.CharField) -> bool:
    return isinstance(field.widget, forms.Textarea) and not isinstance(field.widget, GrowingLine)


@pytest.mark.parametrize("name", text_fields())
def test_line_with_room_for_a_sentence_shows_all_of_it(name: str) -> None:
    """An input of a telephone shows forty letters. A name, an address and a search are no sentence."""
    field = text_fields()[name]
    is_sentence = getattr(field, "grows", True) and not isinstance(field, SearchField)
    if is_sentence and not field.widget.is_hidden and (field.max_length or 0) >= TITLE:
        assert isinstance(field.widget, forms.Textarea)


@pytest.mark.parametrize("name", text_fields())
def test_field_of_a_form_cleans_what_is_typed(name: str) -> None:
    field = text_fields()[name]
    assert isinstance(field, CharField), "a text that people write is a field of ui.forms"
    several_lines = has_several_lines(field)
    assert field.to_python("a\r\nb\rc") == ("a\nb\nc" if several_lines else "a b c")
    assert field.to_python("Ko\u0308k") == "Kök"
    if not several_lines:
        assert field.to_python("a\x0b\x1f\u2028b\tc") == "a b c"


@pytest.mark.parametrize("name", text_fields())
def test_length_is_counted_as_the_browser_counts_it(name: str) -> None:
    field = text_fields()[name]
    longest = field.max_length
    assert longest
    if has_several_lines(field):
        line = "a" * 9
        text = "\r\n".join([line] * (longest // 10 + 1))[: longest + longest // 10 - 2]
        assert len(field.to_python(text) or "") <= longest


UNSEEN = [
    "\u200b",
    "\u00ad",
    "\u2060",
    "\ufeff",
    "\u3164",
    "\U000e0041",
    "\u202e",
    "\u2066",
    "\u00a0",
    "\u2800",
]
UNSEEN += ["\u200b \u00ad\n", "\ufe0f", "\u115f\u1160", "\u034f", "\u180e", "\x01", "\u0085"]


@pytest.mark.parametrize("text", UNSEEN)
def test_text_with_nothing_to_see_is_refused_like_an_empty_one(text: str) -> None:
    for name, field in text_fields().items():
        if not field.required:
            assert field.to_python(text) == field.empty_value, name
            continue
        with pytest.raises(ValidationError) as empty:
            forms.CharField.clean(field, "")
        with pytest.raises(ValidationError) as unseen:
            forms.CharField.clean(field, text)
        assert empty.value.messages == unseen.value.messages, name


@pytest.mark.parametrize("text", ["👩‍👩‍👧‍👦", "日本語", "é", "-", "a\u200bb", "مرحبا"])
def test_text_with_something_to_see_is_kept(text: str) -> None:
    assert CharField().clean(text) == text


HEAPS = ["a" + "\u0301\u0323" * 200_000, "\u0f73" * 400_000]  # the latter is two marks, and called a letter


@pytest.mark.parametrize("heap", HEAPS)
def test_heap_of_marks_is_cut(heap: str) -> None:
    """Composing it would take hours, and a search minutes: PostgreSQL composes what it looks through."""
    for name, field in text_fields().items():
        assert len(field.to_python(f"a{heap}b") or "") <= 2 * MOST_MARKS + 2, name


def test_marks_that_a_letter_has_are_kept() -> None:
    for written in ("ą̊́", "ཀཱི", "e\u0301" * 50):
        assert CharField().clean(written) == normalize("NFC", written)


@pytest.mark.parametrize("heap", HEAPS)
def test_name_address_or_search_of_marks_takes_no_long_time(db: None, heap: str) -> None:
    """Whoever has not signed in may send one as an address, and the domain of one is read in another way."""
    for typed in (heap, f"{heap}@a.se", f"a@{heap}.se", f"a@{'å.' * 400_000}se"):
        assert not AskForCodeForm({"email": typed}).is_valid()
    assert not PersonField().people.filter(name__iexact=heap)
    with pytest.raises(ValidationError):
        PersonField().clean(heap)
    assert alphabetical(heap[:LONGEST])
    assert len(content_words(heap[:LONGEST])) < 2


def test_letters_are_composed_in_one_place() -> None:
    """Where it is known which texts would take too long."""
    composing = re.compile(r"""normalize\(\s*["']NFC["']""")
    ours = [path for path in source(".py") if not path.is_relative_to(ROOT / "tests")]
    assert [path for path in ours if composing.search(path.read_text())] == [ROOT / "ui" / "letters.py"]
