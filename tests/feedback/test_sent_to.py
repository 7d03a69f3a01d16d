"""A body's page: what it owes first, as far as the reader may read it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from feedback import answering
from feedback.models import Feedback, Receipt
from feedback.next_in_queue import NextInQueue, next_in_queue
from tests.cast import World
from tests.factories.feedback import make_answer, make_draft, make_receipt, make_shared
from ui.dates import now

SignIn = Callable[..., Client]


def listed(client: Client, world: World, query: str = "") -> list[str]:
    response = client.get(reverse("feedback:sent_to", args=[world.storgrupp.slug]) + query)
    return [receipt.feedback.title for receipt in response.context["page"]]


@pytest.fixture
def sent(world: World) -> None:
    """Five pieces, in an order that is none."""

    def sent_ago(title: str, days: int, kind: str = "question") -> object:
        at = now() - timedelta(days=days)
        return make_receipt(
            world.member, world.storgrupp, group=world.group, title=title, kind=kind, completed_at=at
        )

    answered, late, read = sent_ago("Besvarad", 2), sent_ago("Försenad", 20), sent_ago("Läst", 9, "did")
    sent_ago("Ny", 1, "idea")
    sent_ago("Väntar", 8, "learned")
    make_answer(answered, world.storgrupp_member, publishes=True)  # type: ignore[arg-type]
    for receipt in (late, read):
        answering.acknowledge(receipt, by=world.storgrupp_member)  # type: ignore[arg-type]


@pytest.mark.usefixtures("sent")
def test_past_due_first_then_longest_wait_then_what_is_dealt_with(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.storgrupp_member)
    assert listed(client, world) == ["Försenad", "Väntar", "Ny", "Besvarad", "Läst"]

    response = client.get(reverse("feedback:sent_to", args=[world.storgrupp.slug]))
    assert response.context["owed"] == {"waiting": 3, "late": 1}


@pytest.mark.usefixtures("sent")
@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?kind=question", 2),
        ("?kind=idea", 1),
        ("?direction=DIRECTION", 5),
        ("?kind=nonsense", 5),
        ("?page=9", 5),
    ],
)
def test_page_is_narrowed(world: World, signed_in: SignIn, query: str, count: int) -> None:
    query = query.replace("DIRECTION", world.direction.slug)
    assert len(listed(signed_in(world.storgrupp_member), world, query)) == count


@pytest.mark.usefixtures("sent")
def test_reader_finds_what_they_may_read_and_is_told_of_no_more(world: World, signed_in: SignIn) -> None:
    make_shared(world.outsider, world.coordinator, group=world.foreign_group, title="Delad")
    client = signed_in(world.employee)

    assert listed(client, world) == ["Delad"]
    response = client.get(reverse("feedback:sent_to", args=[world.storgrupp.slug]))
    assert response.context["owed"] == {"waiting": 1, "late": 0}


@pytest.mark.usefixtures("sent")
def test_reading_in_the_list_comes_back_to_the_next_in_it(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.storgrupp_member)
    page = reverse("feedback:sent_to", args=[world.storgrupp.slug]) + "?kind=idea"
    client.get(page)
    (new,) = client.get(page).context["page"]
    acknowledge = reverse("feedback:acknowledge", args=[new.pk])

    assert acknowledge in client.get(page).content.decode()
    assert client.post(acknowledge, {"next": f"{page}#receipt-1"}).url == f"{page}#receipt-1"
    assert acknowledge not in client.get(page).content.decode()
    assert client.post(acknowledge, {"next": "https://elsewhere.example/"}).url == new.get_absolute_url()


@pytest.mark.usefixtures("sent")
def test_only_those_who_sit_there_say_in_the_list_that_they_have_read(
    world: World, signed_in: SignIn
) -> None:
    page = reverse("feedback:sent_to", args=[world.storgrupp.slug])
    for who, count in ((world.storgrupp_member, 2), (world.member, 0), (world.coordinator, 0)):
        assert signed_in(who).get(page).content.decode().count("/acknowledge/") == count


@pytest.mark.usefixtures("sent")
def test_next_one_is_the_one_below_and_after_the_last_the_first(world: World) -> None:
    at = {one.feedback.title: one for one in Receipt.objects.at(world.storgrupp).with_standing()}

    def below(title: str) -> tuple[int, str]:
        rest = next_in_queue(at[title], world.storgrupp_member)
        return rest.waiting, Feedback.objects.get(pk=rest.next).title

    assert below("Försenad") == (3, "Väntar")  # read, and still in the queue
    assert below("Väntar") == (3, "Ny")
    assert below("Ny") == (3, "Försenad")
    assert below("Läst") == (3, "Väntar")  # dealt with: from where it stood
    assert below("Besvarad") == (3, "Ny")


@pytest.mark.usefixtures("sent")
def test_piece_leads_to_the_next_one_and_back_for_those_who_sit_there(
    world: World, signed_in: SignIn
) -> None:
    late, waits = (Feedback.objects.get(title=title) for title in ("Försenad", "Väntar"))
    back = reverse("feedback:sent_to", args=[world.storgrupp.slug])

    page = signed_in(world.storgrupp_member).get(late.get_absolute_url()).content.decode()
    assert f'href="{waits.get_absolute_url()}"' in page
    assert f'href="{back}"' in page
    assert "(3 kvar)" in page
    assert back not in signed_in(world.member).get(late.get_absolute_url()).content.decode()


def test_last_one_has_no_next(world: World) -> None:
    receipt = make_receipt(world.member, world.storgrupp, group=world.group)
    assert next_in_queue(receipt, world.storgrupp_member) == NextInQueue(1, 0)
    answering.acknowledge(receipt, by=world.storgrupp_member)
    make_answer(receipt, world.storgrupp_member, publishes=True)
    assert next_in_queue(receipt, world.storgrupp_member) == NextInQueue(0, 0)


def test_draft_has_been_sent_to_nobody(world: World, signed_in: SignIn) -> None:
    make_draft(world.member, group=world.group)
    assert listed(signed_in(world.member), world) == []


def test_pages_lead_to_it(world: World, signed_in: SignIn) -> None:
    make_receipt(world.member, world.storgrupp, group=world.group)
    address = reverse("feedback:sent_to", args=[world.storgrupp.slug])
    client = signed_in(world.storgrupp_member)

    for place in (world.storgrupp.get_absolute_url(), reverse("groups:organisation"), reverse("home")):
        assert f'href="{address}"' in client.get(place).content.decode(), place


def test_list_of_feedback_is_narrowed_to_a_kind(world: World, signed_in: SignIn) -> None:
    for kind in ("question", "idea"):
        make_receipt(world.member, world.storgrupp, group=world.group, kind=kind, title=kind)
    response = signed_in(world.member).get(reverse("feedback:list") + "?kind=idea")

    assert [post.headline for post in response.context["page"]] == ["idea"]


def test_feedback_costs_the_same_number_of_queries_however_much_has_happened_with_it(
    world: World, signed_in: SignIn, django_assert_max_num_queries: Callable
) -> None:
    receipt = make_receipt(world.member, world.storgrupp, group=world.group)
    for one in receipt.feedback.receipts.all():
        by = {"storgrupp": world.storgrupp_member, "steering_group": world.director}
        make_answer(one, by.get(one.body.kind, world.coordinator), publishes=True)
    client = signed_in(world.member)
    client.get(receipt.get_absolute_url())

    with django_assert_max_num_queries(14):
        client.get(receipt.get_absolute_url())
    assert Feedback.objects.get().is_answered


def test_overview_says_at_which_body_answers_are_overdue(world: World, signed_in: SignIn) -> None:
    """Whoever looked there for what is late saw stages and groups, and nobody who waits for an answer."""
    client, overview = signed_in(world.director), reverse("groups:overview")
    assert client.get(overview).context["late"] == []

    late = make_receipt(
        world.member,
        world.storgrupp,
        group=world.group,
        kind="question",
        completed_at=now() - timedelta(days=20),
    )
    make_receipt(world.member, world.steering_group, group=world.group, kind="question")

    page = client.get(overview)
    counts = {body["body__name"]: body["count"] for body in page.context["late"]}
    assert counts == {"Storgruppen": 1, "Styrgruppen": 1}, "both were asked, and neither has answered"
    words = " ".join(page.content.decode().split())
    assert "Svar som dröjer:" in words
    assert f'<a href="{reverse("feedback:sent_to", args=[late.body.slug])}">' in words
