"""Several meetings are planned at once: by a rule, and then by the days it gives."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localtime

from groups import planning_meetings
from groups.events import GroupEvent
from groups.models import Meeting
from notices.models import Notice
from people.models import Act
from tests.cast import World
from tests.factories.meetings import make_meeting
from ui.dates import instant_of, today
from ui.recurring import MOST, Every, Recurrence

SignIn = Callable[..., Client]


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        (Recurrence(date(2027, 1, 5), Every.WEEK, times=3), ["01-05", "01-12", "01-19"]),
        (
            Recurrence(date(2027, 1, 5), Every.SECOND_WEEK, until=date(2027, 2, 2)),
            ["01-05", "01-19", "02-02"],
        ),
        (Recurrence(date(2027, 1, 5), Every.MONTH, times=3), ["01-05", "02-02", "03-02"]),
        (Recurrence(date(2027, 1, 12), Every.MONTH, times=3), ["01-12", "02-09", "03-09"]),
        (Recurrence(date(2027, 1, 29), Every.MONTH, times=4), ["01-29", "02-26", "03-26", "04-30"]),
        (Recurrence(date(2027, 11, 30), Every.MONTH, times=3), ["11-30", "12-28", "01-25"]),
        (Recurrence(date(2027, 1, 5), Every.WEEK, until=date(2027, 1, 5)), ["01-05"]),
    ],
)
def test_rule_gives_its_days(rule: Recurrence, days: list[str]) -> None:
    assert [f"{day:%m-%d}" for day in rule.days()] == days
    assert {day.weekday() for day in rule.days()} == {rule.first.weekday()}


def test_rule_never_gives_more_days_than_a_series_may_have() -> None:
    assert len(Recurrence(date(2027, 1, 5), Every.WEEK, until=date(2099, 1, 1)).days()) == MOST


FIRST = today() + timedelta(days=8)
RULE = {
    "first": FIRST.isoformat(),
    "begins": "13:00",
    "ends": "15:00",
    "every": "week",
    "times": "4",
    "place": "Köket",
    "title": "",
}


def address(world: World) -> str:
    return reverse("groups:plan_series", args=[world.group.slug])


def days_of(rule: dict[str, str]) -> list[str]:
    first = date.fromisoformat(rule["first"])
    return [(first + timedelta(weeks=number)).isoformat() for number in range(int(rule["times"]))]


def shown(client: Client, world: World, **typed: str) -> dict[str, str]:
    """The rule as it is sent once its days have been shown."""
    answer = client.post(address(world), RULE | typed | {"show": ""})
    assert answer.status_code == 200, answer.context["form"].errors
    return RULE | typed | {"shown": answer.context["form"].as_shown}


def test_days_are_shown_before_anything_is_planned(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.convener)

    page = client.post(address(world), RULE | {"show": ""}).content.decode()

    assert all(f'value="{day}"' in page for day in days_of(RULE))
    assert page.count("checked") == 4
    assert not Meeting.objects.exists()


def test_those_that_are_ticked_are_planned_and_told_of_once(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.convener)
    sent = shown(client, world) | {"form_key": "6f1c0d56-6f0b-4a53-93b9-2f5f0e7b9d10"}
    ticked = [day for day in days_of(RULE) if day != days_of(RULE)[1]]
    sent["days"] = [*ticked[::-1], ticked[0]]  # whatever the order, and each once

    for _twice in range(2):
        assert client.post(address(world), sent).status_code == 302

    meetings = list(Meeting.objects.order_by("starts_at"))
    assert [localtime(meeting.starts_at).date().isoformat() for meeting in meetings] == ticked
    assert {localtime(meeting.starts_at).hour for meeting in meetings} == {13}  # also after the clocks change
    assert len({meeting.series for meeting in meetings}) == 1
    assert {meeting.place for meeting in meetings} == {"Köket"}
    assert Act.objects.filter(verb=GroupEvent.MEETING_PLANNED).count() == 3
    told = Notice.objects.get(person=world.member)
    assert told.target == meetings[0]
    assert "3 gånger" in told.words


def test_another_rule_shows_its_own_days_first(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.convener)
    sent = shown(client, world) | {"days": days_of(RULE), "begins": "14:00"}

    answer = client.post(address(world), sent)

    assert answer.status_code == 200
    assert answer.context["days"] is not None
    assert not Meeting.objects.exists()


def test_day_on_which_the_group_meets_already_is_refused(world: World, signed_in: SignIn) -> None:
    second = date.fromisoformat(days_of(RULE)[1])
    starts = instant_of(second, localtime().replace(hour=14, minute=0).time())
    make_meeting(world.group, world.convener, starts_at=starts)
    client = signed_in(world.convener)
    sent = shown(client, world)

    assert client.post(address(world), sent | {"show": ""}).content.decode().count("checked") == 3
    refused = client.post(address(world), sent | {"days": days_of(RULE)})
    assert refused.status_code == 422
    assert 'id="id_days_error"' in refused.content.decode()
    assert Meeting.objects.count() == 1
    assert client.post(address(world), sent | {"days": days_of(RULE)[2:]}).status_code == 302


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"first": (today() - timedelta(days=1)).isoformat()}, "first"),
        ({"first": "9999-12-31"}, "first"),
        ({"first": ""}, "first"),
        ({"until": "9999-12-31", "times": ""}, "until"),
        ({"until": today().isoformat(), "times": ""}, "until"),
        ({"until": FIRST.isoformat()}, "until"),
        ({"times": ""}, "until"),
        ({"times": "0"}, "times"),
        ({"times": str(MOST + 1)}, "times"),
        ({"every": "day"}, "every"),
        ({"ends": "12:00"}, "ends"),
    ],
)
def test_rule_that_cannot_be_gets_a_sentence(
    world: World, signed_in: SignIn, typed: dict[str, str], field: str
) -> None:
    answer = signed_in(world.convener).post(address(world), RULE | typed)

    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()


@pytest.mark.parametrize("days", [[], ["2026-01-01"], ["x"]])
def test_days_that_were_not_offered_are_refused(world: World, signed_in: SignIn, days: list[str]) -> None:
    client = signed_in(world.convener)

    assert client.post(address(world), shown(client, world) | {"days": days}).status_code == 422
    assert not Meeting.objects.exists()


def test_series_is_planned_whole_or_not_at_all(world: World) -> None:
    starts = instant_of(FIRST, localtime().replace(hour=9, minute=0).time())
    times = [(starts + timedelta(weeks=week), starts + timedelta(weeks=week, hours=1)) for week in (-9, 0, 1)]

    with pytest.raises(ValidationError):
        planning_meetings.plan_series(world.group, times, by=world.convener)

    assert not Meeting.objects.exists()
    assert not Notice.objects.exists()


def test_rest_of_a_series_is_cancelled_and_told_of_once(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.convener)
    client.post(address(world), shown(client, world) | {"days": days_of(RULE)})
    meetings = list(Meeting.objects.order_by("starts_at"))
    other = make_meeting(world.group, world.convener, starts_at=meetings[3].starts_at + timedelta(days=1))
    Notice.objects.all().delete()

    for _twice in range(2):
        assert client.post(reverse("groups:cancel_rest", args=[meetings[1].pk])).status_code == 302

    assert list(Meeting.objects.held_or_coming().order_by("starts_at")) == [meetings[0], other]
    assert Act.objects.filter(verb=GroupEvent.MEETING_CANCELLED).count() == 3
    assert "3 möten" in Notice.objects.get(person=world.member).words


def test_next_meeting_takes_over_from_the_one_before(world: World, signed_in: SignIn) -> None:
    before = make_meeting(world.group, world.convener, title="Kökens timme", place="Rum 9")
    foreign = make_meeting(world.foreign_group, world.outsider, title="Hemligt", place="Annanstans")
    client = signed_in(world.convener)

    for route in ("plan_meeting", "plan_series"):
        page = reverse(f"groups:{route}", args=[world.group.slug])
        taken_over = client.get(page, {"like": before.pk}).content.decode()
        assert "\nKökens timme</textarea>" in taken_over
        assert "\nRum 9</textarea>" in taken_over
        assert f'value="{localtime(before.starts_at):%H:%M}"' in taken_over
        for nothing in (foreign.pk, "x", "9" * 30, "³"):
            assert "Annanstans" not in client.get(page, {"like": nothing}).content.decode()
