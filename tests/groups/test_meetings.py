"""Meetings are planned and held; their notes are a draft until somebody completes them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from groups.events import GroupEvent
from groups.models import Meeting
from notices.models import Notice
from people.models import Act
from tests.cast import World
from tests.factories.groups import make_group, seat
from tests.factories.meetings import make_held_meeting, make_meeting
from ui.dates import now, today
from ui.edit_conflict import EditConflict

SignIn = Callable[..., Client]

TYPED = {"day": "2026-12-10", "begins": "13:00", "ends": "15:00", "place": "Köket", "agenda": "- Köer"}


def plan(world: World, signed_in: SignIn, **typed: str) -> tuple[int, str]:
    address = reverse("groups:plan_meeting", args=[world.group.slug])
    response = signed_in(world.convener).post(address, TYPED | typed)
    return response.status_code, response.content.decode()


def test_convener_plans_a_meeting_in_the_time_of_the_clock_on_the_wall(
    world: World, signed_in: SignIn
) -> None:
    assert plan(world, signed_in)[0] == 302

    meeting = Meeting.objects.get()
    assert meeting.starts_at == datetime(2026, 12, 10, 12, 0, tzinfo=UTC)
    assert meeting.ends_at == datetime(2026, 12, 10, 14, 0, tzinfo=UTC)
    assert Act.objects.get(verb=GroupEvent.MEETING_PLANNED).target == meeting


def test_summer_time_is_counted(world: World, signed_in: SignIn) -> None:
    assert plan(world, signed_in, day="2027-03-29")[0] == 302

    assert Meeting.objects.get().starts_at == datetime(2027, 3, 29, 11, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"ends": "12:59"}, "ends"),
        ({"ends": "13:00"}, "ends"),
        ({"day": "2027-03-28", "begins": "02:30", "ends": "04:00"}, "begins"),
        ({"day": "i morgon"}, "day"),
        ({"begins": "25:00"}, "begins"),
        ({"day": ""}, "day"),
        ({"place": "x" * 2201}, "place"),
    ],
)
def test_time_that_cannot_be_gets_a_sentence_and_keeps_what_was_typed(
    world: World, signed_in: SignIn, typed: dict[str, str], field: str
) -> None:
    status, page = plan(world, signed_in, **typed)

    assert status == 422
    assert f'id="id_{field}_error"' in page
    assert "- Köer" in page
    assert not Meeting.objects.exists()


def test_teams_address_fits_as_the_place_is_a_link_and_floods_nothing(
    world: World, signed_in: SignIn
) -> None:
    address = "https://teams.microsoft.com/l/meetup-join/" + "x" * 2000

    assert plan(world, signed_in, place=f"Teams: {address}")[0] == 302

    meeting, client = Meeting.objects.get(), signed_in(world.member)
    assert meeting.place == f"Teams: {address}"
    assert f'href="{address}"' in client.get(meeting.get_absolute_url()).content.decode()
    listed = client.get(world.group.get_absolute_url()).content.decode()
    assert "Teams: teams.microsoft.com" in listed
    assert address not in listed
    assert Notice.objects.get(person=world.member).words.endswith("(Teams: teams.microsoft.com).")


def test_group_that_has_ended_holds_no_more_meetings(world: World, signed_in: SignIn) -> None:
    ended = make_group(ended_on=today())

    with pytest.raises(ValidationError):
        make_unsaved(world, ended).plan(by=world.coordinator)
    address = reverse("groups:plan_meeting", args=[ended.slug])
    assert signed_in(world.coordinator).post(address, TYPED).status_code == 404


def make_unsaved(world: World, group: object) -> Meeting:
    return Meeting(group=group, starts_at=now(), ends_at=now() + timedelta(hours=1))


def test_changing_the_time_leaves_the_notes_alone(world: World, signed_in: SignIn) -> None:
    meeting = make_meeting(world.group, world.convener, notes="Redan skrivet.")
    stale = Meeting.objects.get(pk=meeting.pk)
    meeting.write_notes("Nyare.", seen=0, completes=False, by=world.convener)

    stale.plan(place="Ett annat rum", by=world.convener)

    meeting.refresh_from_db()
    assert (meeting.notes, meeting.place, meeting.version) == ("Nyare.", "Ett annat rum", 2)


def write(world: World, signed_in: SignIn, meeting: Meeting, **typed: str) -> tuple[int, str]:
    address = reverse("groups:write_notes", args=[meeting.pk])
    data = {"notes": "Vi pratade.", "version": str(meeting.version), "save_as": "draft"} | typed
    response = signed_in(world.convener).post(address, data)
    return response.status_code, response.content.decode()


def test_notes_are_a_draft_until_they_are_completed(world: World, signed_in: SignIn) -> None:
    meeting = make_meeting(world.group, world.convener)

    assert write(world, signed_in, meeting)[0] == 302
    meeting.refresh_from_db()
    assert (meeting.notes, meeting.completed_at) == ("Vi pratade.", None)

    assert write(world, signed_in, meeting, save_as="completed")[0] == 302
    meeting.refresh_from_db()
    assert meeting.completed_at
    assert meeting.completed_by == world.convener


def test_completed_notes_are_not_changed_and_typed_words_are_kept(world: World, signed_in: SignIn) -> None:
    meeting = make_held_meeting(world.group, world.convener)

    status, page = write(world, signed_in, meeting, notes="Nej, så här var det.")

    assert status == 422
    assert "Nej, så här var det." in page
    meeting.refresh_from_db()
    assert meeting.notes == "Vi pratade om **köer**."


def test_whoever_comes_to_change_completed_notes_is_told_why_not(world: World, signed_in: SignIn) -> None:
    meeting = make_held_meeting(world.group, world.convener)

    response = signed_in(world.convener).get(reverse("groups:write_notes", args=[meeting.pk]), follow=True)

    assert response.redirect_chain[-1][0] == meeting.get_absolute_url()
    assert 'class="notice notice--hold"' in response.content.decode()


def test_empty_notes_are_not_completed(world: World, signed_in: SignIn) -> None:
    meeting = make_meeting(world.group, world.convener)

    status, page = write(world, signed_in, meeting, notes="  \n ", save_as="completed")

    assert status == 422
    assert 'id="id_notes_error"' in page
    meeting.refresh_from_db()
    assert meeting.completed_at is None


def test_second_of_two_writers_keeps_every_word_and_sees_the_first_ones(
    world: World, signed_in: SignIn
) -> None:
    meeting = make_meeting(world.group, world.convener)
    meeting.write_notes("Den förstas ord.", seen=0, completes=False, by=world.coordinator)

    status, page = write(world, signed_in, meeting, notes="Den andras ord.", version="0")

    assert status == 422
    assert "Den andras ord.</textarea>" in page
    assert "Den förstas ord." in page
    assert '<input type="hidden" name="version" value="1"' in page
    assert write(world, signed_in, meeting, notes="Bådas ord.", version="1")[0] == 302
    with pytest.raises(EditConflict):
        meeting.write_notes("För sent.", seen=0, completes=True, by=world.convener)


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30])
def test_nonsense_version_is_never_an_error_of_ours(world: World, signed_in: SignIn, version: str) -> None:
    meeting = make_meeting(world.group, world.convener)

    assert write(world, signed_in, meeting, version=version)[0] == 422


@pytest.mark.parametrize(
    ("who", "draft", "completed"),
    [
        ("convener", True, True),
        ("member", True, True),
        ("coordinator", True, True),
        ("communicator", False, True),
        ("storgrupp_member", False, True),
        ("steering_member", False, True),
        ("employee", False, False),
        ("outsider", False, False),
        ("administrator", False, False),
    ],
)
def test_notes_are_read_by_those_they_are_for(
    world: World, signed_in: SignIn, who: str, draft: bool, completed: bool
) -> None:
    words = "Vi pratade om elefanten."
    client = signed_in(getattr(world, who))
    drafted = make_meeting(world.group, world.convener, notes=words, agenda="Elefanten är på väg.")
    done = make_held_meeting(world.group, world.convener, notes=words)

    for meeting, reads in ((drafted, draft), (done, completed)):
        page = client.get(meeting.get_absolute_url()).content.decode()
        assert (words in page) is reads
    assert "Elefanten är på väg." in client.get(drafted.get_absolute_url()).content.decode()


def test_cancelled_meeting_stays_to_be_seen(world: World, signed_in: SignIn) -> None:
    meeting = make_meeting(world.group, world.convener)
    client = signed_in(world.convener)

    for _twice in range(2):
        assert client.post(reverse("groups:cancel_meeting", args=[meeting.pk])).status_code == 302

    meeting.refresh_from_db()
    assert meeting.cancelled_at
    assert Act.objects.filter(verb=GroupEvent.MEETING_CANCELLED).count() == 1
    assert client.get(meeting.get_absolute_url()).status_code == 200
    assert not Meeting.objects.coming().exists()
    assert write(world, signed_in, meeting)[0] == 422


def test_group_page_shows_the_next_meetings_and_the_latest(world: World, signed_in: SignIn) -> None:
    for weeks in range(-6, 7):
        starts = now() + timedelta(weeks=weeks, hours=1)
        make_meeting(world.group, world.convener, title=f"Möte {weeks}", starts_at=starts)

    page = signed_in(world.employee).get(world.group.get_absolute_url()).content.decode()

    shown = [weeks for weeks in range(-6, 7) if f">Möte {weeks}</" in page]
    assert shown == [-3, -2, -1, 0, 1, 2]


def test_director_holds_the_steering_groups_meetings(world: World) -> None:
    assert world.director.has_perm("groups.plan_meeting", world.steering_group)
    assert not world.steering_member.has_perm("groups.plan_meeting", world.steering_group)
    seat(world.member, world.steering_group)
    assert not world.director.has_perm("groups.plan_meeting", world.group)


def test_whoever_plans_a_meeting_reads_that_the_others_are_told_of_it(
    world: World, signed_in: SignIn
) -> None:
    """ "Saved." left it open whether they were to write to everybody besides."""
    address = reverse("groups:plan_meeting", args=[world.group.slug])
    client = signed_in(world.convener)

    page = client.post(address, TYPED | {"day": str(today() + timedelta(days=5))}, follow=True)
    assert "Mötet är planerat, och alla i gruppen får veta det." in page.content.decode()
    assert world.member.notices.count() == 1

    page = client.post(address, TYPED | {"day": str(today() - timedelta(days=5))}, follow=True)
    assert "får veta det" not in page.content.decode()
    assert world.member.notices.count() == 1


def test_agenda_that_somebody_has_written_is_not_called_a_draft_of_ours(
    world: World, signed_in: SignIn
) -> None:
    said = "Dagordningen är ett utkast"
    address = reverse("groups:plan_meeting", args=[world.storgrupp.slug])
    coordinator = signed_in(world.coordinator)

    assert said in coordinator.get(address).content.decode()
    again = coordinator.post(address, TYPED | {"day": "", "agenda": "- Vår egen"})

    assert again.status_code == 422
    assert said not in again.content.decode()
