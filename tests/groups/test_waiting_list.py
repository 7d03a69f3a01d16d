"""The waiting list of a full group: in order, held for a time, then passed on."""

from datetime import timedelta

import pytest

from groups import joining
from groups.eligibility import Eligibility, NotAllowed
from groups.models import JoinRequest, JoinState
from tests.cast import World
from tests.factories.groups import make_group, seat
from tests.factories.people import make_manager
from ui.dates import now


@pytest.fixture
def full(world: World) -> tuple:
    group = make_group(seats=1)
    sitting = make_manager()
    seat(sitting, group)
    return group, sitting


def test_waiting_list_moves_on_in_order_and_the_seat_is_held(full: tuple) -> None:
    group, sitting = full
    first, second = make_manager(), make_manager()
    requests = [joining.queue_up(group, person) for person in (first, second)]
    assert [request.place_in_line for request in requests] == [1, 2]

    joining.leave(group, sitting)
    for request in requests:
        request.refresh_from_db()
    assert [request.state for request in requests] == [JoinState.OFFERED, JoinState.QUEUED]
    with pytest.raises(NotAllowed):
        joining.sign_up(group, make_manager())

    assert joining.accept(requests[0], by=first) == JoinState.WELCOMED
    assert list(group.people()) == [first]


def test_offer_that_runs_out_passes_on_to_the_next(full: tuple) -> None:
    group, sitting = full
    first, second = make_manager(), make_manager()
    requests = [joining.queue_up(group, person) for person in (first, second)]
    joining.leave(group, sitting)
    JoinRequest.objects.filter(pk=requests[0].pk).update(offered_until=now() - timedelta(minutes=1))

    assert joining.accept(requests[0], by=first) == JoinState.LAPSED
    for request in requests:
        request.refresh_from_db()
    assert [request.state for request in requests] == [JoinState.LAPSED, JoinState.OFFERED]
    assert joining.accept(requests[1], by=second) == JoinState.WELCOMED


def test_welcome_into_a_full_group_puts_the_employee_in_line(full: tuple, world: World) -> None:
    group, sitting = full
    request = joining.put_forward(group, world.employee, by=world.manager)
    assert joining.welcome(request, by=world.coordinator) == JoinState.QUEUED
    joining.leave(group, sitting)
    request.refresh_from_db()
    assert request.state == JoinState.OFFERED
    assert joining.accept(request, by=world.manager) == JoinState.WELCOMED


def test_nobody_jumps_the_line(full: tuple, world: World) -> None:
    group, sitting = full
    joining.queue_up(group, world.manager)
    group.memberships.get().leave(by=sitting)  # a seat stands empty, and has not been passed on yet

    assert joining.eligibility(group, world.outsider) == Eligibility.FULL
    with pytest.raises(NotAllowed):
        joining.sign_up(group, world.outsider)


def test_withdrawn_offer_passes_on(full: tuple) -> None:
    group, sitting = full
    first, second = make_manager(), make_manager()
    requests = [joining.queue_up(group, person) for person in (first, second)]
    joining.leave(group, sitting)
    requests[0].refresh_from_db()
    joining.close(requests[0], JoinState.WITHDRAWN, by=first)
    requests[1].refresh_from_db()
    assert requests[1].state == JoinState.OFFERED


def test_there_is_no_line_while_there_are_seats(world: World) -> None:
    with pytest.raises(NotAllowed) as refusal:
        joining.queue_up(world.group, world.manager)
    assert refusal.value.eligibility == Eligibility.OPEN
