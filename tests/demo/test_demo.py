"""The demo organisation: the same each time, whole, and entered by one click."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import F
from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from demo.calendar import WRITTEN, moved
from demo.content import cast
from directions.models import Direction, Stage
from feedback.models import Acknowledgement, Feedback
from feedback.senders import is_sender
from files.models import Attachment
from groups.composition import all_vacancies
from groups.models import Group, Meeting, Membership
from notices.kinds import NoticeKind
from notices.models import Notice
from people.models import HeldChange, Person, Unit
from people.models.person import led_by
from proposals.models import Proposal, ProposalState
from ui.dates import now, today

# What the demo holds no database changes; that each holds it, search asks of both (tests/search/test_few.py).
pytestmark = [pytest.mark.slow, pytest.mark.one_database, pytest.mark.django_db]


def fingerprint() -> list[tuple]:
    people = Person.objects.order_by("directory_id").values_list("directory_id", "name", "email", "title")
    seats = Membership.objects.order_by("group__slug", "person__directory_id")
    posts = Feedback.objects.order_by("title").values_list("title", "author__name", "completed_by__name")
    return [*people, *seats.values_list("group__slug", "person__directory_id", "role"), *posts]


def test_demo_is_the_same_each_time_and_loading_again_leaves_it_alone(demo: None) -> None:
    first = fingerprint()
    call_command("demo", stdout=StringIO())
    assert fingerprint() == first


def test_administration_has_1500_people_in_its_divisions_each_with_a_manager(demo: None) -> None:
    assert Person.objects.count() == 1500
    assert Unit.objects.divisions().count() == 7
    assert [person.title for person in Person.objects.filter(manager=None)] == ["Förvaltningschef"]
    assert not Person.objects.filter(manager__is_manager=False).exists()
    kitchens = Unit.objects.get(key="skolrestauranger").descendants()
    assert Person.objects.filter(unit__in=kitchens, email=None).count() > 400


def test_groups_keep_their_seats_and_all_but_one_have_a_convener(demo: None) -> None:
    groups = Group.objects.current().with_seats()
    assert not [group.name for group in groups.exclude(seats=None) if group.taken > group.seats]
    assert [vacancy.group.slug for vacancy in all_vacancies()] == ["tva-system-for-mycket"]
    assert not Membership.objects.filter(left_at__lt=F("joined_at")).exists()


def test_every_current_direction_but_one_is_in_the_middle_of_a_stage(demo: None) -> None:
    current = Direction.objects.current()
    in_stage = current.filter(stages__in=Stage.objects.on(today()))
    assert [one.title for one in current.exclude(pk__in=in_stage)] == ["Trygga platser"]


def test_some_proposal_is_in_each_place_that_one_can_be_in(demo: None) -> None:
    found = {proposal.state for proposal in Proposal.objects.with_standing()}

    assert found == set(ProposalState)


def test_nothing_in_the_demo_lies_in_the_future_but_the_stages(demo: None) -> None:
    assert not Feedback.objects.filter(written_at__date__gt=today()).exists()
    assert not Group.objects.filter(started_on__gt=today()).exists()
    assert not Direction.objects.filter(ended_on__gt=today()).exists()


def test_recent_dates_move_along_with_the_weekday_kept() -> None:
    day = date(2026, 11, 20)
    shift = (today() - WRITTEN).days // 7
    assert moved(day) == day + timedelta(weeks=shift)
    assert moved(date(2014, 9, 25)) == date(2014, 9, 25)


def test_one_click_signs_in_as_somebody_of_the_cast(demo: None, client: Client) -> None:
    shown = client.get(reverse("demo:sign_in")).content.decode()
    names = [one["name"] for one in cast() if one["show"]]
    assert len(names) == 9
    assert all(name in shown for name in names)

    client.post(reverse("demo:sign_in_as", args=["karin-holmqvist"]))
    assert client.get(reverse("home")).context["user"].name == "Karin Holmqvist"


def test_change_of_the_directory_waits_for_a_second_person_who_is_shown(demo: None, client: Client) -> None:
    change = HeldChange.objects.open().get()
    client.post(reverse("demo:sign_in_as", args=["goran-petrovic"]))

    page = client.get(change.get_absolute_url())
    notices = client.get(reverse("notices:list")).content.decode()

    assert reverse("held_change_confirm", args=[change.pk]) in page.content.decode()
    assert change.person.name in notices


@pytest.mark.parametrize("key", ["hanna-dahl", "p00001", "nobody"])
def test_demo_signs_in_nobody_outside_the_shown_cast(demo: None, client: Client, key: str) -> None:
    assert client.post(reverse("demo:sign_in_as", args=[key])).status_code == 404


def test_nobody_answers_or_reviews_what_their_own_group_sent(demo: None) -> None:
    for read in Acknowledgement.objects.select_related("person", "receipt__feedback__group", "receipt__body"):
        assert not is_sender(read.person, read.receipt.feedback, read.receipt.body.kind), read


def test_somebody_of_the_cast_stands_in_for_a_manager_who_is_away(demo: None) -> None:
    petra = Person.objects.get(directory_id="petra-lundgren")

    assert Person.objects.filter(led_by(petra)).exclude(manager=petra).exists()


def test_what_the_demos_people_have_been_told_is_so(demo: None) -> None:
    """A notice used to name another day and place than the meeting's page, and a group that had ended."""
    karin = Person.objects.get(directory_id="karin-holmqvist")
    meeting = Meeting.objects.coming().filter(group__slug="lunch-med-eleverna").first()
    (told,) = karin.notices.about(meeting)
    assert date_format(localtime(meeting.starts_at), "WEEKDAY_TIME_FORMAT") in told.words
    assert meeting.place in told.words

    for notice in Notice.objects.filter(kind__in=[NoticeKind.FOLLOW, NoticeKind.BODY]):
        assert getattr(notice.target, "title", "") in notice.words


def test_papers_were_attached_when_what_they_belong_to_was_written(demo: None) -> None:
    for paper in Attachment.objects.all():
        if isinstance(paper.target, Feedback):
            assert paper.added_at == paper.target.written_at, paper
        else:
            assert paper.added_at < now() - timedelta(days=1), paper
