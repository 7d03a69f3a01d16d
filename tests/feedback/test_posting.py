"""The one door to writing feedback, as a program would call it: without a form, a page or a request."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from feedback import writing
from feedback.events import FeedbackEvent
from feedback.models import Feedback, Voice
from files.events import FileEvent
from files.judging import judge
from people.models import Act, SentForm
from tests.cast import World
from tests.factories.attachments import chosen
from tests.factories.feedback import make_post
from ui.edit_conflict import EditConflict

WORDS = {"kind": "did", "title": "Tre dagar", "text": "Vi lagade allt."}


def test_draft_about_a_direction_is_in_ones_own_name(world: World) -> None:
    post = writing.post(about=world.direction, voice=Voice.PERSON, **WORDS, by=world.employee)

    kept = Feedback.objects.get()
    assert (kept, kept.author, kept.subject, kept.title) == (
        post,
        world.employee,
        world.direction,
        "Tre dagar",
    )
    assert kept.is_draft


def test_completed_in_a_groups_name_is_sent_with_its_files(world: World) -> None:
    post = writing.post(
        about=world.group,
        voice=Voice.GROUP,
        **WORDS,
        files=[judge(chosen())],
        complete=True,
        by=world.convener,
    )

    assert post.completed_by == world.convener
    assert post.receipts.exists()
    assert post.attachments.count() == 1
    assert set(Act.objects.values_list("verb", flat=True)) == {FileEvent.ATTACHED, FeedbackEvent.COMPLETED}


def test_same_key_writes_it_once_and_gives_the_same_piece(world: World) -> None:
    about = {"about": world.group, "voice": Voice.PERSON, "by": world.employee, "key": uuid4()}

    first, again = (writing.post(**about, **WORDS, complete=True) for _ in range(2))

    assert first == again == Feedback.objects.get()


@pytest.mark.parametrize("wrong", [{"title": ""}, {"title": "x" * 121}, {"kind": "shout"}, {"text": ""}])
def test_words_that_no_form_would_take_are_told_by_field(world: World, wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError) as problem:
        writing.post(about=world.group, voice=Voice.PERSON, **WORDS | wrong, by=world.employee)

    assert problem.value.message_dict.keys() == wrong.keys()
    assert not Feedback.objects.exists()


def test_direction_has_no_name_to_write_in(world: World) -> None:
    with pytest.raises(ValidationError):
        writing.post(about=world.direction, voice=Voice.GROUP, **WORDS, by=world.employee)


def test_edit_saves_what_was_given_and_refuses_what_was_not_seen(world: World) -> None:
    post = writing.post(about=world.group, voice=Voice.GROUP, **WORDS, by=world.convener)

    writing.edit(post, seen=0, title="Fyra dagar", by=world.member)
    with pytest.raises(EditConflict) as conflict:
        writing.edit(post, seen=0, title="Fem dagar", by=world.convener)

    kept = Feedback.objects.get()
    assert (kept.title, kept.text, kept.draft_version) == ("Fyra dagar", "Vi lagade allt.", 1)
    assert conflict.value.current == kept


def test_key_that_was_used_for_something_else_gives_nothing_away(world: World) -> None:
    key, theirs = uuid4(), make_post(world.convener, group=world.group)
    SentForm.objects.create(person=world.employee, key=key, address=theirs.get_absolute_url())

    with pytest.raises(ValidationError):
        writing.post(about=world.group, voice=Voice.PERSON, **WORDS, key=key, by=world.employee)


def test_what_somebody_says_in_their_own_name_comes_in_nobodys_feed(world: World) -> None:
    writing.post(about=world.group, voice=Voice.PERSON, **WORDS, complete=True, by=world.employee)
    writing.post(about=world.group, voice=Voice.GROUP, **WORDS, complete=True, by=world.convener)

    acts = Act.objects.filter(verb=FeedbackEvent.COMPLETED).order_by("pk")
    assert [act.scope_group for act in acts] == [None, world.group.pk]
