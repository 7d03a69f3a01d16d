"""The coordinators' queue: what it shows, how it is narrowed, and what is done to several rows at once."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from feedback import assigning, correcting
from feedback.models import Acknowledgement, Feedback, Review
from tests.cast import World
from tests.factories.feedback import make_corrected, make_draft, make_post, make_shared, review
from tests.factories.groups import seat
from tests.factories.people import make_person
from tests.feedback.reviewing import QUEUE
from tests.search.making import index_all
from ui.dates import now

SignIn = Callable[..., Client]


def shown(client: Client, query: str = "") -> list[Feedback]:
    found = client.get(f"{QUEUE}?{query}").context["cl"].result_list
    return [Feedback.objects.get(pk=number) for number in found]


def do(client: Client, action: str, posts: list[Feedback], **more: str) -> str:
    """The page after an action on these rows."""
    chosen = [str(post.pk) for post in posts]
    data = {"action": action, "_selected_action": chosen, "index": "0", "assign_to": "", **more}
    return client.post(QUEUE, data, follow=True).content.decode()


def test_queue_shows_what_waits_oldest_first(world: World, signed_in: SignIn) -> None:
    young = make_post(world.convener, group=world.group, completed_at=now() - timedelta(days=1))
    old = make_post(world.employee, direction=world.direction, completed_at=now() - timedelta(days=9))
    make_shared(world.convener, world.coordinator, group=world.group)
    make_draft(world.member, group=world.group)

    assert shown(signed_in(world.coordinator)) == [old, young]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("state=all", 4),
        ("state=answered", 1),
        ("state=shared", 1),
        ("state=read", 1),
        ("state=late", 1),
        ("state=open", 2),
        ("state=nonsense", 2),
        ("kind=question&state=all", 1),
        ("kind=question", 0),
        ("assigned=me&state=all", 1),
        ("assigned=nobody&state=all", 3),
        ("assigned=GORAN&state=all", 1),
        ("assigned=999999&state=all", 0),
        ("assigned=x", 0),
        ("assigned=²", 0),
        ("age=7", 1),
        ("age=30", 0),
        ("age=x", 2),
        ("direction=DIRECTION", 2),
        ("group=GROUP", 1),
        ("group=nonsense", 0),
        ("group=%00", 2),
        ("q=Rubrik", 2),
    ],
)
def test_queue_is_narrowed(world: World, signed_in: SignIn, query: str, count: int) -> None:
    make_post(world.convener, group=world.group)
    make_post(world.employee, direction=world.direction, completed_at=now() - timedelta(days=9))
    make_shared(world.convener, world.coordinator, group=world.group)
    late = make_post(world.employee, group=world.group, kind="question", completed_at=now() - timedelta(15))
    Feedback.objects.filter(pk=late.pk).update(direction=None)
    review(late, world.coordinator)
    assigning.assign(late, world.coordinator, by=world.coordinator)

    index_all()

    query = query.replace("DIRECTION", world.direction.slug).replace("GROUP", world.group.slug)
    query = query.replace("GORAN", str(world.coordinator.pk))
    assert len(shown(signed_in(world.coordinator), query)) == count


@pytest.mark.slow
@pytest.mark.parametrize("words", ["Nio av 54", "omräknade", "omräknat", "Lunch med eleverna", "eleverna"])
def test_words_find_what_the_row_shows_each_piece_once(world: World, signed_in: SignIn, words: str) -> None:
    post = make_post(world.convener, group=world.group, title="Tio av 54")
    for number, title in enumerate(["Nio av 54", "Nio av 54 igen"], start=1):
        correcting.correct(post, title, f"De är omräknade {number}.", "Fel.", seen=number, by=world.convener)
    make_post(world.outsider, group=world.foreign_group)
    index_all()

    assert shown(signed_in(world.coordinator), urlencode({"q": words})) == [post]


def test_search_costs_the_same_number_of_queries_however_much_it_finds(
    world: World, signed_in: SignIn
) -> None:
    goran = signed_in(world.coordinator)

    def queries() -> int:
        index_all()
        goran.get(f"{QUEUE}?q=R%C3%A4ttad")  # the words that are new are taken in
        with CaptureQueriesContext(connection) as found:
            goran.get(f"{QUEUE}?q=R%C3%A4ttad")
        return len(found)

    make_corrected(world.convener, group=world.group)
    queries()  # the figures above it are read anew once something has come
    few = queries()
    for _ in range(3):
        make_corrected(world.convener, group=world.group)
    queries()
    assert queries() == few


def test_what_somebody_who_has_left_looked_after_is_nobodys(world: World, signed_in: SignIn) -> None:
    post = make_post(world.convener, group=world.group)
    Review.objects.create(feedback=post, assigned_to=world.suspended)
    world.suspended.memberships.get().leave(by=world.director)

    assert shown(signed_in(world.coordinator), "assigned=nobody") == [post]


def test_several_are_read_at_once_but_never_ones_own(world: World, signed_in: SignIn) -> None:
    posts = [make_post(world.convener, group=world.group) for _ in range(3)]
    own = make_post(world.coordinator, direction=world.direction)
    goran = signed_in(world.coordinator)

    page = do(goran, "read_them", [*posts, own])
    assert "3 är markerade som lästa." in page
    assert "lämnas till någon annan" in page
    assert list(Feedback.objects.waiting()) == [own]
    do(goran, "read_them", posts)
    assert Acknowledgement.objects.count() == 3


def test_several_are_assigned_at_once(world: World, signed_in: SignIn) -> None:
    other = make_person()
    seat(other, world.coordination_group, seat=3, background="kök")
    posts = [make_post(world.convener, group=world.group) for _ in range(2)]
    theirs = make_post(other, direction=world.direction)
    goran = signed_in(world.coordinator)

    do(goran, "assign_them", [*posts, theirs], assign_to=str(other.pk))
    assert set(Review.objects.filter(assigned_to=other).values_list("feedback", flat=True)) == {
        post.pk for post in posts
    }
    do(goran, "take_them", posts[:1])
    assert Review.objects.get(feedback=posts[0]).assigned_to == world.coordinator
    assert len(shown(goran, f"assigned={other.pk}")) == 1


@pytest.mark.parametrize("chosen", ["", "x", "²", "999999", "MEMBER"])
def test_assigning_to_nobody_who_reviews_changes_nothing(
    world: World, signed_in: SignIn, chosen: str
) -> None:
    posts = [make_post(world.convener, group=world.group)]
    do(
        signed_in(world.coordinator),
        "assign_them",
        posts,
        assign_to=chosen.replace("MEMBER", str(world.member.pk)),
    )

    assert not Review.objects.filter(assigned_to__isnull=False).exists()


@pytest.mark.parametrize("row", ["x", "²", "9" * 30, "-1"])
def test_rows_that_are_no_rows_are_refused(world: World, signed_in: SignIn, row: str) -> None:
    make_post(world.convener, group=world.group)
    data = {"action": "read_them", "_selected_action": [row], "index": "0"}
    response = signed_in(world.coordinator).post(QUEUE, data, follow=True)

    assert response.status_code == 200
    assert not Acknowledgement.objects.exists()


def test_communicator_has_no_actions(world: World, signed_in: SignIn) -> None:
    posts = [make_post(world.convener, group=world.group)]
    lena = signed_in(world.communicator)

    assert 'name="action"' not in lena.get(QUEUE).content.decode()
    do(lena, "read_them", posts)
    assert not Acknowledgement.objects.exists()
