"""A stage is reconsidered once, by one act that says what becomes of the direction and of every group."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from directions.events import DirectionEvent
from directions.models import Direction, DirectionLink, Outcome, Reconsideration, Stage
from directions.staging import open_stage
from groups import joining
from groups.models import Group, GroupLink, JoinState, Role
from groups.outcomes import ChosenOutcome
from groups.reconsidering import InvalidOutcome, reconsider
from notices.kinds import NoticeKind
from notices.models import Notice
from people.models import Act
from tests.cast import World
from tests.factories.directions import make_direction, make_stage
from tests.factories.groups import make_group, seat
from tests.factories.reconsidering import ENDS, GOES_ON, for_groups, new_group
from ui.dates import today

SignIn = Callable[..., Client]


def test_everything_goes_on_and_the_next_stage_may_open(past: World) -> None:
    reconsider(past.stage, GOES_ON, for_groups(past), by=past.coordinator)

    decided = Reconsideration.objects.get()
    assert (decided.stage, decided.outcome, decided.decided_by) == (past.stage, "continue", past.coordinator)
    assert set(decided.group_outcomes.values_list("group__name", "outcome")) == {
        (past.group.name, "continue"),
        (past.foreign_group.name, "continue"),
    }
    assert Act.objects.get(verb=DirectionEvent.STAGE_RECONSIDERED).target == past.stage
    assert past.group.people().count() == 2


def test_stage_is_reconsidered_once(past: World) -> None:
    reconsider(past.stage, GOES_ON, for_groups(past), by=past.coordinator)

    with pytest.raises(ValidationError):
        reconsider(past.stage, ENDS, for_groups(past), by=past.director)
    assert Reconsideration.objects.get().outcome == Outcome.CONTINUE


def test_stage_that_another_follows_waits_for_nothing(past: World, signed_in: SignIn) -> None:
    """From before reconsiderations were kept: nothing asks for one, with the groups of today."""
    make_stage(past.direction, number=past.stage.number + 1, starts_on=today())
    goran = signed_in(past.coordinator)

    page = goran.get(past.stage.get_absolute_url()).content.decode()
    assert "väntar på att omprövas" not in page
    assert "Det som beslutades när den slutade finns inte kvar här." in page
    for route in ("groups:reconsider", "directions:edit_stage", "groups:present"):
        assert reverse(route, args=[past.direction.slug, past.stage.number]) not in page
    answer = goran.get(reverse("groups:reconsider", args=[past.direction.slug, past.stage.number]))
    assert answer.url == past.stage.get_absolute_url()  # type: ignore[attr-defined]
    with pytest.raises(ValidationError):
        reconsider(past.stage, ENDS, for_groups(past), by=past.coordinator)
    assert not Reconsideration.objects.exists()


def test_stage_reconsidered_before_its_last_day_ends_today(world: World) -> None:
    reconsider(world.stage, GOES_ON, for_groups(world), by=world.coordinator)

    world.stage.refresh_from_db()
    assert world.stage.ends_on == today()


def test_stage_that_has_not_begun_is_not_reconsidered(world: World) -> None:
    world.stage.starts_on = today() + timedelta(days=1)
    world.stage.save()

    with pytest.raises(ValidationError):
        reconsider(world.stage, GOES_ON, for_groups(world), by=world.coordinator)
    assert not Reconsideration.objects.exists()


def test_group_that_nobody_spoke_of_stops_everything(past: World) -> None:
    make_group("Kom till i går", direction=past.direction)

    with pytest.raises(InvalidOutcome, match="Kom till i går"):
        reconsider(past.stage, GOES_ON, for_groups(past, group=ENDS), by=past.coordinator)
    past.group.refresh_from_db()
    assert past.group.ended_on is None


def test_group_ends_keeps_its_words_and_tells_those_on_their_way_in(past: World) -> None:
    request = joining.wish(past.group, past.employee)

    reconsider(past.stage, GOES_ON, for_groups(past, group=ENDS), by=past.coordinator)

    past.group.refresh_from_db()
    request.refresh_from_db()
    assert (past.group.ended_on, past.group.ending) == (today(), "ended")
    assert past.group.closing_words == "Att fråga först."
    assert not past.group.memberships.current().exists()
    assert past.group.members().count() == 2
    assert request.state == JoinState.GROUP_ENDED


def test_group_is_handed_over(past: World) -> None:
    outcome = ChosenOutcome(Outcome.HAND_OVER, "Det fungerar.", "Mycket.", handed_over_to="Kommunteknik")

    reconsider(past.stage, GOES_ON, for_groups(past, group=outcome), by=past.coordinator)

    past.group.refresh_from_db()
    assert (past.group.ending, past.group.handed_over_to) == ("handed_over", "Kommunteknik")


def test_group_becomes_a_new_one_and_its_members_are_asked_along(past: World) -> None:
    outcome = ChosenOutcome(Outcome.START_NEW, "Frågan växte.", "Mycket.", successor=new_group())

    reconsider(past.stage, GOES_ON, for_groups(past, group=outcome), by=past.coordinator)

    after = Group.objects.get(name="Nästa grupp")
    assert (after.direction, after.started_on) == (past.direction, today())
    assert GroupLink.objects.get(earlier=past.group).later == after
    asked = after.join_requests.all()
    assert {request.person for request in asked} == {past.convener, past.member}
    assert {request.state for request in asked} == {JoinState.ASKED_ALONG}
    assert not after.memberships.exists()


def test_who_comes_along_is_in_and_the_convener_convenes(past: World) -> None:
    outcome = ChosenOutcome(Outcome.START_NEW, "Frågan växte.", "Mycket.", successor=new_group())
    reconsider(past.stage, GOES_ON, for_groups(past, group=outcome), by=past.coordinator)
    after = Group.objects.get(name="Nästa grupp")
    convener, member = (after.join_requests.get(person=person) for person in (past.convener, past.member))

    assert joining.accept(member, by=past.member) == JoinState.WELCOMED
    assert joining.accept(convener, by=past.convener) == JoinState.WELCOMED

    roles = dict(after.memberships.values_list("person__name", "role"))
    assert roles == {past.convener.name: Role.CONVENER, past.member.name: Role.MEMBER}


def test_who_comes_along_too_late_stands_in_line(past: World) -> None:
    successor = new_group()
    successor.seats = 1
    outcome = ChosenOutcome(Outcome.START_NEW, "Frågan växte.", "Mycket.", successor=successor)
    reconsider(past.stage, GOES_ON, for_groups(past, group=outcome), by=past.coordinator)
    first, second = successor.join_requests.order_by("pk")

    assert joining.accept(first, by=first.person) == JoinState.WELCOMED
    assert joining.accept(second, by=second.person) == JoinState.QUEUED
    assert successor.people().count() == 1


def test_group_merges_into_another_and_whoever_sits_there_already_is_not_asked(past: World) -> None:
    seat(past.member, past.foreign_group)
    outcome = ChosenOutcome(Outcome.END, "Två är en för mycket.", "Mycket.", into=past.foreign_group)

    reconsider(past.stage, GOES_ON, for_groups(past, group=outcome), by=past.coordinator)

    past.group.refresh_from_db()
    assert past.group.ending == "merged"
    assert GroupLink.objects.get().kind == "merged_into"
    assert [request.person for request in past.foreign_group.join_requests.all()] == [past.convener]


def test_no_group_merges_into_one_that_ends_too(past: World) -> None:
    outcome = ChosenOutcome(Outcome.END, "Två är en för mycket.", "Mycket.", into=past.foreign_group)

    with pytest.raises(InvalidOutcome):
        reconsider(
            past.stage, GOES_ON, for_groups(past, group=outcome, foreign_group=ENDS), by=past.coordinator
        )
    assert not Group.objects.ended().exists()


def test_direction_ends_only_when_its_groups_have_somewhere_to_go(past: World) -> None:
    with pytest.raises(InvalidOutcome):
        reconsider(past.stage, ENDS, for_groups(past, group=ENDS), by=past.coordinator)
    assert not Direction.objects.ended().exists()

    other = make_direction("En annan")
    moves = ChosenOutcome(Outcome.CHANGE, "Hör hemma där.", moves_to=other)
    reconsider(past.stage, ENDS, for_groups(past, group=ENDS, foreign_group=moves), by=past.coordinator)
    past.direction.refresh_from_db()
    past.foreign_group.refresh_from_db()
    assert (past.direction.ending, past.direction.closing_words) == ("ended", "Att fråga först.")
    assert past.foreign_group.direction == other


def test_direction_becomes_a_new_one_and_its_groups_go_along(past: World) -> None:
    after = Direction(title="Mat för alla", purpose="Bättre.", hue="ockra")
    outcome = ChosenOutcome(Outcome.START_NEW, "Större fråga.", "Mycket.", successor=after)
    splits = ChosenOutcome(Outcome.START_NEW, "Ny fråga.", "Mycket.", successor=new_group())

    reconsider(past.stage, outcome, for_groups(past, group=splits), by=past.coordinator)

    past.direction.refresh_from_db()
    assert past.direction.ending == "replaced"
    assert DirectionLink.objects.get().later.title == "Mat för alla"
    assert set(after.groups.current().values_list("name", flat=True)) == {
        "Nästa grupp",
        past.foreign_group.name,
    }


def test_direction_merges_into_another_and_takes_its_groups_along(past: World) -> None:
    other = make_direction("En annan")
    outcome = ChosenOutcome(Outcome.END, "Samma fråga.", "Mycket.", into=other)

    reconsider(past.stage, outcome, for_groups(past), by=past.director)

    past.direction.refresh_from_db()
    assert past.direction.ending == "merged"
    assert other.groups.current().count() == 2


def test_everybody_in_the_groups_is_told_once_and_nobody_else(past: World) -> None:
    seat(past.member, past.foreign_group)
    outcome = ChosenOutcome(Outcome.START_NEW, "Frågan växte.", "Mycket.", successor=new_group())

    reconsider(past.stage, GOES_ON, for_groups(past, group=outcome), by=past.coordinator)

    told = {notice.person: notice for notice in Notice.objects.filter(kind=NoticeKind.GROUP)}
    assert set(told) == {past.member, past.convener, past.outsider}
    assert Notice.objects.filter(kind=NoticeKind.GROUP).count() == 3
    assert past.group.name in told[past.member].words
    assert past.foreign_group.name in told[past.member].words
    assert past.group.name not in told[past.outsider].words
    assert told[past.outsider].address == past.stage.get_absolute_url()
    asked = Notice.objects.filter(kind=NoticeKind.TURN)
    assert {notice.person for notice in asked} == {past.member, past.convener}


def test_nobody_is_told_when_nothing_was_decided(past: World) -> None:
    with pytest.raises(ValidationError):
        reconsider(past.stage, GOES_ON, {}, by=past.coordinator)
    assert not Notice.objects.exists()


def test_manager_who_signs_up_for_the_new_group_has_answered(past: World) -> None:
    outcome = ChosenOutcome(Outcome.START_NEW, "Frågan växte.", "Mycket.", successor=new_group())
    reconsider(past.stage, GOES_ON, for_groups(past, group=outcome), by=past.coordinator)
    after = Group.objects.get(name="Nästa grupp")

    after.admit(past.convener, by=past.coordinator)

    assert after.join_requests.get(person=past.convener).state == JoinState.WELCOMED


def test_group_that_comes_in_the_middle_of_a_stage_takes_part_in_it(world: World) -> None:
    group = new_group()
    group.direction = world.direction

    Group.objects.start(group, by=world.coordinator)

    assert group.stages.get() == world.stage


def test_new_group_is_not_part_of_the_stage_that_made_it(past: World) -> None:
    outcome = ChosenOutcome(Outcome.START_NEW, "Frågan växte.", "Mycket.", successor=new_group())

    reconsider(past.stage, GOES_ON, for_groups(past, group=outcome), by=past.coordinator)

    assert not Group.objects.get(name="Nästa grupp").stages.exists()


def test_new_group_belongs_to_the_stage_that_it_starts_in(past: World, signed_in: SignIn) -> None:
    """Not to the one whose end it began at: to the next, once that is opened with it."""
    outcome = ChosenOutcome(Outcome.START_NEW, "Frågan växte.", "Mycket.", successor=new_group())
    reconsider(past.stage, GOES_ON, for_groups(past, group=outcome), by=past.coordinator)
    after = Group.objects.get(name="Nästa grupp")
    page = signed_in(past.coordinator)

    assert after.stage_now is None
    assert past.stage.get_absolute_url() not in page.get(after.get_absolute_url()).content.decode()
    following = Stage(direction=past.direction, aim="Nästa.", starts_on=today(), ends_on=today())
    following.starts_on = following.ends_on = today() + timedelta(days=1)
    open_stage(following, [after], by=past.coordinator)
    assert after.stage_now == following
