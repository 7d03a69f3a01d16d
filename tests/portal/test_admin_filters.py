"""A list in the admin answers its own filters and nothing else: one could guess what it does not show."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.messages.storage.cookie import CookieStorage
from django.db.models import Model
from django.test import Client, RequestFactory
from django.urls import reverse

from accessibility.models import Statement
from directions.events import DirectionEvent
from feedback.models import Feedback
from files.attaching import attaching
from files.events import FileEvent
from files.judging import judge
from groups.events import GroupEvent
from notices.models import Notice
from people.models import Act, Person
from tests.cast import World
from tests.factories.attachments import chosen
from tests.factories.feedback import make_draft, make_post
from tests.factories.notices import make_notice
from ui.admin import MOST_WORDS, ModelAdmin, NotAFilter

pytestmark = pytest.mark.authz

SignIn = Callable[..., Client]
LISTS = [
    (model, ours) for model, ours in admin.site._registry.items() if model is not Statement
]  # there is one
LOOKUPS = ["", "__exact", "__startswith", "__isnull", "__in", "__gt"]
ODD = [
    "",
    "0",
    "-1",
    "9" * 30,
    "9" * 5000,
    "abc",
    "å",
    "\x00",
    "{",
    "1,2",
    "1.5",
    "١",
    "True",
    "None",
    "x" * 300,
]
DJANGOS = ["q", "o", "p", "all", "e", "_facets", "_popup", "_to_field"]


@pytest.fixture
def rows(world: World) -> None:
    make_notice(world.outsider)
    make_post(world.outsider, group=world.foreign_group)
    Act.objects.record(GroupEvent.JOINED, world.group, by=world.member)
    Act.objects.record(DirectionEvent.STARTED, world.direction, by=world.director)


def test_every_list_is_one_of_ours() -> None:
    """So that what is said here holds for a model that is registered tomorrow."""
    assert [model_admin for _model, model_admin in LISTS if not isinstance(model_admin, ModelAdmin)] == []


@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize(("model", "model_admin"), LISTS, ids=str)
def test_list_answers_no_filter_but_its_own(world: World, model: type[Model], model_admin: Any) -> None:
    own = own_filters(world, model_admin)
    foreign = {f"{path}{lookup}" for path in paths(model) for lookup in LOOKUPS} - own

    answered = [name for name in foreign if answers(world, model_admin, {name: "1"})]

    assert len(foreign) > 10
    assert answered == []


@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize(("model", "model_admin"), LISTS, ids=str)
def test_nonsense_in_a_filter_is_no_error_of_ours(world: World, model: type[Model], model_admin: Any) -> None:
    for name in [*own_filters(world, model_admin), *DJANGOS]:
        for value in ODD:
            answers(world, model_admin, {name: value})  # one way or the other: it raises nothing else


@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize("what", ["change", "delete", "history"])
@pytest.mark.parametrize("name", ["_to_field", "_popup", "_changelist_filters"])
def test_nonsense_in_the_address_of_a_row_is_no_error_of_ours(
    world: World, signed_in: SignIn, what: str, name: str
) -> None:
    """Asked by the administrator, and by a coordinator where that is somebody else's."""
    clients = [signed_in(world.administrator), signed_in(world.coordinator)]
    for model in admin.site._registry:
        row = model._default_manager.first()
        route = f"admin:{model._meta.app_label}_{model._meta.model_name}_{what}"
        address = reverse(route, args=[row.pk]) if row else ""
        opened = [client for client in clients if row and client.get(address).status_code == 200]
        for value in ODD if opened else []:
            assert opened[0].get(address, {name: value}).status_code < 500


@pytest.mark.parametrize("name", ["term", "page", "app_label", "model_name", "field_name"])
def test_nonsense_asked_of_suggestions_is_no_error_of_ours(
    world: World, signed_in: SignIn, name: str
) -> None:
    """Every field that names a person; no form stands between what is typed there and the database."""
    client = signed_in(world.administrator)
    fields = [field for model in apps.get_models() for field in model._meta.fields]
    of_people = [field for field in fields if field.related_model is Person]
    for field in of_people if name in ("term", "page") else of_people[:1]:
        about = {"app_label": field.model._meta.app_label, "model_name": field.model._meta.model_name}
        for value in ODD:
            asked_for = about | {"field_name": field.name, "term": "a", name: value}
            assert client.get(reverse("admin:autocomplete"), asked_for).status_code < 500


@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize("ticked", ODD)
def test_nonsense_that_is_ticked_is_no_error_of_ours(world: World, signed_in: SignIn, ticked: str) -> None:
    for client, model, action in (
        (signed_in(world.administrator), Notice, "leave_it"),
        (signed_in(world.coordinator), Feedback, "read_them"),
    ):
        sent = {"action": action, ACTION_CHECKBOX_NAME: ["1", ticked]}
        assert client.post(list_of(model), sent).status_code < 500


@pytest.mark.parametrize("mark", ["x", "-1", "1", "\x00"])
@pytest.mark.parametrize("name", ["seen", "version"])
def test_what_is_new_has_been_changed_by_nobody(
    world: World, signed_in: SignIn, name: str, mark: str
) -> None:
    for client in (signed_in(world.administrator), signed_in(world.coordinator)):
        for model in admin.site._registry:
            address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
            sent = {"name": "Ny", "slug": "ny", "text": "Ord.", name: mark}
            assert client.post(address, sent).status_code < 500


@pytest.mark.parametrize(("model", "model_admin"), LISTS, ids=str)
def test_whoever_asks_for_another_filter_is_told_so(
    world: World, signed_in: SignIn, model: type[Model], model_admin: Any
) -> None:
    clients = [signed_in(world.administrator), signed_in(world.coordinator)]
    pages = [client.get(list_of(model), {"pk__gt": "1"}) for client in clients]

    told = [page.content.decode() for page in pages if page.status_code == 400]
    assert len(told) == 1
    assert "Det filtret finns inte" in told[0]


def test_what_a_notice_says_cannot_be_guessed(world: World, signed_in: SignIn) -> None:
    notice = make_notice(world.outsider)
    address = list_of(type(notice))
    client = signed_in(world.administrator)

    page = client.get(address, {"id": notice.pk, "words__startswith": notice.words[:1]})

    assert page.status_code == 400
    assert "Det filtret finns inte" in page.content.decode()


def test_file_of_a_draft_is_named_nowhere_in_the_trail(world: World, signed_in: SignIn) -> None:
    """The technical administrator reads that something was done, and not what private drafts hold."""
    draft = make_draft(world.outsider, direction=world.direction)
    with attaching([judge(chosen("HEMLIGT.txt", b"Ett ord."))], draft, by=world.outsider):
        act = Act.objects.get(verb=FileEvent.ATTACHED)
    assert "HEMLIGT" not in str(act.facts)
    client = signed_in(world.administrator)

    pages = [
        client.get(address) for address in (list_of(Act), reverse("admin:people_act_change", args=[act.pk]))
    ]

    assert [page.status_code for page in pages] == [200, 200]
    assert not any("HEMLIGT" in page.content.decode() for page in pages)


def test_page_that_is_gone_is_the_first(world: World, signed_in: SignIn) -> None:
    assert signed_in(world.administrator).get(list_of(Act), {"p": "999"}).status_code == 200


def list_of(model: type[Model]) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def asked(world: World, model_admin: Any, query: dict[str, str]) -> Any:
    """The list as whoever keeps it asks for it."""
    request = RequestFactory().get("/", query)
    request.user = next(
        person
        for person in (world.administrator, world.coordinator)
        if person.has_perm(f"{model_admin.opts.app_label}.view_{model_admin.opts.model_name}")
    )
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]
    return model_admin.get_changelist_instance(request)


def answers(world: World, model_admin: Any, query: dict[str, str]) -> bool:
    """Whether the list answers; False when it refuses to."""
    try:
        return list(asked(world, model_admin, query).result_list) is not None
    except NotAFilter:
        return False


def paths(model: type[Model]) -> Iterator[str]:
    """Every field of a model, and those of what it refers to and is referred to by, as filters write them."""
    for field in model._meta.get_fields():
        yield field.name
        if field.is_relation and field.related_model:
            inner = field.related_model._meta.concrete_fields
            yield from (f"{field.name}__{name}" for name in (concrete.name for concrete in inner))


def own_filters(world: World, model_admin: Any) -> set[str]:
    return {
        name for spec in asked(world, model_admin, {}).filter_specs for name in spec.expected_parameters()
    }


def test_sentence_in_a_search_asks_no_more_than_a_few_words(world: World) -> None:
    """Each word asks every text of every row once more."""
    people: Any = admin.site.get_model_admin(Person)
    request = RequestFactory().get("/")

    found, _twice = people.get_search_results(request, Person.objects.all(), "ett ord till " * 10)

    assert str(found.query).count(" LIKE ") == MOST_WORDS * len(people.search_fields)
