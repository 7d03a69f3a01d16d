"""Appointments, vacancies and balance: who must sit where, and who says so."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from groups import appointing, joining
from groups.composition import all_vacancies, balance, vacancies
from groups.eligibility import Eligibility, NotAllowed
from groups.events import GroupEvent
from groups.models import Group, JoinState, Membership, Role
from people.models import Act, Person
from tests.cast import World
from tests.factories.groups import make_group, seat
from tests.factories.people import make_manager, make_person

SignIn = Callable[..., Client]


def may_appoint(person: Person, group: Group) -> bool:
    return Person.objects.get(pk=person.pk).has_perm("groups.appoint", group)


def test_each_body_is_appointed_by_those_of_the_matrix(world: World) -> None:
    cast = {name: person for name, person in vars(world).items() if isinstance(person, Person)}

    def appointers(group: Group) -> set[str]:
        return {name for name, person in cast.items() if may_appoint(person, group)}

    assert appointers(world.coordination_group) == {"director"}
    assert appointers(world.steering_group) == {"director"}
    world.director.memberships.get().leave(by=world.director)
    assert appointers(world.steering_group) == {"steering_member"}  # there has been a director
    world.steering_member.memberships.get().leave(by=world.director)
    assert appointers(world.steering_group) == {"coordinator"}
    Membership.objects.filter(role=Role.CHAIR).delete()
    assert appointers(world.steering_group) == {"administrator"}  # nobody has been made director yet
    assert appointers(world.group) == {"coordinator", "convener"}
    assert appointers(world.storgrupp) == appointers(world.ledarforum) == set()


def test_director_fills_a_seat_and_the_new_coordinator_coordinates_at_once(
    world: World, signed_in: SignIn
) -> None:
    address = reverse("groups:appoint", args=[world.coordination_group.slug])
    typed = {"person": world.employee.email.upper(), "seat": "3", "background": "kök"}
    signed_in(world.director).post(address, typed)

    assert signed_in(world.employee).get(reverse("admin:feedback_feedback_changelist")).status_code == 200
    act = Act.objects.get(verb=GroupEvent.APPOINTED)
    assert (act.by, act.person, act.facts) == (world.director, world.employee, {"seat": 3})


def test_replacement_closes_one_row_and_opens_another(world: World) -> None:
    appointing.fill_seat(world.coordination_group, 1, world.employee, "drift", by=world.director)
    rows = world.coordination_group.memberships.filter(seat=1).order_by("pk")
    assert [(row.person, row.left_at is None) for row in rows] == [
        (world.coordinator, False),
        (world.employee, True),
    ]


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"person": "Nobody At All", "seat": "3", "background": "kök"}, "person"),
        ({"person": "TWIN", "seat": "3", "background": "kök"}, "person"),
        ({"person": "COORDINATOR", "seat": "3", "background": "kök"}, "person"),
        ({"person": "EMPLOYEE", "seat": "3", "background": "Drift"}, "background"),
        ({"person": "EMPLOYEE", "seat": "5", "background": "kök"}, "seat"),
        ({"person": "EMPLOYEE", "seat": "3", "background": ""}, "background"),
    ],
)
def test_bad_appointment_is_told_beside_the_field_and_nobody_is_appointed(
    world: World, signed_in: SignIn, typed: dict[str, str], wrong: str
) -> None:
    twins = [make_person("Anna Tvilling"), make_person("Anna Tvilling")]
    who = {"TWIN": twins[0].name, "COORDINATOR": world.coordinator.email, "EMPLOYEE": world.employee.name}
    typed = {**typed, "person": who.get(typed["person"], typed["person"])}
    before = world.coordination_group.memberships.count()

    address = reverse("groups:appoint", args=[world.coordination_group.slug])
    answer = signed_in(world.director).post(address, typed)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [wrong])
    assert f'id="id_{wrong}_error"' in answer.content.decode()
    assert world.coordination_group.memberships.count() == before


def test_steering_group_is_for_managers(world: World) -> None:
    with pytest.raises(NotAllowed):
        appointing.appoint_member(world.steering_group, world.employee, by=world.director)
    with pytest.raises(NotAllowed):
        appointing.appoint_lead(world.steering_group, world.employee, Role.CHAIR, by=world.director)


def test_convener_hands_over_and_stays_as_a_member(world: World, signed_in: SignIn) -> None:
    address = reverse("groups:appoint", args=[world.group.slug])
    signed_in(world.convener).post(address, {"person": world.member.name, "role": "convener"})

    roles = {membership.person: membership.role for membership in world.group.memberships.current()}
    assert roles == {world.member: Role.CONVENER, world.convener: Role.MEMBER}
    assert not may_appoint(world.convener, world.group)


def test_coordinator_appoints_a_convener_from_outside_the_group(world: World) -> None:
    appointing.appoint_lead(world.group, world.manager, Role.CONVENER, by=world.coordinator)
    assert world.group.memberships.current().get(role=Role.CONVENER).person == world.manager


def test_employee_from_outside_comes_in_through_their_manager_first(world: World) -> None:
    with pytest.raises(NotAllowed) as refusal:
        appointing.appoint_lead(world.group, world.employee, Role.DEPUTY, by=world.coordinator)
    assert refusal.value.eligibility == Eligibility.THROUGH_MANAGER


def test_convener_hands_over_within_the_group_alone_and_releases_nobody(
    world: World, signed_in: SignIn
) -> None:
    client = signed_in(world.convener)
    address = reverse("groups:appoint", args=[world.group.slug])
    answer = client.post(address, {"person": world.manager.name, "role": "convener"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["person"])
    member = world.member.memberships.get()
    assert client.post(reverse("groups:release", args=[world.group.slug, member.pk])).status_code == 403


def test_deputy_stands_in_and_hands_nothing_over(world: World, signed_in: SignIn) -> None:
    appointing.appoint_lead(world.group, world.member, Role.DEPUTY, by=world.convener)
    address = reverse("groups:appoint", args=[world.group.slug])
    assert signed_in(world.member).get(address).status_code == 403


def test_appointment_ends_the_way_they_were_on(world: World) -> None:
    request = joining.put_forward(world.group, world.employee, by=world.manager)
    world.group.admit(world.employee, by=world.coordinator)
    request.refresh_from_db()
    assert request.state == JoinState.WELCOMED


def test_communicator_needs_no_background_and_shares_one_with_anybody(world: World) -> None:
    appointing.fill_seat(world.coordination_group, 4, world.employee, "drift", by=world.director)
    appointing.fill_seat(world.coordination_group, 3, world.manager, "KÖK", by=world.director)
    with pytest.raises(ValidationError):
        appointing.fill_seat(world.coordination_group, 2, world.outsider, "kök", by=world.director)


def test_released_from_a_body_the_right_is_gone_on_the_next_request(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.coordinator)
    queue = reverse("admin:feedback_feedback_changelist")
    assert client.get(queue).status_code == 200

    membership = world.coordinator.memberships.get()
    address = reverse("groups:release", args=[world.coordination_group.slug, membership.pk])
    signed_in(world.director).post(address)
    assert client.get(queue).status_code == 403


def test_vacancies_follow_from_the_table_of_kinds(world: World) -> None:
    world.convener.memberships.get().leave(by=world.convener)
    vacant = {(vacancy.group, vacancy.seat) for vacancy in all_vacancies()}
    assert vacant == {(world.coordination_group, 3), (world.group, None)}

    appointing.fill_seat(world.coordination_group, 3, world.employee, "kök", by=world.director)
    assert {vacancy.group for vacancy in all_vacancies()} == {world.group}
    assert vacancies(world.group, list(world.group.memberships.current()))


def test_balance_counts_managers_employees_and_units(world: World) -> None:
    seat(make_person(unit=None), world.group)
    members = list(world.group.memberships.current().with_people())
    assert balance(members) == {"managers": 1, "employees": 2, "units": 1}


def test_seats_cannot_be_fewer_than_those_who_sit(world: World, signed_in: SignIn) -> None:
    address = reverse("groups:edit", args=[world.group.slug])
    typed = {"name": "Nytt namn", "summary": "", "charter": "", "seats": "1"}
    answer = signed_in(world.coordinator).post(address, typed)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["seats"])
    assert "Nytt namn" in answer.content.decode()
    assert Group.objects.get(pk=world.group.pk).name == world.group.name


def test_more_seats_are_offered_to_those_who_wait(world: World, signed_in: SignIn) -> None:
    group = make_group(seats=1)
    seat(make_manager(), group)
    signed_in(world.manager).post(reverse("groups:queue", args=[group.slug]))
    typed = {"name": group.name, "summary": "", "charter": "", "seats": "2"}
    signed_in(world.coordinator).post(reverse("groups:edit", args=[group.slug]), typed)
    assert world.manager.join_requests.get().state == "offered"


def test_the_part_that_htmx_fetches_alone_knows_what_one_may_do(world: World, signed_in: SignIn) -> None:
    """The part sees only what the view hands over: it offers no less than the page."""
    address = world.group.get_absolute_url()
    appoint = reverse("groups:appoint", args=[world.group.slug])
    part = {"headers": {"hx-request": "true"}}
    assert appoint in signed_in(world.coordinator).get(address, **part).content.decode()
    assert appoint not in signed_in(world.member).get(address, **part).content.decode()
