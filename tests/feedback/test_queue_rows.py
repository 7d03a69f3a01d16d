"""A row of the queue is its plain values: they say what the piece itself says."""

from datetime import timedelta

from django.test import Client

from feedback import assigning
from feedback.admin.rows import rows_of
from feedback.models import Feedback
from people.models import Person
from tests.cast import World
from tests.factories.feedback import make_corrected, make_post, make_shared, review
from tests.feedback.reviewing import QUEUE
from ui.dates import now


def every_kind(world: World) -> list[Feedback]:
    """Waiting, late, read, answered, shared, corrected, and with somebody who looks after it."""
    waiting = make_post(world.convener, group=world.group)
    late = make_post(world.employee, direction=world.direction, completed_at=now() - timedelta(days=40))
    late.receipts.update(answer_by=now() - timedelta(days=9))
    read = make_post(world.convener, group=world.group)
    review(read, world.coordinator)
    answered = make_post(world.convener, group=world.group)
    review(answered, world.coordinator, "Ja.")
    shared = make_shared(world.convener, world.coordinator, group=world.group)
    corrected = make_corrected(world.convener, group=world.group)
    assigning.assign(corrected, world.coordinator, by=world.coordinator)
    return [waiting, late, read, answered, shared, corrected]


def test_row_says_what_the_piece_itself_says(world: World) -> None:
    pieces = every_kind(world)

    for post, row in zip(pieces, rows_of(post.pk for post in pieces), strict=True):
        whole = Feedback.objects.with_responses().select_related("review__assigned_to").get(pk=post.pk)
        keeper = getattr(getattr(whole, "review", None), "assigned_to", None)
        assert row.state == whole.state
        assert row.progress == whole.progress
        assert (row.headline, row.sender) == (whole.headline, whole.sender)
        assert row.direction == (whole.direction.title if whole.direction else None)
        assert row.days_waiting == whole.days_waiting
        assert row.get_kind_display == whole.get_kind_display()
        assert row.looked_after_by == (keeper.name if keeper else None)


def test_rows_stand_in_the_order_that_is_asked_for(world: World) -> None:
    numbers = [post.pk for post in every_kind(world)]
    numbers.reverse()

    assert [row.pk for row in rows_of(numbers)] == numbers
    assert rows_of([]) == []


def test_row_leads_to_its_review_in_the_queue_as_it_was_narrowed(world: World, client: Client) -> None:
    post = make_post(world.convener, group=world.group, title="<b>Rubrik</b>")
    client.force_login(world.coordinator)

    page = client.get(f"{QUEUE}?state=all").content.decode()
    assert f'href="{QUEUE}{post.pk}/change/?_changelist_filters=state%3Dall"' in page
    assert "&lt;b&gt;Rubrik&lt;/b&gt;" in page
    assert "<b>Rubrik</b>" not in page


def test_row_names_its_cells_in_the_readers_language(world: World, client: Client) -> None:
    make_post(world.convener, group=world.group, title="Rubrik")
    Person.objects.update(language="en")
    client.force_login(world.coordinator)

    page = client.get(QUEUE).content.decode()
    assert 'data-label="Age"' in page
    assert '<span lang="sv">Rubrik</span>' in page
