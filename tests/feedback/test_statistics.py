"""The figures above the queue."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.translation import override

from feedback import answering
from feedback.models import Feedback
from feedback.statistics import WEEKS, statistics
from tests.cast import World
from tests.factories.feedback import date_answers, make_draft, make_post, review
from tests.feedback.reviewing import QUEUE
from ui.dates import now, today

SignIn = Callable[..., Client]


def answered(world: World, *, sent: int, answered: int) -> Feedback:
    """Sent and answered so many days ago."""
    moment = now() - timedelta(days=sent)
    post = make_post(world.employee, direction=world.direction, completed_at=moment)
    review(post, world.coordinator, "Ja.")
    date_answers(post, now() - timedelta(days=answered))
    return post


@pytest.mark.django_db
def test_in_an_empty_portal_nothing_is_counted() -> None:
    told = statistics()
    assert (told.waiting, told.answered, told.median_days, told.silent) == (0, 0, None, [])


def test_what_waits_is_counted_and_the_oldest_named(world: World) -> None:
    for days in (2, 12, 5):
        make_post(world.convener, group=world.group, completed_at=now() - timedelta(days=days))
    make_draft(world.member, group=world.group)

    assert (statistics().waiting, statistics().oldest) == (3, 12)


def test_median_is_of_what_was_first_answered_in_the_last_half_year(world: World) -> None:
    answered(world, sent=10, answered=8)
    answered(world, sent=30, answered=1)
    answered(world, sent=20, answered=13)
    answered(world, sent=400, answered=300)
    make_post(world.employee, direction=world.direction)

    assert (statistics().answered, statistics().median_days) == (3, 7)


def test_first_answer_counts_whichever_body_gave_it(world: World) -> None:
    sent = now() - timedelta(days=10)
    post = make_post(world.convener, group=world.group, kind="question", completed_at=sent)
    for body, ago in ((world.storgrupp, 6), (world.steering_group, 2)):
        receipt = post.receipts.get(body=body)  # type: ignore[attr-defined]
        answering.write(receipt, "Ja.", seen=0, publishes=True, by=world.storgrupp_member)
        date_answers(post, now() - timedelta(days=ago), receipt)

    assert (statistics().answered, statistics().median_days) == (1, 4)


def test_groups_that_have_told_nothing_for_six_weeks_are_silent(world: World) -> None:
    for group in (world.group, world.foreign_group):
        group.started_on = today() - timedelta(days=100)
        group.save()
    make_post(world.convener, group=world.group, completed_at=now() - timedelta(days=40))

    assert statistics().silent == [world.foreign_group]


def test_weeks_hold_what_came_and_what_was_first_answered_in_them(world: World) -> None:
    answered(world, sent=7, answered=0)
    make_post(world.employee, direction=world.direction)
    make_post(world.employee, direction=world.direction, completed_at=now() - timedelta(weeks=WEEKS + 1))

    rows = statistics().weeks.rows
    assert len(rows) == WEEKS
    assert [row.values for row in rows[-2:]] == [(1, 0), (1, 1)]
    assert sum(row.values[0] for row in rows) == 2


def test_picture_has_words_and_a_table_for_those_who_do_not_see_it(world: World, signed_in: SignIn) -> None:
    answered(world, sent=7, answered=0)
    with override("sv"):
        page = signed_in(world.coordinator).get(QUEUE).content.decode()

    assert 'role="img"' in page
    assert (
        "<title>Inkommet och besvarat, vecka för vecka. Siffrorna står i tabellen nedanför.</title>" in page
    )
    assert page.count('<th scope="row">') >= WEEKS
    assert 'style="' not in page
