"""Appointments, vacancies and balance: who must sit where, and who says so."""

from collections.abc import Callable
from functools import partial

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
from tests.factories.groups import make_backgrounds, make_group, seat
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
    make_backgrounds("kök")
    address = reverse("groups:appoint", args=[world.coordination_group.slug])
    typed = {"person": world.employee.email.upper(), "seat": "3", "background": "kök"}
    signed_in(world.director).post(address, typed)

    assert signed_in(world.employee).get(reverse("admin:feedback_feedback_changelist")).status_code == 200
    act = Act.objects.get(verb=GroupEvent.APPOINTED)
    assert (act.by, act.person, act.facts) == (world.director, world.employee, {"seat": 3})


def test_replacement_closes_one_row_and_opens_another(world: World) -> None:
    held = world.coordinator.memberships.get()
    fill = partial(
        appointing.fill_seat, world.coordination_group, 1, world.employee, "drift", by=world.director
    )
    fill(replaces=[held.pk])
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
        ({"person": "EMPLOYEE", "seat": "3", "background": "drift"}, "background"),
        ({"person": "EMPLOYEE", "seat": "3", "background": "tvätt"}, "background"),
        ({"person": "EMPLOYEE", "seat": "1", "background": "kök"}, "replaces"),
        ({"person": "EMPLOYEE", "seat": "5", "background": "kök"}, "seat"),
        ({"person": "EMPLOYEE", "seat": "3", "background": ""}, "background"),
    ],
)
def test_bad_appointment_is_told_beside_the_field_and_nobody_is_appointed(
    world: World, signed_in: SignIn, typed: dict[str, str], wrong: str
) -> None:
    make_backgrounds("drift", "kök")
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
    replaces = [world.convener.memberships.get().pk]
    appointing.appoint_lead(
        world.group, world.manager, Role.CONVENER, by=world.coordinator, replaces=replaces
    )
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
    fill = partial(appointing.fill_seat, world.coordination_group, by=world.director)
    fill(4, world.employee, "drift", replaces=[world.communicator.memberships.get().pk])
    fill(3, world.manager, "KÖK")
    sat_there = world.suspended.memberships.get()
    with pytest.raises(ValidationError, match="bakgrund"):
        fill(2, world.outsider, "kök", replaces=[sat_there.pk])


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


def test_nobody_is_replaced_before_it_is_asked_by_name(world: World, signed_in: SignIn) -> None:
    make_backgrounds("kök")
    client = signed_in(world.director)
    address = reverse("groups:appoint", args=[world.coordination_group.slug])
    page = client.get(address)
    labels = [label for _value, label in page.context["form"].fields["seat"].choices]
    assert labels[1:] == [
        "1: Goran Samordnare, drift",
        "2: Sune Slutat, lokalvård",
        "3: ingen",
        "4, kommunikatörens: Lena Kommunikatör",
    ]
    assert page.context["form"]["seat"].value() == 3  # the vacant one

    typed = {"person": world.employee.email, "seat": "1", "background": "kök"}
    asked = client.post(address, typed)
    assert asked.status_code == 422
    assert "Goran Samordnare lämnar platsen" in asked.content.decode()
    assert world.coordinator.memberships.current().exists()

    held = str(world.coordinator.memberships.get().pk)
    assert client.post(address, {**typed, "replaces": held}).status_code == 302
    assert not world.coordinator.memberships.current().exists()


def test_who_is_replaced_is_the_one_who_was_asked_about(world: World) -> None:
    """Somebody else has come to sit there since the page was read."""
    held = world.coordinator.memberships.get()
    fill = partial(appointing.fill_seat, world.coordination_group, 1, by=world.director)
    fill(world.employee, "kök", replaces=[held.pk])

    with pytest.raises(ValidationError):
        fill(world.manager, "tvätt", replaces=[held.pk])


def test_convener_is_replaced_by_name_and_hands_over_unasked(world: World, signed_in: SignIn) -> None:
    address = reverse("groups:appoint", args=[world.group.slug])
    typed = {"person": world.member.name, "role": "convener"}
    asked = signed_in(world.coordinator).post(address, typed)
    assert list(asked.context["form"].errors) == ["replaces"]

    assert signed_in(world.convener).post(address, typed).status_code == 302


def test_release_speaks_of_this_body(world: World, signed_in: SignIn) -> None:
    """Of a waiting list where there is one."""
    said = {
        group: "väntelistan"
        in signed_in(by).get(reverse("groups:appoint", args=[group.slug])).content.decode()
        for group, by in {
            world.coordination_group: world.director,
            world.group: world.coordinator,
        }.items()
    }

    assert said == {world.coordination_group: False, world.group: True}


def test_whoever_appoints_reads_as_what_and_where(world: World, signed_in: SignIn) -> None:
    address = reverse("groups:appoint", args=[world.group.slug])
    typed = {"person": str(world.member.pk), "role": "deputy"}

    page = signed_in(world.coordinator).post(address, typed, follow=True).content.decode()

    assert "Hanna Medlem har utsetts till ställföreträdare i Lunch med eleverna." in page
