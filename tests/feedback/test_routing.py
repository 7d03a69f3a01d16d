"""Where completed feedback goes, by when an answer is due, and who is told."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from feedback import routing, writing
from feedback.kinds import KINDS, FeedbackKind
from feedback.models import Feedback, Receipt, Voice
from feedback.routing import goes_to
from groups.kinds import KindCode
from notices.models import Notice
from people.models import Person
from tests.cast import World
from tests.factories.feedback import make_draft, make_post
from tests.factories.groups import make_group, seat
from ui.dates import today

SignIn = Callable[..., Client]
BODIES = {KindCode.STORGRUPP, KindCode.STEERING_GROUP, KindCode.COORDINATION_GROUP}


def due_days(post: Feedback) -> dict[str, int | None]:
    """In how many days each body is to answer, by its kind."""
    return {one.body.kind: one.answer_by and (one.answer_by - today()).days for one in post.receipts.all()}


def told(kind: str) -> set[Person]:
    return {notice.person for notice in Notice.objects.filter(kind=kind).select_related("person")}


@pytest.mark.parametrize("kind", FeedbackKind)
def test_groups_feedback_goes_to_the_bodies_it_reports_to_which_answer_by_kind(
    world: World, kind: FeedbackKind
) -> None:
    post = make_draft(world.member, group=world.group, kind=kind)
    writing.complete(post, by=world.convener)

    days = KINDS[kind].days
    assert due_days(post) == {"storgrupp": days, "steering_group": days, "coordination_group": None}


def test_what_a_person_asks_goes_to_the_coordination_group_which_answers(world: World) -> None:
    post = make_draft(world.employee, direction=world.direction, kind="question")
    writing.complete(post, by=world.employee)

    assert due_days(post) == {"coordination_group": 14}


def test_storgrupps_own_feedback_goes_to_the_steering_group(world: World) -> None:
    post = make_draft(world.storgrupp_member, group=world.storgrupp, kind="decision")
    writing.complete(post, by=world.storgrupp_member)

    assert due_days(post) == {"steering_group": 30, "coordination_group": None}


def test_every_kind_of_body_it_is_sent_to_has_a_page(world: World) -> None:
    assert routing.RECEIVING == BODIES


def test_completing_twice_makes_one_set_of_receipts(world: World) -> None:
    post = make_draft(world.convener, group=world.group)
    stale = Feedback.objects.get(pk=post.pk)
    writing.complete(post, by=world.convener)
    writing.complete(stale, by=world.convener)
    routing.deliver(post)

    assert Receipt.objects.count() == 3


def test_body_that_does_not_exist_yet_gets_nothing(world: World) -> None:
    world.storgrupp.memberships.all().delete()
    world.storgrupp.delete()
    post = make_post(world.convener, group=world.group)

    assert set(due_days(post)) == BODIES - {KindCode.STORGRUPP}


def test_bodies_and_group_are_told_each_person_once_and_nobody_of_their_own_act(world: World) -> None:
    seat(world.storgrupp_member, world.group)  # both in the group and in a body it goes to
    post = make_draft(world.member, group=world.group, title="Får vi prova?")
    writing.complete(post, by=world.convener)

    bodies = {world.coordinator, world.communicator, world.storgrupp_member, world.steering_member}
    assert told("body") == bodies | {world.director}
    assert told("group") == {world.member}
    assert Notice.objects.count() == 6
    notice = Notice.objects.get(person=world.member)
    assert (notice.address, notice.topic) == (post.get_absolute_url(), world.direction.title)
    assert "Får vi prova?" in notice.words


def test_draft_lies_with_nobody(world: World) -> None:
    make_draft(world.convener, group=world.group)

    assert not Receipt.objects.exists()
    assert not Notice.objects.exists()


def test_successor_takes_over_what_lies_with_the_body_before_it(world: World) -> None:
    """A receipt belongs to the office: the next body of the kind finds it, and may answer."""
    receipt = make_post(world.convener, group=world.group, kind="question").receipts.get(body=world.storgrupp)
    world.storgrupp.memberships.current().update(left_at=receipt.sent_at + timedelta(seconds=1))
    world.storgrupp.ended_on, world.storgrupp.ending = today(), "ended"
    world.storgrupp.save()
    after = make_group("Nya storgruppen", kind=KindCode.STORGRUPP)
    seat(world.manager, after)
    world.storgrupp_member.forget_memberships()

    assert list(Receipt.objects.at(after).open()) == [receipt]
    assert world.manager.has_perm("feedback.answer", receipt)
    assert not world.storgrupp_member.has_perm("feedback.answer", receipt)


@pytest.mark.parametrize(
    ("writer", "said"),
    [
        ("group", "storgruppen, styrgruppen och samordningsgruppen"),
        ("storgrupp", "styrgruppen och samordningsgruppen"),
        ("coordination_group", "styrgruppen och samordningsgruppen"),
        (None, "samordningsgruppen"),
    ],
)
def test_whoever_writes_reads_whom_it_goes_to(world: World, writer: str | None, said: str) -> None:
    """The same sentence stood above what the storgrupp writes, which does not go to the storgrupp."""
    group = getattr(world, writer) if writer else None
    voice = Voice.GROUP if group else Voice.PERSON
    draft = Feedback.draft(by=world.convener, voice=voice, group=group or world.group)

    assert goes_to(draft) == said


def test_whoever_completes_a_draft_reads_whom_it_goes_to(world: World, signed_in: SignIn) -> None:
    draft = make_draft(world.member, group=world.group)

    page = signed_in(world.convener).get(draft.get_absolute_url()).content.decode()

    assert "skickas texten till storgruppen, styrgruppen och samordningsgruppen" in " ".join(page.split())
