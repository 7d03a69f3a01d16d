"""What is open is found by an index that holds nothing else: much that has been dealt with costs nothing."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from demo.scaling import PIECES, Scale
from feedback.models import Feedback, Receipt
from feedback.models.feedback_query import IS_WAITING
from groups.models import Group, Membership
from tests.cast import World
from tests.factories.feedback import make_post
from tests.feedback.reviewing import QUEUE
from ui import counting
from ui.counting import MOST, Pages, counted, in_words

SignIn = Callable[..., Client]


def plan(rows: QuerySet[Any]) -> str:
    """How the database goes about it, were the tables large."""
    statement, values = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {statement}", values)
        else:
            # Of a row or two one way is as good as another; of many, not to read and not to sort them all.
            for way in ("seqscan", "bitmapscan", "sort", "incremental_sort"):
                cursor.execute(f"SET LOCAL enable_{way} = off")
            cursor.execute(f"EXPLAIN {statement}", values)
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


def test_what_waits_is_found_by_what_waits(world: World) -> None:
    for _ in range(60):
        make_post(world.convener, group=world.group)
    Feedback.objects.update(reviewed_at=now())
    make_post(world.convener, group=world.group)
    if connection.vendor == "postgresql":  # which plans by what it has last counted
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # every table: by itself it counts when it likes
    body = Receipt.objects.at(world.storgrupp)

    assert "feedback_waiting" in plan(Feedback.objects.waiting().order_by("completed_at")[:20])
    assert "waiting" in plan(Feedback.objects.filter(IS_WAITING, group=world.group))  # either of two
    assert "open_receipts" in plan(body.open().order_by("sent_at", "-pk")[:20])
    assert "receipts_due" in plan(Receipt.objects.overdue().order_by("answer_by"))
    assert "what_is_shared" in plan(Feedback.objects.lately_shared()[:3])


@pytest.mark.slow
@pytest.mark.one_database
@pytest.mark.usefixtures("demo")
def test_twenty_times_as_much_feedback_costs_a_page_no_more(
    signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted in the steps of SQLite's own machine, which are the same on every computer."""
    monkeypatch.setattr(counting, "MOST", 100)  # of which there are more before already
    pages = _pages(signed_in)
    few = {name: _steps(*page) for name, page in pages.items()}
    had = Feedback.objects.count()
    # Everything is dealt with but what was open before: what is open is what a page may cost.
    for _so_far in Scale(20 * had // PIECES, Random(1), with_open=False).load():
        pass
    assert Feedback.objects.count() > 15 * had

    grown = {name: _steps(*page) / few[name] for name, page in pages.items()}
    assert {name: round(ratio, 1) for name, ratio in grown.items() if ratio > 1.5} == {}


def _pages(signed_in: SignIn) -> dict[str, tuple[Client, str]]:
    body = Group.objects.current().get(kind="storgrupp")
    seat = Membership.objects.current().filter(group=body).select_related("person").first()
    assert seat
    coordinator = Membership.objects.coordinating().get(seat=1).person
    reader, reviewer = signed_in(seat.person), signed_in(coordinator)
    return {
        "home of the storgrupp": (reader, reverse("home")),
        "home of a coordinator": (reviewer, reverse("home")),
        "sent to the storgrupp": (reader, reverse("feedback:sent_to", args=[body.slug])),
        "queue": (reviewer, QUEUE),
        "queue, read": (reviewer, f"{QUEUE}?state=read"),
        "queue, late": (reviewer, f"{QUEUE}?state=late"),
    }


def _steps(client: Client, address: str) -> int:
    assert client.get(address).status_code == 200  # what is kept from the first time on
    count = 0

    def count_them() -> None:
        nonlocal count
        count += 1

    connection.connection.set_progress_handler(count_them, 10)
    try:
        assert client.get(address).status_code == 200
    finally:
        connection.connection.set_progress_handler(None, 0)
    return count


def test_nothing_is_counted_further_than_somebody_reads(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "MOST", 3)
    for _ in range(4):
        make_post(world.convener, group=world.group)

    pages = Pages(Feedback.objects.completed().order_by("pk"), 2)
    assert (counted(Feedback.objects.completed()), pages.num_pages, pages.has_more) == (4, 2, True)


def test_what_is_more_is_said_so() -> None:
    assert (in_words(12), in_words(MOST)) == ("12", "1\xa0000")
    assert in_words(MOST + 1) == "mer än 1\xa0000"


def test_older_ones_are_reached_past_what_is_counted(
    world: World, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "MOST", 20)
    posts = [make_post(world.convener, group=world.group) for _ in range(25)]
    client = signed_in(world.coordinator)

    response = client.get(reverse("feedback:list"))
    assert "mer än 20" in response.content.decode().lower()
    older = client.get(reverse("feedback:list"), {"before": response.context["older"]})
    assert [post.pk for post in older.context["page"]] == [post.pk for post in reversed(posts[:5])]
    assert older.context["older"] is None
