"""A manager's own people, one person's record, the organisation and the overview."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from groups import joining
from groups.overview import in_short, overview
from tests.cast import World
from tests.factories.directions import make_direction, make_stage
from tests.factories.feedback import make_post
from tests.factories.groups import make_group, seat
from tests.factories.people import make_person
from ui.dates import now, today

SignIn = Callable[..., Client]


def test_my_people_shows_wishes_groups_and_stages_that_end_soon(world: World, signed_in: SignIn) -> None:
    request = joining.wish(world.group, world.employee)
    page = signed_in(world.manager).get(reverse("groups:my_people"))

    assert list(page.context["waiting"]) == [request]
    assert list(page.context["ending"]) == [world.stage]
    assert {employee.name for employee in page.context["employees"]} == {
        world.employee.name,
        world.member.name,
    }


def test_notices_are_printed_for_those_without_mail_alone(world: World, signed_in: SignIn) -> None:
    cook = make_person("Kalle Kock", email=None, manager=world.manager)
    joining.put_forward(world.group, cook, by=world.manager)
    joining.put_forward(world.group, world.employee, by=world.manager)
    page = signed_in(world.manager).get(reverse("groups:notices")).content.decode()
    assert "Kalle Kock" in page
    assert world.employee.name not in page


def test_employee_has_no_people_of_their_own(world: World, signed_in: SignIn) -> None:
    assert signed_in(world.employee).get(reverse("groups:my_people")).status_code == 403


@pytest.mark.parametrize(
    ("who", "sees"),
    [("member", True), ("manager", True), ("coordinator", True), ("employee", False), ("director", False)],
)
def test_record_over_the_years_is_seen_by_oneself_ones_manager_and_the_coordinators(
    world: World, signed_in: SignIn, who: str, sees: bool
) -> None:
    before = make_group("Förra gruppen")
    seat(world.member, before).leave(by=world.member)
    page = signed_in(getattr(world, who)).get(reverse("groups:person", args=[world.member.pk]))
    assert ("Förra gruppen" in page.content.decode()) is sees
    assert world.group.name in page.content.decode()


def test_person_who_has_left_the_organisation_is_not_found(world: World, signed_in: SignIn) -> None:
    address = reverse("groups:person", args=[world.suspended.pk])
    assert signed_in(world.employee).get(address).status_code == 404


def test_organisation_links_every_body_and_shows_each_vacancy(world: World, signed_in: SignIn) -> None:
    page = signed_in(world.employee).get(reverse("groups:organisation"))
    text = page.content.decode()
    bodies = [world.storgrupp, world.coordination_group, world.steering_group, world.ledarforum]
    for group in bodies:
        assert text.count(f'href="{group.get_absolute_url()}"') >= 3  # in both pictures and in words
    for group in [world.group, world.foreign_group]:
        assert f'href="{group.get_absolute_url()}"' in text
    assert [vacancy.seat for vacancy in page.context["vacancies"]] == [3]
    assert world.director.name in text


def test_overview_names_the_silent_groups(world: World) -> None:
    make_post(world.convener, group=world.group, completed_at=now() - timedelta(days=50))
    make_post(world.outsider, group=world.foreign_group, completed_at=now() - timedelta(days=3))
    young = make_group(direction=world.direction, started_on=today())

    (row,) = overview()
    assert row.stage == world.stage
    assert row.silent == [world.group]
    assert young in row.groups


def test_overview_says_first_how_much_asks_for_attention(world: World) -> None:
    late, soon, calm = make_direction(), make_direction(), make_direction()
    for direction, days in ((late, -3), (soon, 5), (calm, 60)):
        make_stage(direction, ends_on=today() + timedelta(days=days))
    seat(world.member, make_group(direction=calm, seats=1, started_on=today()))

    rows = [row for row in overview() if row.direction != world.direction]

    assert [row.is_late for row in rows] == [row.direction == late for row in rows]
    assert [row.ends_soon for row in rows] == [row.direction == soon for row in rows]
    assert [counted.words for counted in in_short(rows)] == [
        "1 etapp väntar på att omprövas",
        "1 etapp slutar inom två veckor",
        "1 grupp är full",
    ]
    assert in_short([]) == []


def test_first_page_of_a_manager_says_that_there_are_slips_to_hand_over(
    world: World, signed_in: SignIn
) -> None:
    home = signed_in(world.manager)
    assert reverse("groups:notices") not in home.get(reverse("home")).content.decode()

    for name in ("Kalle Kock", "Karla Kock"):
        joining.put_forward(
            world.group, make_person(name, email=None, manager=world.manager), by=world.manager
        )
    page = home.get(reverse("home"))

    assert page.context["slips"] == len(home.get(reverse("groups:notices")).context["sheets"]) == 2
    assert reverse("groups:notices") in page.content.decode()
