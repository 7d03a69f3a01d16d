"""Choosing a person: found by a part of the name, and told apart from others of the same name."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from groups.models import JoinRequest, Role
from people.choosing import FEW, MOST
from people.models import Person
from tests.cast import World
from tests.factories.groups import make_group, seat
from tests.factories.people import make_manager, make_person, make_unit
from tests.factories.proposals import make_handed_in
from tests.people.test_directory import admin_form
from tests.repository.files import ROOT, name, source
from tests.search.making import index_all
from ui.choices import told_apart

SignIn = Callable[..., Client]
HTMX = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "id_person_found"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("åke", ["Åke Zamani"]),
        ("ÅKE", ["Åke Zamani"]),
        ("zama åk", ["Åke Zamani"]),
        ("ake", ["Åke Zamani"]),
        ("zamni", ["Åke Zamani"]),
        ("hamnköket", ["Anna Baker"]),
        ("anna bagare", ["Anna Baker"]),
        ("soren", ["Søren Ek"]),
        ("anna", ["Anna Baker", "Andersson, Anna-Lena"]),  # who has the fewest other names first
        ("lena anna", ["Andersson, Anna-Lena"]),
        ("AKE@service.example", ["Åke Zamani"]),
        ("ake@", []),
        ("%", []),
        ("zamani kryddnejlika", []),
    ],
)
def test_people_are_found_by_any_part_of_their_name(asked: str, found: list[str]) -> None:
    make_person("Åke Zamani", email="ake@service.example")
    make_person("Anna Baker", title="Bagare", unit=make_unit("Hamnköket"))
    for written in ("Andersson, Anna-Lena", "Søren Ek"):
        make_person(written)
    index_all()

    people = Person.objects.get_queryset()
    assert [person.name for person in people.found_by(asked)] == found
    assert list(people.none().found_by(asked)) == []


def appoint(world: World) -> str:
    return reverse("groups:appoint", args=[world.group.slug])


def offered(page: str) -> list[str]:
    """What the radio buttons say."""
    rows = re.findall(r'<label class="choice">(.*?)</label>', page, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]*>", " ", row).split()) for row in rows]


def numbers(page: str) -> list[str]:
    return re.findall(r'<input type="radio" name="person" id="id_person_\d"\s+value="(\d+)"', page)


@pytest.fixture
def namesakes(world: World) -> list[Person]:
    units = [make_unit(f"Kök {number}") for number in range(FEW)]
    made = [make_manager("Anna Andersson", unit=unit) for unit in units[:2]]
    index_all()
    return made


def test_part_of_a_name_is_answered_with_those_who_have_it(
    world: World, signed_in: SignIn, namesakes: list[Person]
) -> None:
    client = signed_in(world.coordinator)

    answer = client.post(appoint(world), {"person": "andersson", "role": "convener"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="id_person_error"' in page
    assert offered(page) == ["Anna Andersson Enhetschef, Kök 0", "Anna Andersson Enhetschef, Kök 1"]
    chosen = {"person": ["andersson", numbers(page)[1]], "person-found": "andersson", "role": "deputy"}
    assert client.post(appoint(world), chosen).status_code == 302
    assert world.group.memberships.current().get(role=Role.DEPUTY).person == namesakes[1]


def test_other_words_count_more_than_what_was_ticked_before(
    world: World, signed_in: SignIn, namesakes: list[Person]
) -> None:
    changed = {"person": ["hanna", namesakes[0].pk], "person-found": "andersson", "role": "deputy"}

    page = signed_in(world.coordinator).post(appoint(world), changed).content.decode()

    assert offered(page) == ["Hanna Medlem Skolrestauranger"]
    assert 'value="hanna"' in page


def test_error_alone_says_why_nobody_is_found(
    world: World, signed_in: SignIn, namesakes: list[Person]
) -> None:
    sent = {"person": "finns inte", "role": "deputy"}

    page = signed_in(world.coordinator).post(appoint(world), sent).content.decode()

    assert 'id="id_person_error"' in page
    assert re.search(r'id="id_person_said"[^>]*>([^<]*)<', page)[1].strip() == ""  # type: ignore[index]


def test_names_come_while_one_writes(world: World, signed_in: SignIn, namesakes: list[Person]) -> None:
    client = signed_in(world.coordinator)

    with CaptureQueriesContext(connection) as queries:
        answer = client.get(appoint(world), {"person": "ANDERS"}, **HTMX)

    part = answer.content.decode()
    assert "<html" not in part
    assert len(offered(part)) == 2
    assert 'id="id_person_said" data-hx-swap-oob' in part
    assert "HX-Target" in answer["Vary"]
    assert len(queries) < 12
    for _more in range(MOST):
        make_person("Anders And")
    index_all()
    assert len(offered(client.get(appoint(world), {"person": "anders"}, **HTMX).content.decode())) == MOST


@pytest.mark.slow
@pytest.mark.parametrize("asked", ["", " ", "\0", "%", "_", "'", "å" * 5000, "9" * 30, "-1", "³", "\ud7ff"])
def test_nothing_one_can_write_is_an_error_of_ours(world: World, signed_in: SignIn, asked: str) -> None:
    client = signed_in(world.coordinator)

    assert client.get(appoint(world), {"person": asked}, **HTMX).status_code == 200
    assert client.get(appoint(world), {"person": asked}).status_code == 200
    assert client.post(appoint(world), {"person": asked, "role": "convener"}).status_code == 422


def test_only_those_are_offered_whom_one_may_choose(world: World, signed_in: SignIn) -> None:
    index_all()
    hands_over, brings_in = signed_in(world.convener), signed_in(world.coordinator)

    assert offered(hands_over.get(appoint(world)).content.decode()) == [
        "Hanna Medlem Skolrestauranger",
        "Karin Sammankallande Enhetschef, Skolrestauranger",
    ]
    for asked in ("petra", "sune"):
        assert offered(hands_over.get(appoint(world), {"person": asked}, **HTMX).content.decode()) == []
    assert len(offered(brings_in.get(appoint(world), {"person": "petra"}, **HTMX).content.decode())) == 1
    assert offered(brings_in.get(appoint(world), {"person": "sune"}, **HTMX).content.decode()) == []
    assert signed_in(world.member).get(appoint(world), {"person": "petra"}, **HTMX).status_code == 403
    chosen = {"person": str(world.outsider.pk), "role": "convener"}
    assert hands_over.post(appoint(world), chosen).status_code == 422


def test_two_of_one_name_under_one_manager_are_told_apart(world: World, signed_in: SignIn) -> None:
    same: dict[str, Any] = {"manager": world.manager, "unit": world.unit}
    titles = ("Kock", "Måltidsbiträde", "Måltidsbiträde")
    twins = [make_person("Anna Andersson", title=title, **same) for title in titles]
    address = reverse("groups:put_forward")
    client = signed_in(world.manager)

    shown = offered(client.get(address).content.decode())
    typed = {"person": "anna andersson", "group": world.group.slug}
    refused = client.post(address, typed)

    assert [row for row in shown if "Anna" in row] == [
        "Anna Andersson Kock, Skolrestauranger",
        f"Anna Andersson Måltidsbiträde, Skolrestauranger, {twins[1].email}",
        f"Anna Andersson Måltidsbiträde, Skolrestauranger, {twins[2].email}",
    ]
    assert refused.status_code == 422
    assert "id_person_error" in refused.content.decode()
    assert client.post(address, typed | {"person": str(twins[1].pk)}).status_code == 302
    assert JoinRequest.objects.get().person == twins[1]


def test_manager_of_many_finds_an_employee_by_a_part_of_the_name(world: World, signed_in: SignIn) -> None:
    for number in range(FEW):
        make_person(f"Medarbetare {number}", manager=world.manager)
    make_person("Åke Ek", manager=world.manager)
    index_all()
    address, client = reverse("groups:put_forward"), signed_in(world.manager)

    assert offered(client.get(address).content.decode()) == []
    assert offered(client.get(address, {"person": "åke"}, **HTMX).content.decode()) == ["Åke Ek"]
    assert offered(client.get(address, {"person": "petra"}, **HTMX).content.decode()) == []


@pytest.mark.django_db
def test_groups_of_one_name_say_where_they_work() -> None:
    first, second, other = make_group("Måltider"), make_group("måltider"), make_group("Lokaler")
    assert first.direction
    assert second.direction

    assert [label for _group, label in told_apart([first, second, other])] == [
        f"Måltider ({first.direction.title})",
        f"måltider ({second.direction.title})",
        "Lokaler",
    ]


def test_every_choice_among_rows_tells_them_apart() -> None:
    """Django's own fields for it are used by nobody else, so that no new form forgets."""
    ours = [path for path in source(".py") if not path.is_relative_to(ROOT / "tests")]
    bare = re.compile(r"\bModel(Multiple)?ChoiceField\(")
    users = {name(path) for path in ours if bare.search(path.read_text())}

    assert users <= {"ui/choices.py"}


def test_nobody_is_chosen_in_a_list_of_names_or_by_a_number() -> None:
    """But for those of the coordination group, who are three at most."""
    in_a_list = re.compile(r"ChoiceOf(One|Several)\(([^()]|\([^()]*\))*\bPerson\b|raw_id_fields")
    ours = [path for path in source(".py") if not path.is_relative_to(ROOT / "tests")]

    assert {name(path) for path in ours if in_a_list.search(path.read_text())} == {"feedback/admin/forms.py"}


def test_who_thinks_otherwise_is_found_in_the_storgrupp(world: World, signed_in: SignIn) -> None:
    for number in range(FEW):
        seat(make_manager(f"Storgrupp {number}"), world.storgrupp)
    index_all()
    proposal = make_handed_in(world.convener, world.group)
    address = reverse("proposals:record_dissent", args=[proposal.pk])
    client = signed_in(world.coordinator)

    assert len(offered(client.get(address, {"person": "storgrupp"}, **HTMX).content.decode())) == MOST
    assert offered(client.get(address, {"person": "petra"}, **HTMX).content.decode()) == []
    refused = signed_in(world.member).get(address, {"person": "storgrupp"}, **HTMX)
    assert refused.status_code in {403, 404}


def test_manager_is_found_by_a_part_of_the_name_in_the_admin(world: World, signed_in: SignIn) -> None:
    for number in range(FEW):
        make_manager(f"Chef {number}")
    index_all()
    address = reverse("admin:people_person_change", args=[world.employee.pk])
    client = signed_in(world.administrator)

    page = client.post(address, admin_form(world.employee, manager="chef"))

    assert page.status_code == 200
    assert "manager" in page.context["adminform"].form.errors
    (found,) = Person.objects.get_queryset().found_by("chef 3")
    chosen = admin_form(world.employee, manager=["chef 3", found.pk], **{"manager-found": "chef 3"})
    assert client.post(address, chosen).status_code == 302
    assert Person.objects.get(pk=world.employee.pk).manager == found
    emptied = admin_form(world.employee, manager=["", found.pk], **{"manager-found": found.name})
    assert client.post(address, emptied).status_code == 302
    assert Person.objects.get(pk=world.employee.pk).manager is None


def test_the_only_one_who_is_found_is_chosen_at_once(world: World, signed_in: SignIn) -> None:
    """Who saw one name, and pressed the button, was told to choose whom they mean."""
    index_all()
    client, address = signed_in(world.coordinator), appoint(world)

    one = client.get(address, {"person": "hanna med"}, **HTMX).content.decode()
    assert re.findall(r'value="(\d+)"[^>]*checked', one) == [str(world.member.pk)]

    several = client.get(address, {"person": "karin"}, **HTMX).content.decode()
    assert len(offered(several)) == 2
    assert "checked" not in several


def test_the_only_one_who_is_found_is_asked_about_and_two_are_chosen_between(
    world: World, signed_in: SignIn, namesakes: list[Person]
) -> None:
    """Without a script: what was written is a part of a name."""
    client, sent = signed_in(world.coordinator), {"role": "deputy"}

    one = client.post(appoint(world), sent | {"person": "hanna"}).content.decode()
    several = client.post(appoint(world), sent | {"person": "andersson"}).content.decode()

    asked, choose = "Är det den du menar? Tryck då på knappen igen.", "Välj vem du menar."
    assert (asked in one, choose in one) == (True, False)
    assert (asked in several, choose in several) == (False, True)
