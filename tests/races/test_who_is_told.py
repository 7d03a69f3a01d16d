"""What is told to a group is what stands there, whoever else does something at the same moment."""

from contextlib import suppress

import pytest

from groups import joining
from groups.eligibility import NotAllowed
from groups.models import Group, Meeting
from groups.planning_meetings import plan_meeting
from groups.reconsidering import end_group
from notices.models import Notice
from people.models import Person
from tests.cast import make_world
from tests.factories.groups import make_group
from tests.factories.meetings import make_meeting
from tests.factories.people import make_manager
from tests.factories.reconsidering import ENDS
from tests.races.test_in_process import CLIENTS, at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_last_word_about_a_meeting_is_where_it_is_held() -> None:
    world = make_world()
    for _round in range(6):
        meeting = make_meeting(world.group, world.convener, place="Norra rummet")

        def move(number: int, meeting: Meeting = meeting) -> None:
            room = "Norra rummet" if number % 2 else "Södra rummet"
            plan_meeting(Meeting.objects.get(pk=meeting.pk), by=world.convener, place=room)

        at_once(move)

        meeting.refresh_from_db()
        told = Notice.objects.about(meeting).filter(person=world.member).latest("pk")
        assert meeting.place in told.words


def test_whoever_came_in_at_the_last_moment_hears_that_the_group_ended() -> None:
    by = make_world().coordinator
    for _round in range(4):
        group, people = make_group(), [make_manager() for _ in range(CLIENTS)]

        def act(number: int, group: Group = group, people: list[Person] = people) -> None:
            if number == CLIENTS // 2:
                end_group(Group.objects.get(pk=group.pk), ENDS, by=by)
                return
            with suppress(NotAllowed):
                joining.sign_up(Group.objects.get(pk=group.pk), people[number])

        at_once(act)

        came = set(group.memberships.values_list("person", flat=True))
        told = set(Notice.objects.about(group).values_list("person", flat=True))
        assert not group.memberships.current().exists()
        assert came <= told
