"""Whoever lets a request wait is reminded; two weeks on, the coordinators see it too."""

from datetime import timedelta

from groups import joining
from groups.awaiting import awaited_from
from groups.hourly_jobs import run_hourly_jobs
from groups.models import JoinRequest, JoinState
from groups.reminding import remind_late
from notices.kinds import NoticeKind
from notices.models import Notice
from tests.cast import World
from tests.factories.groups import make_group, seat
from tests.factories.people import make_manager, make_person
from ui.dates import now


def age(request: JoinRequest, days: int) -> None:
    JoinRequest.objects.filter(pk=request.pk).update(since=now() - timedelta(days=days))


def test_manager_is_reminded_after_a_week_and_only_once(world: World) -> None:
    request = joining.wish(world.group, world.employee)
    Notice.objects.all().delete()
    age(request, 6)
    assert remind_late() == []

    age(request, 8)
    assert remind_late() == [request]
    assert remind_late() == []
    notice = Notice.objects.get()
    assert (notice.person, notice.kind) == (world.manager, NoticeKind.TURN)
    assert world.employee.name in notice.words
    assert notice.address == request.get_absolute_url()


def test_representatives_are_reminded_in_their_own_language(world: World) -> None:
    world.convener.language = "en"
    world.convener.save()
    age(joining.put_forward(world.group, world.employee, by=world.manager), 8)
    Notice.objects.all().delete()

    run_hourly_jobs()

    notice = Notice.objects.get()
    assert notice.person == world.convener
    assert "has been waiting for your answer" in notice.words


def test_reminder_comes_again_after_another_week(world: World) -> None:
    request = joining.wish(world.group, world.employee)
    age(request, 20)
    JoinRequest.objects.update(reminded_at=now() - timedelta(days=8))
    assert remind_late() == [request]


def test_where_nobody_can_answer_it_is_the_coordinators_turn(world: World) -> None:
    request = joining.wish(world.group, make_person(manager=None))

    assert awaited_from(request) == [world.coordinator]
    assert Notice.objects.get().person == world.coordinator


def test_offers_that_ran_out_are_passed_on_within_the_hour(world: World) -> None:
    group = make_group(seats=1)
    sitting, first, second = make_manager(), make_manager(), make_manager()
    seat(sitting, group)
    requests = [joining.queue_up(group, person) for person in (first, second)]
    joining.leave(group, sitting)
    JoinRequest.objects.filter(pk=requests[0].pk).update(offered_until=now() - timedelta(minutes=1))

    run_hourly_jobs()
    states = [JoinRequest.objects.get(pk=request.pk).state for request in requests]
    assert states == [JoinState.LAPSED, JoinState.OFFERED]
