"""Two coordinators on the same piece: one saves, the other is told what stands and keeps every word."""

from collections.abc import Callable

import pytest
from django.test import Client

from feedback import assigning, correcting
from feedback.models import Acknowledgement, Answer, Feedback, Review
from notices.models import Notice
from people.models import Person
from tests.cast import World
from tests.factories.feedback import make_post
from tests.factories.groups import seat
from tests.factories.people import make_person
from tests.feedback.reviewing import opened, review_page

pytestmark = pytest.mark.slow

SignIn = Callable[..., Client]


@pytest.fixture
def post(world: World) -> Feedback:
    return make_post(world.employee, direction=world.direction)


@pytest.fixture
def colleague(world: World) -> Person:
    person = make_person("Salme Samordnare")
    seat(person, world.coordination_group, seat=3, background="kök")
    return person


def test_later_draft_is_refused_with_the_difference_and_its_words_kept(
    world: World, signed_in: SignIn, post: Feedback, colleague: Person
) -> None:
    goran, salme = signed_in(world.coordinator), signed_in(colleague)
    page = opened(goran, post)
    salme.post(review_page(post), opened(salme, post) | {"answer": "Vi prövar i tre kök.", "do": "save"})

    mine = page | {"answer": "Vi prövar i fem kök.", "note": "Fråga köket.", "do": "publish"}
    response = goran.post(review_page(post), mine)

    assert response.status_code == 409
    html = response.content.decode()
    assert "Vi prövar i fem kök." in html  # in the field
    assert "Fråga köket." in html
    assert colleague.name in html
    words = [run for piece in response.context["overtaken"].answer_pieces for run in piece.runs]
    assert [(run.mark, run.words) for run in words] == [
        ("kept", "Vi prövar i"),
        ("removed", "tre"),
        ("added", "fem"),
        ("kept", "kök."),
    ]
    assert Answer.objects.get().text == "Vi prövar i tre kök."
    assert not Acknowledgement.objects.exists()  # nothing of the step was taken
    assert Review.objects.get().note == ""


def test_whoever_has_seen_the_difference_may_save_again(
    world: World, signed_in: SignIn, post: Feedback, colleague: Person
) -> None:
    goran, salme = signed_in(world.coordinator), signed_in(colleague)
    page = opened(goran, post)
    salme.post(review_page(post), {"answer": "Tre kök.", "note": "Salmes.", "do": "save"})
    response = goran.post(review_page(post), page | {"answer": "Fem kök.", "note": "Gorans.", "do": "save"})
    assert response.status_code == 409

    form = response.context["form"]
    again = {name: form.data[name] for name in form.data} | {"do": "publish"}
    assert goran.post(review_page(post), again).status_code == 302
    assert Answer.objects.get().text == "Fem kök."
    assert Answer.objects.get().is_published
    assert Review.objects.get().note == "Gorans."


def test_published_answer_stands_and_the_other_keeps_their_words(
    world: World, signed_in: SignIn, post: Feedback, colleague: Person
) -> None:
    goran, salme = signed_in(world.coordinator), signed_in(colleague)
    page = opened(goran, post)
    salme.post(review_page(post), {"answer": "Ja.", "do": "publish"})

    for _attempt in range(2):
        response = goran.post(review_page(post), page | {"answer": "Nej.", "do": "publish"})
        assert response.status_code == 409
        assert "Nej." in response.content.decode()
        page = {name: response.context["form"].data[name] for name in response.context["form"].data}
    assert Answer.objects.get().text == "Ja."


def test_notes_meet_too(world: World, signed_in: SignIn, post: Feedback, colleague: Person) -> None:
    goran, salme = signed_in(world.coordinator), signed_in(colleague)
    page = opened(goran, post)
    salme.post(review_page(post), {"note": "Jag ringer i dag.", "assigned_to": colleague.pk, "do": "save"})

    response = goran.post(review_page(post), page | {"note": "Jag ringer i morgon.", "do": "read"})

    assert response.status_code == 409
    html = response.content.decode()
    assert "Jag ringer i morgon." in html
    assert colleague.name in html
    assert Review.objects.get().note == "Jag ringer i dag."
    assert not Acknowledgement.objects.exists()


def test_after_a_conflict_who_has_left_is_left_as_they_are(
    world: World, signed_in: SignIn, post: Feedback, colleague: Person
) -> None:
    """The page that says so stands there again with a hidden choice that its list does not have."""
    goran = signed_in(world.coordinator)
    page = opened(goran, post)
    Review.objects.update_or_create(
        feedback=post, defaults={"assigned_to": colleague, "note": "Hm.", "version": 7}
    )
    colleague.memberships.get().leave(by=world.director)
    form = goran.post(review_page(post), page | {"note": "Ring.", "do": "save"}).context["form"]

    again = {name: form.data[name] for name in form.data}
    assert goran.post(review_page(post), again).status_code == 302
    assert (Review.objects.get().note, Review.objects.get().assigned_to) == ("Ring.", colleague)


def test_nobody_is_stopped_by_what_they_did_not_touch(
    world: World, signed_in: SignIn, post: Feedback, colleague: Person
) -> None:
    """A colleague's note or draft, saved meanwhile, is no conflict for whoever only says to have read it."""
    goran, salme = signed_in(world.coordinator), signed_in(colleague)
    page = opened(goran, post)
    salme.post(review_page(post), {"answer": "Utkast.", "note": "Min.", "do": "save"})

    assert goran.post(review_page(post), page | {"do": "read"}).status_code == 302
    assert Answer.objects.get().text == "Utkast."
    assert Review.objects.get().note == "Min."


def test_draft_of_another_is_published_only_as_it_was_read(
    world: World, signed_in: SignIn, post: Feedback, colleague: Person
) -> None:
    goran, salme = signed_in(world.coordinator), signed_in(colleague)
    salme.post(review_page(post), {"answer": "Ja.", "do": "save"})
    page = opened(goran, post)
    salme.post(review_page(post), opened(salme, post) | {"answer": "Nej.", "do": "save"})

    assert goran.post(review_page(post), page | {"do": "publish"}).status_code == 409
    assert not Answer.objects.get().is_published


def test_note_survives_an_assignment_from_the_queue(world: World, post: Feedback, colleague: Person) -> None:
    Review.objects.create(feedback=post, note="Kvar.")
    assert assigning.assign(post, colleague, by=world.coordinator)
    assert not assigning.assign(post, colleague, by=world.coordinator)

    review = Review.objects.get()
    assert (review.note, review.assigned_to, review.version) == ("Kvar.", colleague, 1)


# The text itself, corrected by whoever wrote it.


def correct(post: Feedback, text: str = "Nio vill inte.", seen: int = 1) -> None:
    correcting.correct(post, post.title, text, "Det stod tio.", seen=seen, by=post.author)


@pytest.mark.parametrize(
    "typed",
    [{"answer": "Ja.", "do": "publish"}, {"share": "on", "do": "read"}, {"do": "read"}],
    ids=["publish", "share", "read"],
)
def test_corrected_text_is_not_answered_shared_or_read_unread(
    world: World, signed_in: SignIn, post: Feedback, typed: dict[str, str]
) -> None:
    goran = signed_in(world.coordinator)
    page = opened(goran, post)
    correct(post)
    response = goran.post(review_page(post), page | {"note": "Ring Amir."} | typed)

    assert response.status_code == 409
    html = response.content.decode()
    for words in (
        "Nio vill inte.",
        "Det stod tio.",
        world.employee.name,
        "Ring Amir.",
        f"/{post.pk}/versions/",
    ):
        assert words in html
    if "answer" in typed:
        assert response.context["form"]["answer"].value() == typed["answer"]
    assert not Acknowledgement.objects.exists()
    assert not Answer.objects.exists()
    assert not Review.objects.filter(shared_at__isnull=False).exists()
    assert not Notice.objects.exists()


def test_whoever_has_seen_the_correction_may_send_again_but_not_past_the_next_one(
    world: World, signed_in: SignIn, post: Feedback
) -> None:
    goran = signed_in(world.coordinator)
    page = opened(goran, post)
    correct(post)
    form = goran.post(review_page(post), page | {"answer": "Ja.", "share": "on", "do": "publish"}).context[
        "form"
    ]
    again = {name: form.data[name] for name in form.data}
    correct(post, "Åtta vill inte.", seen=2)
    form = goran.post(review_page(post), again).context["form"]
    assert not Answer.objects.exists()

    assert goran.post(review_page(post), {name: form.data[name] for name in form.data}).status_code == 302
    assert Answer.objects.get().is_published


def test_note_and_draft_may_be_about_an_earlier_text(world: World, signed_in: SignIn, post: Feedback) -> None:
    goran = signed_in(world.coordinator)
    page = opened(goran, post)
    correct(post)

    typed = {"answer": "Kanske.", "note": "Ring.", "do": "save"}
    assert goran.post(review_page(post), page | typed).status_code == 302
    assert (Answer.objects.get().text, Review.objects.get().note) == ("Kanske.", "Ring.")


def test_corrected_text_is_reviewed_as_it_stands_on_the_page(
    world: World, signed_in: SignIn, post: Feedback
) -> None:
    goran = signed_in(world.coordinator)
    correct(post)
    page = opened(goran, post)

    assert page["text_version"] == 2
    assert goran.post(review_page(post), page | {"answer": "Ja.", "do": "publish"}).status_code == 302


def test_page_that_says_no_version_has_seen_the_first(
    world: World, signed_in: SignIn, post: Feedback
) -> None:
    correct(post)
    assert signed_in(world.coordinator).post(review_page(post), {"do": "read"}).status_code == 409
