"""What the demo tells of stages, meetings and the plan hangs together, and moves along."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localtime

from demo.content import read_all
from directions.models import Outcome, Plan, Reconsideration, Stage
from groups.kinds import KindCode
from groups.models import Group, GroupOutcome, Meeting, OutcomeSuggestion, Presentation
from groups.outcomes import ENDINGS
from groups.roles import is_coordinator
from ui.dates import now, today

KEPT_SINCE = date(2023, 1, 1)  # reconsiderations and presentations are told from here on
ENDS = set(ENDINGS)

pytestmark = [pytest.mark.slow, pytest.mark.one_database, pytest.mark.usefixtures("demo")]


def living(group: Group, stage: Stage, day: date) -> bool:
    """Whether a group that carried out a stage still worked when the stage was reconsidered."""
    return group.started_on <= stage.ends_on and (group.ended_on is None or group.ended_on >= day)


def test_every_stage_that_gave_way_to_another_is_reconsidered() -> None:
    over = Stage.objects.filter(ends_on__range=(KEPT_SINCE, today() - timedelta(days=1)))
    waiting = [str(stage) for stage in over if not stage.is_reconsidered]
    assert waiting == ["4. Innan mörkret"]
    assert Reconsideration.objects.count() == over.count() - 1


def test_a_reconsideration_speaks_of_the_groups_that_worked_then_and_lies_near_the_end() -> None:
    for one in Reconsideration.objects.select_related("stage"):
        day = localtime(one.decided_at).date()
        assert one.stage.ends_on <= day <= one.stage.ends_on + timedelta(weeks=4)
        there = {group.slug for group in one.stage.groups.all() if living(group, one.stage, day)}
        assert {outcome.group.slug for outcome in one.group_outcomes.select_related("group")} == there


def test_what_was_decided_of_a_group_is_what_became_of_it() -> None:
    for one in GroupOutcome.objects.select_related("group", "reconsideration"):
        day = localtime(one.reconsideration.decided_at).date()
        if one.outcome in ENDS:
            assert (one.group.ended_on, one.group.ending) == (day, ENDINGS[Outcome(one.outcome)]), one.group
        else:
            assert one.group.ended_on is None or one.group.ended_on > day, one.group
        if one.outcome == Outcome.START_NEW:
            assert one.group.links_onward.exists(), one.group
        if one.outcome == Outcome.HAND_OVER:
            assert one.group.handed_over_to, one.group


def test_those_who_decide_coordinated_by_then() -> None:
    for one in Reconsideration.objects.select_related("decided_by"):
        assert is_coordinator(one.decided_by)
        assert one.decided_by.memberships.coordinating().get().joined_at <= one.decided_at


def test_a_reconsidered_stage_was_presented_to_both_bodies_before() -> None:
    for one in Reconsideration.objects.select_related("stage"):
        shown = one.stage.presentations.exclude(said="")
        assert {each.body.kind for each in shown} == {KindCode.STORGRUPP, KindCode.STEERING_GROUP}
        assert all(each.on <= localtime(one.decided_at).date() for each in shown)


def test_a_presentation_says_what_was_said_when_it_is_over_and_only_then() -> None:
    assert Presentation.objects.filter(said="", on__gt=today()).count() >= 4
    assert not [one for one in Presentation.objects.all() if bool(one.said) == (one.on > today())]


def test_the_stage_that_waits_has_two_suggestions() -> None:
    suggested = OutcomeSuggestion.objects.select_related("stage__direction", "group")
    assert {one.stage.direction.slug for one in suggested} == {"trygga-platser"}
    assert {one.group.slug for one in suggested} == {"ljus-hela-vintern", "larmet-i-fickan"}
    assert all(one.by in one.group.people() for one in suggested)


def test_plan_has_been_revised_every_half_year_and_is_due_again() -> None:
    first, *rest = Plan.objects.order_by("number")
    assert first.number == 1
    for before, plan in zip([first, *rest], rest, strict=False):
        assert plan.number == before.number + 1
        assert plan.text != before.text
        assert plan.what_changed
    assert len(rest) == 7
    assert rest[-1].days_overdue is not None


def test_no_meeting_is_outside_office_hours_or_on_a_weekend() -> None:
    for meeting in Meeting.objects.all():
        begins, ends = localtime(meeting.starts_at), localtime(meeting.ends_at)
        assert begins.weekday() < 5, meeting
        assert begins.date() == ends.date(), meeting
        assert 7 <= begins.hour <= ends.hour < 17, meeting


def test_no_meeting_is_written_for_july() -> None:
    groups = [group for part in read_all("meetings") for group in part["groups"]]
    days = [one["on"] for group in groups for one in group["meetings"]]
    assert {day.year for day in days} == {2025, 2026, 2027}
    assert not [day for day in days if day.month == 7]


def test_meetings_that_are_over_have_notes_and_coming_ones_none() -> None:
    held = Meeting.objects.held_or_coming()
    assert not held.filter(ends_at__lt=now(), notes="").exists()
    assert not held.filter(ends_at__gte=now()).exclude(notes="").exists()
    assert held.filter(completed_at=None).exclude(notes="").count() == 2
    assert Meeting.objects.exclude(cancelled_at=None).count() == 1
    assert not Meeting.objects.filter(completed_at__gt=now()).exists()


def test_storgrupp_has_the_agenda_that_its_next_meeting_calls_for() -> None:
    meeting = Meeting.objects.coming().filter(group__kind=KindCode.STORGRUPP)[0]
    assert "/directions/mat-for-framtiden/stages/5/" in meeting.agenda
    assert "/directions/trygga-platser/stages/4/" in meeting.agenda
