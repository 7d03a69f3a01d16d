"""Those who run a workshop: planned, placed, stepped through, closed, and what grows out of it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from directions.models import Direction
from groups.models import Group
from people.models import Person
from tests.cast import World
from tests.factories.workshops import make_note, make_theme, make_workshop
from ui.dates import today
from workshops.models import Answer, State, Theme, Workshop

SignIn = Callable[[Person], Client]


@pytest.fixture
def goran(world: World, signed_in: SignIn) -> Client:
    return signed_in(world.coordinator)


def place(client: Client, workshop: Workshop, *answers: Answer, theme: Any = "", title: str = "") -> Any:
    typed = {"answers": [answer.pk for answer in answers], "theme": str(theme), "title": title}
    return client.post(reverse("workshops:run", args=[workshop.code]), typed)


def test_workshop_is_planned_with_a_code_of_six_digits(goran: Client) -> None:
    typed = {
        "question": "Hur blir vi färre på mötena?",
        "commissioned_by": "förvaltningschefen",
        "audience": "managers",
        "held_on": str(today()),
        "allowance": "3",
    }
    response = goran.post(reverse("workshops:new"), typed)

    workshop = Workshop.objects.get()
    assert response["Location"] == workshop.get_absolute_url()
    assert workshop.state == State.PLANNED
    assert workshop.code.isdecimal()
    assert len(workshop.code) == 6


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("question", ""),
        ("allowance", "0"),
        ("allowance", "11"),
        ("held_on", "i morgon"),
        ("audience", "katter"),
    ],
)
def test_what_is_wrong_in_the_plan_stands_beside_the_field(goran: Client, field: str, typed: str) -> None:
    good = {
        "question": "Hur?",
        "commissioned_by": "oss",
        "audience": "everybody",
        "held_on": "2026-11-25",
        "allowance": "3",
    }
    response = goran.post(reverse("workshops:new"), good | {field: typed})

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {field}
    assert not Workshop.objects.exists()


def test_number_of_marks_stays_while_they_are_placed(goran: Client) -> None:
    workshop = make_workshop(state=State.MARKING)
    typed = {"question": "Hur?", "commissioned_by": "oss", "audience": "everybody", "held_on": "2026-11-25"}
    address = reverse("workshops:edit", args=[workshop.code])

    assert goran.post(address, typed | {"allowance": "1"}).status_code == 422
    assert goran.post(address, typed | {"allowance": "3"}).status_code == 302
    workshop.refresh_from_db()
    assert (workshop.question, workshop.allowance) == ("Hur?", 3)


def test_ticked_answers_go_into_a_new_theme_and_then_another(goran: Client) -> None:
    workshop = make_workshop()
    first, second, third = (make_note(workshop) for _ in range(3))

    assert place(goran, workshop, first, second, title="Möten").status_code == 302
    theme = Theme.objects.get(title="Möten")
    assert set(theme.answers.all()) == {first, second}

    other = make_theme(workshop)
    place(goran, workshop, second, third, theme=other.pk)
    assert set(theme.answers.all()) == {first}
    assert {second, third} < set(other.answers.all())

    place(goran, workshop, first, theme="none")
    assert list(Answer.objects.of(workshop).unplaced()) == [first]


def test_placing_nothing_or_nowhere_or_twice_is_told_and_the_ticks_stay(goran: Client) -> None:
    workshop = make_workshop()
    answer, theme = make_note(workshop), make_theme(workshop)

    for response, field in (
        (place(goran, workshop, title="Möten"), "answers"),
        (place(goran, workshop, answer), "theme"),
        (place(goran, workshop, answer, theme=theme.pk, title="Möten"), "title"),
        (place(goran, workshop, answer, theme=make_theme(make_workshop()).pk), "theme"),
        (place(goran, workshop, make_note(make_workshop()), title="Möten"), "answers"),
        (place(goran, workshop, answer, title="x" * 121), "title"),
    ):
        assert response.status_code == 422
        assert field in response.context["form"].errors
    assert place(goran, workshop, answer).content.decode().count(" checked") == 1
    assert not Theme.objects.filter(title="Möten").exists()


def test_theme_is_renamed_merged_and_removed_from_its_own_page(goran: Client) -> None:
    workshop = make_workshop()
    theme, other = make_theme(workshop, "Möten"), make_theme(workshop, "Papper")
    page, merge, remove = (
        reverse(f"workshops:{name}", args=[workshop.code, theme.pk])
        for name in ("theme", "merge_theme", "remove_theme")
    )

    assert goran.post(page, {"title": "Papper", "order": "1"}).status_code == 422
    assert goran.post(page, {"title": "Sammanträden", "order": "9"}).status_code == 302
    theme.refresh_from_db()
    assert (theme.title, theme.order) == ("Sammanträden", 9)
    assert goran.post(merge, {"into": str(theme.pk)}).status_code == 422
    assert goran.post(merge, {"into": str(other.pk)}).status_code == 302
    assert other.answers.count() == 2
    assert goran.post(remove).status_code == 404
    goran.post(reverse("workshops:remove_theme", args=[workshop.code, other.pk]))
    assert Answer.objects.of(workshop).unplaced().count() == 2


def test_steps_are_taken_by_a_button_and_the_last_leads_to_the_result(goran: Client) -> None:
    workshop = make_workshop(state=State.PLANNED)
    make_theme(workshop)
    for step in ("open", "let_mark", "close"):
        response = goran.post(reverse(f"workshops:{step}", args=[workshop.code]))

    assert response["Location"] == workshop.get_absolute_url()
    workshop.refresh_from_db()
    assert workshop.is_closed


def test_answers_are_not_in_the_open_before_the_workshop_is_closed(world: World, signed_in: SignIn) -> None:
    workshop = make_workshop()
    make_note(workshop, "Säger någon")
    client = signed_in(world.employee)
    assert "Säger någon" not in client.get(workshop.get_absolute_url()).content.decode()

    workshop.go_to(State.CLOSED, by=world.coordinator)
    assert "Säger någon" in client.get(workshop.get_absolute_url()).content.decode()


def test_theme_becomes_a_direction_that_keeps_where_it_came_from(goran: Client) -> None:
    theme = make_theme(make_workshop(state=State.CLOSED), "Möten", marks=2)
    address = f"{reverse('directions:new')}?theme={theme.pk}"
    form = goran.get(address).context["form"]
    assert form["title"].value() == "Möten"
    assert form["text"].value().startswith("- Svar")

    typed = {"title": "Färre möten", "purpose": "Tid.", "hue": "sund"}
    assert goran.post(address, typed).status_code == 302

    direction = Direction.objects.get(title="Färre möten")
    assert direction.theme == theme
    assert theme.get_absolute_url() in goran.get(direction.get_absolute_url()).content.decode()
    assert direction.get_absolute_url() in goran.get(theme.workshop.get_absolute_url()).content.decode()


def test_theme_becomes_a_group_that_keeps_where_it_came_from(world: World, goran: Client) -> None:
    theme = make_theme(make_workshop(state=State.CLOSED), "Möten")
    address = f"{reverse('groups:new')}?theme={theme.pk}"
    assert goran.get(address).context["form"]["name"].value() == "Möten"

    typed = {"kind": "working_group", "direction": world.direction.slug, "name": "Mötesgruppen"}
    assert goran.post(address, typed).status_code == 302

    group = Group.objects.get(name="Mötesgruppen")
    assert group.theme == theme
    assert theme.get_absolute_url() in goran.get(group.get_absolute_url()).content.decode()
    assert group.get_absolute_url() in goran.get(theme.workshop.get_absolute_url()).content.decode()


@pytest.mark.parametrize("route", ["directions:new", "groups:new"])
@pytest.mark.parametrize("number", ["", "0", "x", "-1", "9" * 5000, "9" * 18])
def test_theme_that_is_not_there_is_not_found(goran: Client, route: str, number: str) -> None:
    assert goran.get(f"{reverse(route)}?theme={number}").status_code == 404


def test_first_page_leads_into_what_is_under_way_and_only_those_it_is_for(
    world: World, signed_in: SignIn
) -> None:
    make_workshop(question="Vad äter vi?", audience="managers")
    make_workshop(question="Inte än?", state=State.PLANNED)

    shown = {who: signed_in(getattr(world, who)).get("/").content.decode() for who in ("manager", "employee")}

    assert "Vad äter vi?" in shown["manager"]
    assert "Vad äter vi?" not in shown["employee"]
    assert "Inte än?" not in shown["manager"]


@pytest.mark.parametrize(
    ("state", "has_notes", "said"),
    [
        (State.PLANNED, False, "Lapparna kommer hit när workshoppen är öppen."),
        (State.OPEN, False, "Ingen har skrivit någon lapp än. De dyker upp här av sig själva."),
        (State.OPEN, True, "Alla lappar är placerade. Nya dyker upp här av sig själva."),
        (State.MARKING, True, "Alla lappar är placerade."),
        (State.CLOSED, False, "Ingen skrev någon lapp."),
    ],
)
def test_where_no_note_is_left_to_place_it_is_said_why(
    goran: Client, state: State, has_notes: bool, said: str
) -> None:
    """That new ones come by themselves was said while marks are placed, when nobody can write one."""
    workshop = make_workshop(state=state)
    if has_notes:
        make_theme(workshop)

    page = goran.get(reverse("workshops:run", args=[workshop.code])).content.decode()

    (told,) = re.findall(r'running__none">\s*(.*?)\s*</p>', page, re.DOTALL)
    assert told == said


def test_that_all_guests_have_come_is_asked_once_they_can_have_come(goran: Client) -> None:
    ask = 'name="all_guests_have_come"'
    planned, opened = make_workshop(state=State.PLANNED), make_workshop(state=State.OPEN)

    assert ask not in goran.get(reverse("workshops:new")).content.decode()
    assert ask not in goran.get(reverse("workshops:edit", args=[planned.code])).content.decode()
    assert ask in goran.get(reverse("workshops:edit", args=[opened.code])).content.decode()


def test_whoever_is_to_run_it_meets_that_button_first_and_others_are_told_who_does(
    world: World, signed_in: SignIn, goran: Client
) -> None:
    workshop = make_workshop(state=State.PLANNED)
    page = goran.get(workshop.get_absolute_url()).content.decode()
    assert re.findall(r'class="button" href="([^"]*)"', page) == [
        reverse("workshops:run", args=[workshop.code])
    ]

    who = "Samordningsgruppen planerar och leder workshoppar."
    assert who not in goran.get(reverse("workshops:list")).content.decode()
    assert who in signed_in(world.convener).get(reverse("workshops:list")).content.decode()


def test_guest_who_lands_at_the_sign_in_finds_the_way_to_the_code(world: World, client: Client) -> None:
    """Whoever opened the portal instead of the address on the screen met a form for an e-mail address."""
    page = client.get(reverse("account_login")).content.decode()

    assert f'href="{reverse("workshops:join")}"' in page
    assert client.get(reverse("workshops:join")).status_code == 200


def test_guest_is_offered_to_come_in_once_the_workshop_has_been_opened(client: Client, db: None) -> None:
    workshop = make_workshop(state=State.PLANNED, lets_guests_in=True)
    door, way_in = reverse("workshops:take_part", args=[workshop.code]), f'action="{come_in(workshop)}"'

    closed = client.get(door).content.decode()
    assert "Workshoppen har inte öppnats än." in closed
    assert way_in not in closed

    Workshop.objects.filter(pk=workshop.pk).update(state=State.OPEN)
    assert way_in in client.get(door).content.decode()


def come_in(workshop: Workshop) -> str:
    return reverse("workshops:come_in", args=[workshop.code])
