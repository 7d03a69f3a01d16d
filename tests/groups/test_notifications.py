"""Who is told of what happens in groups and directions: those it concerns, once, never of their own act."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from directions.models import Stage
from directions.staging import open_stage
from groups import appointing, editing, joining, planning_meetings
from groups.hourly_jobs import run_hourly_jobs
from groups.models import JoinState, Meeting, Role
from groups.outcomes import ChosenOutcome, Outcome
from groups.reconsidering import end_direction, end_group, reconsider
from notices.kinds import NoticeKind
from notices.models import Follow, Notice
from people import directory
from people.events import Source
from people.models import Person
from tests.cast import World
from tests.factories.directions import make_direction, make_past_stage
from tests.factories.groups import make_group, seat
from tests.factories.people import make_manager, make_person, make_unit
from ui.dates import now, today

SignIn = Callable[..., Client]
Told = set[tuple[str, str]]


def told() -> Told:
    """Who has been told of what kind of thing since somebody last asked."""
    told_of = {(notice.person.name, notice.kind) for notice in Notice.objects.select_related("person")}
    assert Notice.objects.count() == len(told_of), "somebody was told twice"
    Notice.objects.all().delete()
    return told_of


def notice_to(person: Person, kind: NoticeKind) -> tuple[str, str]:
    return person.name, kind.value


def test_way_in_tells_each_whose_turn_it_is_and_the_one_it_is_about(world: World) -> None:
    request = joining.wish(world.group, world.employee)
    assert told() == {notice_to(world.manager, NoticeKind.TURN)}

    joining.support(request, by=world.manager)
    assert told() == {
        notice_to(world.convener, NoticeKind.TURN),
        notice_to(world.employee, NoticeKind.ANSWER),
    }

    joining.welcome(request, by=world.convener)
    assert told() == {
        notice_to(world.employee, NoticeKind.ANSWER),
        notice_to(world.manager, NoticeKind.ANSWER),
    }


def test_no_carries_its_reason_to_the_person_and_the_manager(world: World) -> None:
    request = joining.put_forward(world.group, world.employee, by=world.manager)
    told()

    joining.close(request, JoinState.DECLINED, by=world.convener, reason="Vi är redan fyra.")

    assert all("Vi är redan fyra." in notice.words for notice in Notice.objects.all())
    assert told() == {
        notice_to(world.employee, NoticeKind.ANSWER),
        notice_to(world.manager, NoticeKind.ANSWER),
    }


def test_seat_that_is_held_is_told_and_so_is_that_it_passed_on(world: World) -> None:
    group = make_group(seats=1)
    sitting, waiting = make_manager("Sitter Nu"), make_manager("Väntar Länge")
    seat(sitting, group)
    request = joining.queue_up(group, waiting)
    assert told() == set()

    joining.leave(group, sitting)
    assert told() == {notice_to(waiting, NoticeKind.TURN)}

    request.refresh_from_db()
    request.offered_until = now() - timedelta(minutes=1)
    request.save()
    run_hourly_jobs()
    assert notice_to(waiting, NoticeKind.ANSWER) in told()


def test_turn_that_is_over_is_no_longer_unread(world: World) -> None:
    request = joining.wish(world.group, world.employee)

    joining.close(request, JoinState.WITHDRAWN, by=world.employee)

    assert not world.manager.notices.unread().exists()


def test_convener_hears_who_comes_and_goes(world: World) -> None:
    joining.sign_up(world.group, world.manager)
    assert told() == {notice_to(world.convener, NoticeKind.GROUP)}

    joining.leave(world.group, world.manager)
    assert told() == {notice_to(world.convener, NoticeKind.GROUP)}


def test_whoever_is_appointed_is_told_and_nothing_waits_for_them(world: World) -> None:
    appointing.appoint_lead(world.group, world.member, Role.DEPUTY, by=world.coordinator)

    with translation.override("sv"):
        told_them = world.member.notices.get().sentence
    assert told_them == "Du har utsetts till ställföreträdare i Lunch med eleverna."
    assert told() == {
        notice_to(world.member, NoticeKind.ACCOUNT),
        notice_to(world.convener, NoticeKind.GROUP),
    }


def test_whoever_is_replaced_or_released_is_told_at_once_and_the_others_in_the_body_too(world: World) -> None:
    """They would otherwise learn it from a page that refuses."""
    held = world.coordinator.memberships.get()
    body, others = world.coordination_group, notice_to(world.communicator, NoticeKind.GROUP)
    appointing.fill_seat(body, 1, world.employee, "kök", by=world.director, replaces=[held.pk])
    assert told() == {
        notice_to(world.coordinator, NoticeKind.ACCOUNT),
        notice_to(world.employee, NoticeKind.ACCOUNT),
        others,
    }

    appointing.release(world.employee.memberships.get(), by=world.director)
    assert told() == {notice_to(world.employee, NoticeKind.ACCOUNT), others}


def test_convener_who_is_replaced_and_the_group_are_told_who_comes(world: World) -> None:
    held = world.convener.memberships.get()
    lead = (world.group, world.manager, Role.CONVENER)
    appointing.appoint_lead(*lead, by=world.coordinator, replaces=[held.pk])

    assert told() == {
        notice_to(world.manager, NoticeKind.ACCOUNT),
        notice_to(world.convener, NoticeKind.ACCOUNT),
        notice_to(world.member, NoticeKind.GROUP),
    }


def test_whose_seat_the_directory_ends_is_told(world: World) -> None:
    elsewhere = make_unit("Annanstans")
    directory.update(world.member, by=world.administrator, source=Source.DIRECTORY, unit=elsewhere)

    assert notice_to(world.member, NoticeKind.ACCOUNT) in told()


def test_members_hear_what_has_changed_of_what_their_group_says_of_itself(world: World) -> None:
    editing.edit(world.group, by=world.coordinator, name=world.group.name, summary="Nytt mål.")
    assert told() == {notice_to(person, NoticeKind.GROUP) for person in (world.member, world.convener)}

    editing.edit(world.group, by=world.coordinator, summary="Nytt mål.")
    assert told() == set()

    editing.edit(world.group, by=world.coordinator, name="Lunchen", summary="Ännu ett mål.")
    assert Notice.objects.all()[0].words.endswith("står om Lunchen: namn och i en mening.")


def planned(world: World, **fields: object) -> Meeting:
    begins = now() + timedelta(days=5)
    times = {"starts_at": begins, "ends_at": begins + timedelta(hours=1), "place": "Rum 4"}
    meeting = Meeting(group=world.group, **times | fields)
    planning_meetings.plan_meeting(meeting, by=world.convener)
    return meeting


def test_members_hear_of_meetings_and_only_of_changes_that_concern_them(world: World) -> None:
    meeting = planned(world)
    assert "Rum 4" in Notice.objects.get().words
    assert told() == {notice_to(world.member, NoticeKind.GROUP)}

    planning_meetings.plan_meeting(meeting, agenda="Köer.", by=world.convener)
    assert told() == set()

    planning_meetings.plan_meeting(meeting, place="Rum 5", by=world.convener)
    assert told() == {notice_to(world.member, NoticeKind.GROUP)}

    planning_meetings.cancel_meeting(meeting, by=world.convener)
    planning_meetings.cancel_meeting(meeting, by=world.convener)
    assert told() == {notice_to(world.member, NoticeKind.GROUP)}


def test_meeting_of_the_past_is_told_to_nobody(world: World) -> None:
    before = now() - timedelta(days=2)
    planned(world, starts_at=before, ends_at=before + timedelta(hours=1))

    assert told() == set()


def test_members_are_told_that_a_stage_opens_and_followers_once(world: World) -> None:
    world.stage.delete()
    make_past_stage(world.direction, reconsidered_by=world.coordinator)
    for person in (world.employee, world.member):
        Follow.objects.begin(world.direction, by=person)
        Follow.objects.begin(world.group, by=person)
    stage = Stage(
        direction=world.direction, aim="Prova.", starts_on=today(), ends_on=today() + timedelta(days=40)
    )

    open_stage(stage, [world.group], by=world.coordinator)

    assert told() == {
        notice_to(world.member, NoticeKind.GROUP),
        notice_to(world.convener, NoticeKind.GROUP),
        notice_to(world.employee, NoticeKind.FOLLOW),
    }


def test_followers_hear_of_a_reconsideration_and_members_only_as_members(world: World) -> None:
    world.stage.delete()
    stage = make_past_stage(world.direction)
    for person in (world.employee, world.member, world.coordinator):
        Follow.objects.begin(world.direction, by=person)
    goes_on = {group.pk: ChosenOutcome(Outcome.CONTINUE) for group in (world.group, world.foreign_group)}

    reconsider(stage, ChosenOutcome(Outcome.CONTINUE, "Det bär.", "Mycket."), goes_on, by=world.coordinator)

    assert told() == {
        notice_to(world.member, NoticeKind.GROUP),
        notice_to(world.convener, NoticeKind.GROUP),
        notice_to(world.outsider, NoticeKind.GROUP),
        notice_to(world.employee, NoticeKind.FOLLOW),
    }


def test_end_of_a_group_is_told_to_all_it_concerns(world: World) -> None:
    asking = joining.wish(world.group, world.employee)
    follower = make_person("Följer Gruppen")
    Follow.objects.begin(world.group, by=follower)
    told()

    end_group(world.group, ChosenOutcome(Outcome.END, "Klart.", "Mycket."), by=world.coordinator)

    assert told() == {
        notice_to(world.member, NoticeKind.GROUP),
        notice_to(world.convener, NoticeKind.GROUP),
        notice_to(asking.person, NoticeKind.ANSWER),
        notice_to(follower, NoticeKind.FOLLOW),
    }


def test_end_of_a_direction_is_told_to_its_followers(world: World) -> None:
    direction = make_direction()
    Follow.objects.begin(direction, by=world.employee)

    end_direction(direction, ChosenOutcome(Outcome.END, "Klart.", "Mycket."), by=world.coordinator)

    assert told() == {notice_to(world.employee, NoticeKind.FOLLOW)}


def test_representatives_are_asked_once_before_a_stage_ends(world: World) -> None:
    world.stage.ends_on = today() + timedelta(days=10)
    world.stage.save()

    run_hourly_jobs()
    run_hourly_jobs()

    assert told() == {notice_to(world.convener, NoticeKind.TURN), notice_to(world.outsider, NoticeKind.TURN)}


@pytest.mark.parametrize("thing", ["group", "direction"])
def test_one_click_follows_and_another_no_longer(world: World, signed_in: SignIn, thing: str) -> None:
    target = getattr(world, thing)
    client = signed_in(world.employee)

    assert client.post(target.follow_address)["Location"] == target.get_absolute_url()
    client.post(target.follow_address)
    assert list(Follow.objects.followers_of(target)) == [world.employee]
    assert str(target) in client.get(reverse("me")).content.decode()

    client.post(target.unfollow_address, {"back": "me"})
    assert not Follow.objects.exists()


def test_button_alone_is_swapped_by_htmx(world: World, signed_in: SignIn) -> None:
    headers = {"HX-Request": "true"}
    response = signed_in(world.employee).post(world.group.follow_address, headers=headers)

    assert response.content.decode().strip().startswith('<form class="follow')
    assert world.group.unfollow_address in response.content.decode()


def test_whoever_has_left_follows_nothing(world: World) -> None:
    Follow.objects.begin(world.group, by=world.suspended)

    assert not Follow.objects.followers_of(world.group).exists()
