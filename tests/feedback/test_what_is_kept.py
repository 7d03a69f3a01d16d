"""What rows keep of having been read and answered says what acknowledgements and answers say."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Min, Q

from feedback import answering
from feedback.catching_up import catch_up
from feedback.models import Acknowledgement, Answer, Feedback, Receipt
from tests.cast import World
from tests.factories.feedback import make_answer, make_draft, make_post, make_receipt, make_shared
from ui.dates import now

BY_COORDINATORS = Q(acknowledgements__as_coordinator=True)


def untrue() -> list[str]:
    """Every row that keeps something else than it would be told by asking all."""
    receipts = Receipt.objects.annotate(
        first=Min("acknowledgements__at"), reviewed=Min("acknowledgements__at", filter=BY_COORDINATORS)
    ).select_related("answer")
    found, reviewed, answered = [], {}, {}
    for receipt in receipts:
        answer = receipt.published and receipt.published.published_at
        if (receipt.read_at, receipt.answered_at) != (receipt.first or answer, answer):
            found.append(f"receipt {receipt}")
        _keep_first(reviewed, receipt.feedback_id, receipt.reviewed)
        _keep_first(answered, receipt.feedback_id, answer)
    for post in Feedback.objects.all():
        if (post.reviewed_at, post.answered_at) != (reviewed.get(post.pk), answered.get(post.pk)):
            found.append(f"feedback {post.pk}")
    return found


def _keep_first(kept: dict[int, datetime], pk: int, at: datetime | None) -> None:
    if at:
        kept[pk] = min(kept.get(pk, at), at)


def test_every_way_of_reading_and_answering_keeps_it(world: World) -> None:
    make_draft(world.member, group=world.group)
    make_post(world.convener, group=world.group, kind="question")
    make_shared(world.employee, world.coordinator, direction=world.direction)
    for kind in ("question", "did"):
        receipt = make_receipt(world.member, world.storgrupp, group=world.group, kind=kind)
        answering.acknowledge(receipt, by=world.storgrupp_member)
        answering.acknowledge(receipt, by=world.coordinator)
        draft = make_answer(receipt, world.storgrupp_member)
        assert untrue() == []
        answering.write(receipt, "Ja.", seen=draft.version, publishes=True, by=world.storgrupp_member)
        other = receipt.feedback.receipts.get(body=world.coordination_group)
        answering.acknowledge(other, by=world.communicator)
        assert untrue() == []
        answering.acknowledge(other, by=world.coordinator)

    assert untrue() == []
    assert Feedback.objects.waiting().count() == 1


def test_what_was_written_past_the_flows_is_caught_up_with_once(world: World) -> None:
    at = now() - timedelta(hours=1)
    read, answered, left = (
        make_receipt(world.member, world.coordination_group, group=world.group) for _ in range(3)
    )
    who = {"drafted_by": world.coordinator, "published_by": world.coordinator}
    Acknowledgement.objects.create(receipt=read, person=world.coordinator, at=at, as_coordinator=True)
    Acknowledgement.objects.create(receipt=answered, person=world.coordinator, at=at, as_coordinator=True)
    Answer.objects.create(receipt=answered, text="Ja.", published_at=at, **who)

    assert catch_up() > 0
    assert untrue() == []
    assert list(Feedback.objects.waiting()) == [left.feedback]
    assert catch_up() == 0


@pytest.mark.slow
@pytest.mark.usefixtures("demo")
def test_the_demo_keeps_it() -> None:
    assert Feedback.objects.waiting().exists()
    assert untrue() == []


def test_database_refuses_what_cannot_be(world: World) -> None:
    draft = make_draft(world.member, group=world.group)
    receipt = make_receipt(world.member, world.storgrupp, group=world.group)
    for row in (Feedback.objects.filter(pk=draft.pk), Receipt.objects.filter(pk=receipt.pk)):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.update(answered_at=now())
