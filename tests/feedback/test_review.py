"""The coordinators' review page."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from feedback import answering, replying
from feedback.events import FeedbackEvent
from feedback.models import Acknowledgement, Answer, Feedback, Review
from feedback.models.state import State
from notices.models import Notice
from people.models import Act
from tests.cast import World
from tests.factories.feedback import make_corrected, make_draft, make_post, make_shared
from tests.factories.groups import seat
from tests.factories.people import make_person
from tests.feedback.reviewing import QUEUE, opened, review_page
from ui.dates import now, today

SignIn = Callable[..., Client]


def test_publishing_marks_as_read_answers_and_shares_and_the_poster_sees_it(
    world: World, signed_in: SignIn
) -> None:
    post = make_post(world.employee, direction=world.direction)
    typed = {"answer": "Ja, prova i **tre** till.", "share": "on", "do": "publish"}
    assert signed_in(world.coordinator).post(review_page(post), typed).url == f"{QUEUE}#content-start"

    post = Feedback.objects.get(pk=post.pk)
    assert (post.state, post.is_shared) == (State.ANSWERED, True)
    answer = Answer.objects.get(receipt=post.review_receipt)
    assert answer.published_by == post.review.shared_by == world.coordinator
    assert set(Act.objects.values_list("verb", flat=True)) == {
        FeedbackEvent.ACKNOWLEDGED,
        FeedbackEvent.ANSWERED,
        FeedbackEvent.SHARED,
    }
    page = signed_in(world.employee).get(post.get_absolute_url()).content.decode()
    assert "Ja, prova i <strong>tre</strong> till." in page


def test_reading_says_only_that(world: World, signed_in: SignIn) -> None:
    post = make_post(world.employee, direction=world.direction)
    signed_in(world.coordinator).post(review_page(post), {"do": "read"})

    read = Acknowledgement.objects.get(receipt__feedback=post)
    assert (read.person, read.as_coordinator) == (world.coordinator, True)
    assert not Answer.objects.exists()
    assert not post.is_shared
    assert post not in Feedback.objects.waiting()


def test_answer_is_a_draft_until_it_is_published(world: World, signed_in: SignIn) -> None:
    post = make_post(world.employee, direction=world.direction)
    goran, amir = signed_in(world.coordinator), signed_in(world.employee)

    response = goran.post(review_page(post), {"answer": "Kanske.", "do": "save"})

    assert response.url == f"{review_page(post)}#do"
    assert post in Feedback.objects.waiting()  # nobody has said to have read it
    assert "Kanske." in goran.get(review_page(post)).content.decode()
    assert "Kanske." not in amir.get(post.get_absolute_url()).content.decode()
    assert not Notice.objects.filter(person=world.employee).exists()

    goran.post(review_page(post), opened(goran, post) | {"answer": "Ja.", "do": "publish"})
    assert "Ja." in amir.get(post.get_absolute_url()).content.decode()
    assert Answer.objects.get().is_published


def test_preview_shows_the_answer_keeps_what_was_typed_and_saves_nothing(
    world: World, signed_in: SignIn
) -> None:
    post = make_post(world.employee, direction=world.direction)
    goran = signed_in(world.coordinator)
    typed = {"answer": "Ja, i **tre** till.", "note": "Ring Amir.", "share": "on", "preview": "1"}
    response = goran.post(review_page(post), opened(goran, post) | typed)

    assert response.status_code == 200
    assert "Ja, i <strong>tre</strong> till." in response.content.decode()
    form = response.context["form"]
    assert [form[name].value() for name in ("answer", "note", "share")] == [
        typed["answer"],
        "Ring Amir.",
        True,
    ]
    assert not Answer.objects.exists()
    assert not Review.objects.exists()

    sent = {name: form.data[name] for name in form.data if name != "preview"} | {"do": "publish"}
    assert goran.post(review_page(post), sent).status_code == 302
    assert Answer.objects.get().is_published


@pytest.mark.parametrize("text", ["", "t" * 10_001])
def test_preview_of_nothing_or_of_too_much_is_no_accident(world: World, signed_in: SignIn, text: str) -> None:
    post = make_post(world.employee, direction=world.direction)
    response = signed_in(world.coordinator).post(review_page(post), {"answer": text, "preview": "1"})

    assert response.status_code == (422 if text else 200)
    assert response.context["form"]["answer"].value() == text
    assert signed_in(world.coordinator).post(review_page(post), {"preview": "1"}).status_code == 200


def test_no_button_loses_what_stands_beside_it(world: World, signed_in: SignIn) -> None:
    post = make_post(world.employee, direction=world.direction)
    typed = {"answer": "Inte klart.", "note": "Ring Amir.", "do": "read"}
    signed_in(world.coordinator).post(review_page(post), typed)

    assert Answer.objects.get().text == "Inte klart."
    assert not Answer.objects.get().is_published
    assert Review.objects.get().note == "Ring Amir."
    assert post not in Feedback.objects.waiting()


def test_everything_that_sharing_opens_is_shown_before(world: World, signed_in: SignIn) -> None:
    post = make_corrected(world.employee, direction=world.direction)
    replying.reply(post, "Nattlaget också!", by=world.communicator)
    page = signed_in(world.coordinator).get(review_page(post)).content.decode()

    assert "Nattlaget också!" in page
    assert world.communicator.name in page
    assert reverse("feedback:versions", args=[post.pk]) in page
    assert "rättad, version 2" in page
    hint = re.sub(r"\s+", " ", page.split('id="id_share_helptext"')[1].split("</")[0])
    for opened_too in ("kommentarerna", "bifogade filer", "tidigare versioner", "alla som är inloggade"):
        assert opened_too in hint.lower()


def test_review_costs_the_same_number_of_queries_however_much_was_replied(
    world: World, signed_in: SignIn
) -> None:
    post = make_post(world.employee, direction=world.direction)
    goran = signed_in(world.coordinator)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            goran.get(review_page(post))
        return len(found)

    replying.reply(post, "Ja!", by=make_person())
    few = queries()
    for _ in range(5):
        replying.reply(post, "Ja!", by=make_person())
    assert queries() == few


@pytest.mark.parametrize("button", ["save", "mine"])
def test_saving_never_shares_and_says_so(world: World, signed_in: SignIn, button: str) -> None:
    post = make_post(world.employee, direction=world.direction)
    goran = signed_in(world.coordinator)
    typed = {"share": "on", "note": "Fråga henne först.", "do": button}
    page = goran.post(review_page(post), typed, follow=True).content.decode()

    assert not Feedback.objects.get().is_shared
    assert "Den är inte delad" in page
    assert page.index("Fråga henne först.") < page.index('name="share"')


def test_note_is_seen_by_those_who_review_and_nobody_else(world: World, signed_in: SignIn) -> None:
    post = make_post(world.employee, direction=world.direction)
    own = make_post(world.coordinator, direction=world.direction)
    other = make_person()
    seat(other, world.coordination_group, seat=3, background="kök")
    note = "Detta vet bara vi."
    goran = signed_in(world.coordinator)
    goran.post(review_page(post), {"note": note, "do": "save"})
    signed_in(other).post(review_page(own), {"note": note, "do": "save"})

    assert note in goran.get(review_page(post)).content.decode()
    assert note in signed_in(other).get(review_page(post)).content.decode()
    for person, thing in [(world.communicator, post), (world.coordinator, own)]:
        assert note not in signed_in(person).get(review_page(thing)).content.decode()
    for person in (world.employee, world.coordinator):
        assert note not in signed_in(person).get(post.get_absolute_url()).content.decode()
    export = signed_in(world.coordinator).get(reverse("admin:feedback_export_csv"), {"state": "all"})
    assert note not in b"".join(export).decode()
    assert not any(note in str(act.facts) for act in Act.objects.all())


def test_after_saving_comes_the_next_and_at_the_end_the_oldest(world: World, signed_in: SignIn) -> None:
    posts = [
        make_post(world.convener, group=world.group, completed_at=now() - timedelta(days=days))
        for days in (3, 2, 1)
    ]
    goran = signed_in(world.coordinator)
    assert goran.post(review_page(posts[1]), {"do": "read"}).url == f"{review_page(posts[2])}#post"
    assert goran.post(review_page(posts[2]), {"do": "read"}).url == f"{review_page(posts[0])}#post"
    assert goran.post(review_page(posts[0]), {"do": "read"}).url == f"{QUEUE}#content-start"


def test_next_is_the_next_of_what_one_was_looking_at(world: World, signed_in: SignIn) -> None:
    first = make_post(world.convener, group=world.group, kind="question")
    make_post(world.convener, group=world.group, kind="did")
    last = make_post(world.convener, group=world.group, kind="question")
    came_from = "?_changelist_filters=kind%3Dquestion"

    response = signed_in(world.coordinator).post(review_page(first) + came_from, {"do": "read"})
    assert response.url == f"{review_page(last)}{came_from}#post"


def test_next_is_never_ones_own(world: World, signed_in: SignIn) -> None:
    first = make_post(world.convener, group=world.group)
    make_post(world.coordinator, direction=world.direction)
    assert (
        signed_in(world.coordinator).post(review_page(first), {"do": "read"}).url == f"{QUEUE}#content-start"
    )


@pytest.mark.parametrize("text", ["", "   \n "])
def test_nothing_is_published_without_words(world: World, signed_in: SignIn, text: str) -> None:
    post = make_post(world.employee, direction=world.direction)
    typed = {"answer": text, "note": "Kvar", "do": "publish"}
    response = signed_in(world.coordinator).post(review_page(post), typed)

    assert response.status_code == 422
    assert 'id="id_answer_error"' in response.content.decode()
    assert "Kvar" in response.content.decode()
    assert not Acknowledgement.objects.exists()


def test_answer_that_is_too_long_is_refused_beside_the_field(world: World, signed_in: SignIn) -> None:
    post = make_post(world.employee, direction=world.direction)
    typed = {"answer": "t" * 10_001, "do": "publish"}
    response = signed_in(world.coordinator).post(review_page(post), typed)

    assert response.status_code == 422
    assert 'id="id_answer_error"' in response.content.decode()
    assert not Acknowledgement.objects.exists()


def test_nobody_reviews_their_own(world: World, signed_in: SignIn) -> None:
    post = make_post(world.coordinator, direction=world.direction)
    client = signed_in(world.coordinator)

    assert client.get(review_page(post)).status_code == 200
    for button in ("publish", "read", "save", "mine"):
        assert client.post(review_page(post), {"answer": "Bra, jag.", "do": button}).status_code == 403
    assert not Acknowledgement.objects.exists()
    assert not Review.objects.exists()


def test_communicator_reads_and_does_not_review(world: World, signed_in: SignIn) -> None:
    post = make_post(world.employee, direction=world.direction)
    client = signed_in(world.communicator)

    assert client.get(review_page(post)).status_code == 200
    assert client.post(review_page(post), {"answer": "Hej"}).status_code == 403


@pytest.mark.parametrize("pk", ["999999", "0", "x", "9" * 30])
def test_unknown_feedback_is_not_found(world: World, signed_in: SignIn, pk: str) -> None:
    assert signed_in(world.coordinator).get(review_page(pk)).status_code == 404


def test_draft_is_not_found_by_a_coordinator(world: World, signed_in: SignIn) -> None:
    post = make_draft(world.member, group=world.group)
    assert signed_in(world.coordinator).get(review_page(post)).status_code == 404


def test_review_page_and_the_pieces_own_count_readers_alike(world: World, signed_in: SignIn) -> None:
    post = make_post(world.member, group=world.group)
    for body, reader in (
        (world.storgrupp, world.storgrupp_member),
        (world.coordination_group, world.communicator),
    ):
        answering.acknowledge(post.receipts.get(body=body), by=reader)

    pages = [
        signed_in(world.coordinator).get(address).content.decode()
        for address in (review_page(post), post.get_absolute_url())
    ]
    for receipt in post.receipts.all():
        assert all(receipt.standing in page for page in pages), receipt.body
    assert "Ingen samordnare har läst den än." in pages[0]  # the communicator has


def test_earlier_feedback_says_that_an_answer_is_overdue(world: World, signed_in: SignIn) -> None:
    earlier = make_shared(world.member, world.coordinator, group=world.group, kind="question")
    earlier.receipts.filter(body=world.storgrupp).update(answer_by=today() - timedelta(days=1))
    post = make_post(world.member, group=world.group)

    page = signed_in(world.coordinator).get(review_page(post)).content.decode()

    assert "(besvarad, delad; ett svar är försenat)" in page
