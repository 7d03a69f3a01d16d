"""What pages say of members and meetings, in Swedish and in English."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override

from groups.composition import balance_sentence
from groups.models import Role
from groups.templatetags.groups import links
from tests.cast import World
from tests.factories.groups import make_group, seat
from tests.factories.meetings import make_held_meeting, make_meeting
from tests.factories.people import make_manager, make_person, make_unit

MOMENT = datetime(2026, 3, 5, 9, 0, tzinfo=ZoneInfo("Europe/Stockholm"))
SPOKEN = {
    (1, 1): (
        "1 chef, 1 medarbetare, från 1 enhet.",
        "1 manager, 1 employee, from 1 unit.",
    ),
    (2, 2): (
        "2 chefer, 2 medarbetare, från 2 enheter.",
        "2 managers, 2 employees, from 2 units.",
    ),
    (0, 2): (
        "0 chefer, 2 medarbetare, från 1 enhet. En arbetsgrupp brukar ha både chefer och medarbetare.",
        "0 managers, 2 employees, from 1 unit. A working group usually has both managers and employees.",
    ),
    (1, 0): (
        "1 chef, 0 medarbetare, från 1 enhet. En arbetsgrupp brukar ha både chefer och medarbetare.",
        "1 manager, 0 employees, from 1 unit. A working group usually has both managers and employees.",
    ),
}

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("managers", "employees"), SPOKEN)
def test_a_group_says_how_it_is_composed(managers: int, employees: int) -> None:
    group, units = make_group(), [make_unit(), make_unit()]
    for number in range(managers):
        seat(make_manager(unit=units[number]), group)
    for number in range(employees):
        seat(make_person(unit=units[number if managers else 0]), group)
    swedish, english = SPOKEN[managers, employees]
    members = list(group.members().with_people())
    with override("sv"):
        assert balance_sentence(group, members) == swedish
    with override("en"):
        assert balance_sentence(group, members) == english


def test_a_group_that_has_ended_gets_no_advice() -> None:
    group = make_group(ended_on=date(2024, 6, 1))
    seat(make_manager(unit=make_unit()), group)
    with override("en"):
        said = balance_sentence(group, list(group.members().with_people()))
    assert said == "1 manager, 0 employees, from 1 unit."


def test_a_member_is_known_by_a_role_or_else_by_their_title(world: World) -> None:
    plain = seat(make_person(title="Kock"), world.group)
    deputy = seat(make_person(title="Kock"), world.group, Role.DEPUTY)
    with override("sv"):
        assert (plain.role_or_title, deputy.role_or_title) == ("Kock", "Ställföreträdare")
    with override("en"):
        assert (plain.role_or_title, deputy.role_or_title) == ("Kock", "Deputy convener")


@pytest.mark.parametrize(
    ("number", "background", "swedish", "english"),
    [
        (None, "", "Medlem", "Member"),
        (2, "", "Medlem, plats 2", "Member, seat 2"),
        (None, "kök", "Medlem, kök", "Member, kök"),
        (2, "kök", "Medlem, plats 2, kök", "Member, seat 2, kök"),
    ],
)
def test_a_member_sits_there_with_role_seat_and_background(
    number: int | None, background: str, swedish: str, english: str
) -> None:
    member = seat(make_person(), make_group(), seat=number, background=background)
    with override("sv"):
        assert member.sits_as == swedish
    with override("en"):
        assert member.sits_as == english


def test_a_past_meeting_says_when_it_was_held_and_whether_there_are_notes(world: World) -> None:
    without = make_meeting(world.group, world.convener, starts_at=MOMENT)
    noted = make_held_meeting(world.group, world.convener, starts_at=MOMENT)
    with override("sv"):
        assert (without.held, noted.held) == ("Hölls 5 mars 2026", "Hölls 5 mars 2026, med anteckningar")
    with override("en"):
        assert (without.held, noted.held) == ("Held 5 March 2026", "Held 5 March 2026, with notes")


def test_notes_say_when_they_were_completed_and_by_whom(world: World) -> None:
    noted = make_held_meeting(world.group, world.convener, completed_at=MOMENT)
    with override("sv"):
        assert noted.completed == "Färdigställda 5 mars 2026 av Karin Sammankallande"
    with override("en"):
        assert noted.completed == "Completed 5 March 2026 by Karin Sammankallande"
    assert make_meeting(world.group, world.convener).completed == ""


def test_groups_in_a_sentence_are_links_with_escaped_names() -> None:
    first, second = make_group("Ett"), make_group("<Två>")
    assert links([first]) == f'<a href="{first.get_absolute_url()}">Ett</a>'
    assert links([first, second]).endswith(f' och <a href="{second.get_absolute_url()}">&lt;Två&gt;</a>')
    assert links([]) == ""
